"""What an agent shows beside its messages: its status, suggested prompts and titles of threads."""

from __future__ import annotations

from dataclasses import asdict

from bot.mock_slack.workspace.records import AgentThread, Channel, Json
from bot.mock_slack.workspace.state import Workspace

MAX_THREADS = 5000  # that are remembered; the oldest are forgotten


def thread_of(workspace: Workspace, channel: Channel, thread_ts: str) -> AgentThread:
    threads = workspace.agent_threads
    while len(threads) > MAX_THREADS:
        del threads[next(iter(threads))]
    return threads.setdefault(f"{channel.id}:{thread_ts}", AgentThread())


def set_status(workspace: Workspace, channel: Channel, thread_ts: str, status: str, loading: list[str]) -> None:
    thread = thread_of(workspace, channel, thread_ts)
    thread.status, thread.loading_messages = status, loading
    show(workspace, channel, thread_ts)


def clear_status(workspace: Workspace, channel: Channel, thread_ts: str) -> None:
    """Slack takes the status away as soon as the app answers in the thread."""
    thread = workspace.agent_threads.get(f"{channel.id}:{thread_ts}")
    if thread is not None and thread.status:
        set_status(workspace, channel, thread_ts, "", [])


def set_prompts(workspace: Workspace, channel: Channel, thread_ts: str, title: str, prompts: list[Json]) -> None:
    thread = thread_of(workspace, channel, thread_ts)
    thread.prompts_title, thread.prompts = title, prompts
    show(workspace, channel, thread_ts)


def set_title(workspace: Workspace, channel: Channel, thread_ts: str, title: str) -> None:
    thread_of(workspace, channel, thread_ts).title = title
    show(workspace, channel, thread_ts)


def set_session(workspace: Workspace, channel: Channel, thread_ts: str, session: str) -> None:
    """The lifecycle of an agent's work in a thread; the page shows a stop button while it is `processing`."""
    thread_of(workspace, channel, thread_ts).session = session
    show(workspace, channel, thread_ts)


def show(workspace: Workspace, channel: Channel, thread_ts: str) -> None:
    workspace.feed.publish("agent_thread", describe(workspace, channel.id, thread_ts))


def describe(workspace: Workspace, channel: str, thread_ts: str) -> Json:
    """`thread_ts` is "" for what belongs to the whole conversation (the agent view's suggested prompts)."""
    return {"channel": channel, "thread_ts": thread_ts, **asdict(workspace.agent_threads[f"{channel}:{thread_ts}"])}
