"""Messages that are written bit by bit: started, appended to, stopped by the app, by a person, or by their age."""

from __future__ import annotations

from typing import Any

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import agent, messages
from bot.mock_slack.workspace.records import Channel, Json, Message, Stream
from bot.mock_slack.workspace.state import Workspace

LIFETIME = 300  # seconds after which Slack ends a stream by itself
MAX_TEXT = 12_000


def start(workspace: Workspace, channel: Channel, user: str, task_display_mode: str, **fields: Any) -> Message:
    expire(workspace)
    message = messages.post(workspace, channel, user, "", streaming_state="in_progress", **fields)
    stream = Stream(channel.id, message["ts"], workspace.clock.now(), task_display_mode=task_display_mode)
    workspace.streams[key(channel, message["ts"])] = stream
    watch(workspace, stream)
    return message


def watch(workspace: Workspace, stream: Stream) -> None:
    """End the stream when its time has come, whether anybody calls or not."""

    def lapse() -> None:
        if workspace.streams.get(f"{stream.channel}:{stream.ts}") is stream:
            expire(workspace, stream)

    workspace.clock.call_in(stream.started + LIFETIME - workspace.clock.now(), lapse)


def append(workspace: Workspace, channel: Channel, message: Message, text: str, chunks: list[Json]) -> None:
    """Add markdown text or chunks. Raises `message_not_in_streaming_state`, `stopped_by_user`, `msg_too_long`."""
    stream = running(workspace, channel, message)
    grown = stream.text + text + "".join(chunk.get("text", "") for chunk in chunks if chunk["type"] == "markdown_text")
    if len(grown) > MAX_TEXT:
        raise SlackError("msg_too_long")
    stream.text = grown
    for chunk in chunks:
        if chunk["type"] == "task_update":
            known = stream.tasks.get(chunk["id"], {})
            stream.tasks[chunk["id"]] = known | {key: value for key, value in chunk.items() if key != "type"}
        elif chunk["type"] == "plan_update":
            stream.plan_title = chunk["title"]
        elif chunk["type"] == "blocks":
            stream.extra_blocks = [*stream.extra_blocks, *chunk["blocks"]]
    message["text"] = stream.text
    message["blocks"] = blocks_of(stream)
    messages.show(workspace, channel, message)


def stop(workspace: Workspace, channel: Channel, message: Message, blocks: list[Json], metadata: Json | None) -> None:
    stream = running(workspace, channel, message)
    before = dict(message)
    message["blocks"] = [*blocks_of(stream), *blocks]
    if metadata is not None:
        message["metadata"] = metadata
    end(workspace, channel, message, "completed", before)


def end(workspace: Workspace, channel: Channel, message: Message, state: str, before: Message | None = None) -> None:
    """The stream is over: `completed`, `stopped` by a person, or `errored`."""
    before = before or dict(message)
    workspace.streams.pop(key(channel, message["ts"]), None)
    message["streaming_state"] = state
    if not message.get("blocks"):
        message.pop("blocks", None)
    messages.changed(workspace, channel, message, before)


def expire(workspace: Workspace, lapsed: Stream | None = None) -> None:
    """End what has been written for too long, as Slack does by itself; `lapsed` is one that is known to be."""
    for stream in list(workspace.streams.values()):
        channel = workspace.channels.get(stream.channel)
        message = channel.messages.get(stream.ts) if channel else None
        if channel is None or message is None:
            workspace.streams.pop(f"{stream.channel}:{stream.ts}", None)
        elif stream is lapsed or workspace.clock.now() - stream.started > LIFETIME:
            end(workspace, channel, message, "errored")
            rest_from(workspace, channel, message)


def drop(workspace: Workspace, channel: Channel, message: Message) -> None:
    """A message that is deleted while it is being written: nothing is written there any more."""
    if workspace.streams.pop(key(channel, message["ts"]), None) is not None:
        rest_from(workspace, channel, message)


def rest_from(workspace: Workspace, channel: Channel, message: Message) -> None:
    """The session no longer works on what Slack has ended. (Where a person stops it, that is the app's to say.)"""
    thread = workspace.agent_threads.get(key(channel, message.get("thread_ts") or message["ts"]))
    if thread is not None and thread.session == "processing":
        agent.set_session(workspace, channel, message.get("thread_ts") or message["ts"], "active")


def running(workspace: Workspace, channel: Channel, message: Message) -> Stream:
    """The stream that a message still is."""
    expire(workspace)
    stream = workspace.streams.get(key(channel, message["ts"]))
    if message.get("streaming_state") == "stopped":
        raise SlackError("stopped_by_user")
    if stream is None:
        raise SlackError("message_not_in_streaming_state")
    return stream


def blocks_of(stream: Stream) -> list[Json]:
    """What a stream has shown so far: its text, then its tasks (one card each, or a plan), then its blocks."""
    blocks: list[Json] = []
    if stream.text:
        blocks.append({"type": "markdown", "text": stream.text, "block_id": "stream-text"})
    cards = [card(task) for task in stream.tasks.values()]
    if stream.plan_title is not None or (stream.task_display_mode == "plan" and cards):
        title = stream.plan_title or "Plan"
        blocks.append({"type": "plan", "block_id": "stream-plan", "title": title, "tasks": cards})
    else:
        blocks += cards
    return [*blocks, *stream.extra_blocks]


def card(task: Json) -> Json:
    about: Json = {"type": "task_card", "task_id": task["id"], "title": task["title"], "status": task["status"]}
    for name in ("details", "output"):
        if task.get(name):
            section = {"type": "rich_text_section", "elements": [{"type": "text", "text": task[name]}]}
            about[name] = {"type": "rich_text", "elements": [section]}
    if task.get("sources"):
        about["sources"] = task["sources"]
    return {**about, "block_id": f"task-{task['id']}"[:255]}


def key(channel: Channel, ts: str) -> str:
    return f"{channel.id}:{ts}"
