"""agents.sessions.*: what an agent is doing in a thread, with a stop button while it works."""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import agent
from bot.mock_slack.web.app.assistant import conversation, thread_ts
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.records import Json

STATUSES = ("active", "processing", "suspended", "closed")


def set_status(call: Call) -> Json:
    channel = conversation(call)
    status = call.arguments.required("status")
    if status not in STATUSES:
        raise SlackError("invalid_arguments", "must be a valid enum value [json-pointer:/status]")
    ts = thread_ts(call, channel)
    thread = agent.thread_of(call.workspace, channel, ts)
    if not thread.session and call.arguments.text("title"):
        thread.title = call.arguments.text("title")[:200]
    agent.set_session(call.workspace, channel, ts, status)
    answer: Json = {"status": status, "agent_status": status, "title": thread.title}
    if status == "processing" and not call.workspace.manifest.subscribes("agent_session_stopped"):
        warning = "missing_agent_session_stopped_event_subscription"
        answer |= {"warning": warning, "response_metadata": {"warnings": [warning]}}
    return answer


def rename(call: Call) -> Json:
    channel = conversation(call)
    ts = thread_ts(call, channel)
    if not agent.thread_of(call.workspace, channel, ts).session:
        raise SlackError("session_not_found")
    title = call.arguments.required("title")[:200]
    agent.set_title(call.workspace, channel, ts, title)
    return {"title": title}


METHODS = {
    "agents.sessions.setStatus": Method(set_status, scopes=("chat:write",), kinds=("bot",), tier=50),
    "agents.sessions.rename": Method(rename, scopes=("chat:write",), kinds=("bot",), tier=50),
}
