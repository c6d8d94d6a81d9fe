"""How a person meets the app: its Home tab, the conversation with it, what is in view beside it, its stop button."""

from __future__ import annotations

from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.conversations import messages, streams
from bot.mock_slack.hub import Hub
from bot.mock_slack.workspace.records import Channel, Json


def open_home(hub: Hub, user: str, tab: str, context: str | None = None) -> Json:
    """A person opens the app: its Home tab, or (`messages`) the conversation with it.

    Raises `ControlError` where the manifest has no Home tab.
    """
    workspace = hub.workspace
    if tab not in {"home", "messages"}:
        raise ControlError("“tab” is “home” or “messages”.")
    if tab == "home" and not workspace.manifest.home_tab:
        raise ControlError("This app has no Home tab: its manifest does not enable one.", 409)
    channel = workspace.direct_message(user, workspace.bot_user)
    if workspace.manifest.assistant_view and tab == "messages":
        return start_assistant_thread(hub, user, channel, context)
    body: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": channel.id,
        "event_ts": workspace.ts(),
        "tab": tab,
    }
    if tab == "home" and user in workspace.homes:
        body["view"] = dict(workspace.homes[user])
    if workspace.manifest.agent_view and tab == "messages":
        body["context"] = entities(hub, context)
    workspace.emit("app_home_opened", body)
    return {"ok": True, "channel": channel.id}


def start_assistant_thread(hub: Hub, user: str, channel: Channel, context: str | None) -> Json:
    """The older assistant view: each opening begins a thread, which the app is told of."""
    workspace = hub.workspace
    root = messages.post(
        workspace,
        channel,
        workspace.bot_user,
        "New Assistant Thread",
        subtype="assistant_app_thread",
        bot_id=workspace.bot_id,
        app_id=workspace.app_id,
    )
    body = {
        "type": "assistant_thread_started",
        "assistant_thread": {
            "user_id": user,
            "context": viewed(hub, context),
            "channel_id": channel.id,
            "thread_ts": root["ts"],
        },
        "event_ts": workspace.ts(),
    }
    workspace.emit("assistant_thread_started", body)
    return {"ok": True, "channel": channel.id, "thread_ts": root["ts"]}


def viewed(hub: Hub, channel: str | None) -> Json:
    if channel is None:
        return {}
    return {"channel_id": channel, "team_id": hub.workspace.team.id, "enterprise_id": None}


def change_context(hub: Hub, user: str, channel: str | None) -> Json:
    """In the agent view the app hears which channel the user looks at beside the conversation."""
    workspace = hub.workspace
    direct = workspace.direct_message(user, workspace.bot_user)
    body = {
        "type": "app_context_changed",
        "user": user,
        "channel": direct.id,
        "context": entities(hub, channel),
        "event_ts": workspace.ts(),
    }
    if workspace.manifest.agent_view:
        workspace.emit("app_context_changed", body)
    return {"ok": True}


def entities(hub: Hub, channel: str | None) -> Json:
    if channel is None:
        return {}
    return {"entities": [{"type": "slack#/types/channel_id", "value": channel, "team_id": hub.workspace.team.id}]}


def stop(hub: Hub, user: str, channel: Channel, thread_ts: str) -> Json:
    """A person presses the stop button of an agent: what is being written in this thread ends, and the app is told."""
    workspace = hub.workspace
    stopped = []
    for stream in list(workspace.streams.values()):
        message = channel.messages.get(stream.ts) if stream.channel == channel.id else None
        if message is not None and thread_ts in {message["ts"], message.get("thread_ts")}:
            streams.end(workspace, channel, message, "stopped")
            stopped.append(message["ts"])
    body = {
        "type": "agent_session_stopped",
        "channel": channel.id,
        "thread_ts": thread_ts,
        "user": user,
        "streaming_message_ts": stopped,
        "event_ts": workspace.ts(),
    }
    workspace.emit("agent_session_stopped", body, channel.id)
    return {"ok": True, "stopped": stopped}
