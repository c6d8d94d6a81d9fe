"""chat.startStream, chat.appendStream, chat.stopStream."""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import agent, streams
from bot.mock_slack.conversations.content import check_metadata, checked
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.web.posting.chat import WRITE, author, target, thread
from bot.mock_slack.workspace.records import Channel, Json, Message

SESSIONS = ("active", "processing", "suspended", "closed")
STATUSES = ("pending", "in_progress", "complete", "error")


def start(call: Call) -> Json:
    arguments = call.arguments
    channel = target(call)
    thread_ts = thread(call)
    if thread_ts is None and channel.kind == "im":
        raise SlackError("invalid_thread_ts")
    if channel.kind != "im":
        for name in ("recipient_team_id", "recipient_user_id"):
            if not arguments.text(name):
                raise SlackError(f"missing_{name}")
        if arguments.text("recipient_user_id") not in call.workspace.users:
            raise SlackError("user_not_found")
        if arguments.text("recipient_team_id") != call.workspace.team.id:
            raise SlackError("team_not_found")
    mode = arguments.text("task_display_mode") or "timeline"
    if mode not in {"timeline", "plan", "dense"}:
        raise SlackError("invalid_arguments", "must be a valid enum value [json-pointer:/task_display_mode]")
    text, chunks = read_text(call)
    message = streams.start(call.workspace, channel, call.user, mode, thread_ts=thread_ts, **author(call))
    if text or chunks:
        streams.append(call.workspace, channel, message, text, chunks)
    if thread_ts is not None:
        agent.clear_status(call.workspace, channel, thread_ts)
        agent.set_session(call.workspace, channel, thread_ts, "processing")
    return {"channel": channel.id, "ts": message["ts"]}


def append(call: Call) -> Json:
    channel, message = streaming(call)
    text, chunks = read_text(call)
    if not text and not chunks:
        raise SlackError("no_text")
    streams.append(call.workspace, channel, message, text, chunks)
    return {"channel": channel.id, "ts": message["ts"]}


def stop(call: Call) -> Json:
    channel, message = streaming(call)
    streams.expire(call.workspace)
    stopped = message.get("streaming_state") == "stopped" and "thread_ts" in message
    if stopped and "session_status" in call.arguments:
        agent.set_session(call.workspace, channel, message["thread_ts"], session_status(call))
    streams.running(call.workspace, channel, message)
    text, chunks = read_text(call)
    blocks = call.arguments.json_list("blocks", "invalid_blocks_format") or []
    blocks = checked(call.workspace, blocks, "/blocks")
    metadata = call.arguments.json_object("metadata", "invalid_metadata_format")
    if metadata is not None:
        check_metadata(metadata)
    session = session_status(call)
    if text or chunks:
        streams.append(call.workspace, channel, message, text, chunks)
    streams.stop(call.workspace, channel, message, blocks, metadata)
    if message.get("thread_ts"):
        agent.set_session(call.workspace, channel, message["thread_ts"], session)
    return {"channel": channel.id, "ts": message["ts"], "message": dict(message)}


def session_status(call: Call) -> str:
    session = call.arguments.text("session_status") or "active"
    if session not in SESSIONS:
        raise SlackError("invalid_arguments", "must be a valid enum value [json-pointer:/session_status]")
    return session


def streaming(call: Call) -> tuple[Channel, Message]:
    channel = call.channel()
    message = channel.messages.get(call.arguments.required("ts", "message_not_found"))
    if message is None:
        raise SlackError("message_not_found")
    if message.get("bot_id") != call.workspace.bot_id or not call.by_bot:
        raise SlackError("message_not_owned_by_app")
    return channel, message


def read_text(call: Call) -> tuple[str, list[Json]]:
    """`markdown_text` and `chunks`, checked."""
    text = call.arguments.text("markdown_text")
    if len(text) > streams.MAX_TEXT:
        raise SlackError("msg_too_long")
    chunks = call.arguments.json_list("chunks", "invalid_chunks") or []
    for chunk in chunks:
        if chunk.get("type") == "blocks":
            blocks = chunk.get("blocks")
            if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
                raise SlackError("invalid_blocks_format")
            chunk["blocks"] = checked(call.workspace, blocks, "/blocks")
        elif not well_formed(chunk):
            raise SlackError("invalid_chunks")
    return text, chunks


def well_formed(chunk: Json) -> bool:
    match chunk:
        case {"type": "markdown_text", "text": str()}:
            return True
        case {"type": "plan_update", "title": str()}:
            return True
        case {"type": "task_update", "id": str(), "title": str(), "status": status}:
            texts = all(isinstance(chunk.get(name, ""), str | None) for name in ("details", "output"))
            return texts and status in STATUSES and isinstance(chunk.get("sources", []), list | None)
    return False


METHODS = {
    "chat.startStream": Method(start, scopes=WRITE, kinds=("bot",), tier=20),
    "chat.appendStream": Method(append, scopes=WRITE, kinds=("bot",), tier=100),
    "chat.stopStream": Method(stop, scopes=WRITE, kinds=("bot",), tier=20),
}
