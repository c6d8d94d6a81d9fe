"""What an app receives: event envelopes, commands, and the payloads of everything a person can click."""

from __future__ import annotations

import base64
import json
from typing import Any

from bot.mock_slack.delivering.interactivity import Interactions
from bot.mock_slack.workspace.records import Channel, Json, Message
from bot.mock_slack.workspace.state import Event, Workspace

UNNAMED = {"shortcut": "name", "block_suggestion": "username"}  # of a user's two names, the one that Slack leaves out


def event_callback(workspace: Workspace, event: Event) -> Json:
    """The envelope of one event, https://docs.slack.dev/apis/events-api#event-type-structure."""
    context = {"et": event.body["type"], "tid": workspace.team.id, "aid": workspace.app_id}
    if event.channel:
        context["cid"] = event.channel
    encoded = base64.b64encode(json.dumps(context, separators=(",", ":")).encode()).decode().rstrip("=")
    return {
        "token": workspace.verification_token,
        "team_id": workspace.team.id,
        "context_team_id": workspace.team.id,
        "context_enterprise_id": None,
        "api_app_id": workspace.app_id,
        "event": event.body,
        "type": "event_callback",
        "event_id": workspace.ids.new("Ev"),
        "event_time": int(workspace.clock.now()),
        "authorizations": [authorization(workspace)],
        "is_ext_shared_channel": False,
        "event_context": f"4-{encoded}",
    }


def authorization(workspace: Workspace) -> Json:
    """The app's installation, through which it hears of an event."""
    return {
        "enterprise_id": None,
        "team_id": workspace.team.id,
        "user_id": workspace.bot_user,
        "is_bot": True,
        "is_enterprise_install": False,
    }


def command(
    workspace: Workspace, interactions: Interactions, channel: Channel, user: str, name: str, text: str
) -> Json:
    names = {"im": "directmessage", "group": "privategroup", "mpim": channel.name}
    return {
        "token": workspace.verification_token,
        "team_id": workspace.team.id,
        "team_domain": workspace.team.domain,
        "channel_id": channel.id,
        "channel_name": names.get(channel.kind, channel.name),
        "user_id": user,
        "user_name": workspace.users[user].name,
        "command": name,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": interactions.new_response_url("commands", channel.id, user),
        "trigger_id": interactions.new_trigger(user, channel.id),
    }


def interaction(
    workspace: Workspace, interactions: Interactions, kind: str, user: str, *, viewed: str | None = None, **fields: Any
) -> Json:
    """What every interactive payload has, and `fields`. `viewed` is the conversation that the user looks at."""
    about = workspace.users[user]
    team = {"id": workspace.team.id, "domain": workspace.team.domain}
    names = {"username": about.name, "name": about.name}
    if kind in UNNAMED:
        del names[UNNAMED[kind]]
    payload: Json = {
        "type": kind,
        "user": {"id": user, **names, "team_id": workspace.team.id},
        "api_app_id": workspace.app_id,
        "token": workspace.verification_token,
        "team": team,
        "enterprise": None,
        "is_enterprise_install": False,
        **fields,
    }
    if kind in {"shortcut", "message_action"}:
        del payload["api_app_id"]
    if kind not in {"view_closed", "block_suggestion"}:
        payload["trigger_id"] = interactions.new_trigger(user, viewed)
    return payload


def channel_name(channel: Channel) -> Json:
    names = {"im": "directmessage", "group": "privategroup"}
    return {"id": channel.id, "name": names.get(channel.kind, channel.name)}


def message_place(
    workspace: Workspace, interactions: Interactions, channel: Channel, message: Message, user: str, *, ephemeral: bool
) -> Json:
    """Where a button was clicked: the message, its container and the address to answer to."""
    container: Json = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if message.get("thread_ts"):
        container["thread_ts"] = message["thread_ts"]
    url = interactions.new_response_url(
        "actions", channel.id, user, message_ts=message["ts"], thread_ts=message.get("thread_ts"), ephemeral=ephemeral
    )
    values = workspace.input_states.get(f"{channel.id}:{message['ts']}:{user}", {})
    place: Json = {
        "container": container,
        "channel": channel_name(channel),
        "state": {"values": values},
        "response_url": url,
    }
    if not ephemeral:  # Slack does not send an ephemeral message back, only where it stood
        place["message"] = dict(message)
    return place
