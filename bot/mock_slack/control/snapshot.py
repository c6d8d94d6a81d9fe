"""The workspace as it stands, for the page and for tests."""

from __future__ import annotations

from dataclasses import asdict

from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.conversations import agent, channels, messages
from bot.mock_slack.hub import Hub
from bot.mock_slack.interacting import slackbot
from bot.mock_slack.workspace.records import Channel, Json


def state(hub: Hub) -> Json:
    workspace, manifest = hub.workspace, hub.workspace.manifest
    people = [user.id for user in workspace.users.values() if not user.is_bot]
    return {
        "ok": True,
        "run": workspace.feed.run,
        "number": workspace.feed.number,
        "team": asdict(workspace.team),
        "app": {
            "id": workspace.app_id,
            "name": manifest.name,
            "description": manifest.description,
            "bot_id": workspace.bot_id,
            "bot_user": workspace.bot_user,
            "commands": [asdict(command) for command in manifest.commands],
            "built_in": slackbot.described(),
            "shortcuts": [asdict(shortcut) for shortcut in manifest.shortcuts],
            "prompts": [asdict(prompt) for prompt in manifest.prompts],
            "functions": [one.callback_id for one in manifest.functions],
            "agent_view": manifest.agent_view,
            "assistant_view": manifest.assistant_view,
            "home_tab": manifest.home_tab,
            "messages_tab": manifest.messages_tab,
            "messages_read_only": manifest.messages_read_only,
            "scopes": list(manifest.bot_scopes),
            "events": list(manifest.bot_events),
            "warnings": list(manifest.warnings),
        },
        "users": [user.wire(workspace.team.id, workspace.base_url) for user in workspace.users.values()],
        "channels": [
            channels.describe(workspace, channel)
            | {
                "last_read": {user: channel.last_read.get(user, "0000000000.000000") for user in people},
                "unread": {user: messages.unread(channel, user) for user in people if user in channel.members},
                "latest": next(reversed(channel.messages), None),
            }
            for channel in workspace.channels.values()
        ],
        "emoji": dict(workspace.emoji),
        "usergroups": [group.wire(workspace.team.id) for group in workspace.usergroups.values()],
        "executions": [asdict(one) for one in workspace.executions.values()],
        "agent_threads": [agent.describe(workspace, *key.split(":", 1)) for key in workspace.agent_threads],
        "modals": {user: [dict(view) for view in stack] for user, stack in workspace.modals.items()},
        "homes": {user: dict(view) for user, view in workspace.homes.items()},
        "connection": {"sockets": hub.sockets.connected, "http": hub.caller.url, "over_http": hub.over_http},
        "clock": {"now": workspace.clock.now(), "offset": workspace.clock.offset},
        "faults": hub.faults.wire(),
        "seed": hub.faults.seed,
        "rate_limits": hub.limits.on,
    }


def conversation(hub: Hub, channel: Channel, thread_ts: str | None, limit: int) -> Json:
    """The newest `limit` messages of a channel (or one thread, its parent first), oldest first, and its ephemerals."""
    if thread_ts is None:
        found = channel.in_channel()[-limit:]
    else:
        parent = channel.messages.get(thread_ts)
        if parent is None:
            raise ControlError("There is no such thread.", 404)
        found = [parent, *channel.replies(thread_ts)[-limit:]]
    whispers = [one for one in hub.workspace.ephemerals if one["channel"] == channel.id]
    return {
        "ok": True,
        "channel": channel.id,
        "messages": [dict(message) for message in found],
        "ephemerals": [
            {"user": one["user"], "message": dict(one["message"])}
            for one in whispers
            if thread_ts is None or one["message"].get("thread_ts") == thread_ts
        ],
        "has_more": thread_ts is None and len(channel.in_channel()) > len(found),
        "number": hub.workspace.feed.number,
    }


def environment(hub: Hub) -> Json:
    """What an app needs to be told to use this workspace."""
    workspace = hub.workspace
    return {
        "SLACK_API_URL": f"{workspace.base_url}/api/",
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
        "SLACK_USER_TOKEN": workspace.user_token,
    }


def oauth(hub: Hub) -> Json:
    """What an app needs that is installed by OAuth. Not in the environment: Bolt for Python, finding it there, waits to
    be installed and forgets the bot token."""
    return {"client_id": hub.workspace.client_id, "client_secret": hub.workspace.client_secret}
