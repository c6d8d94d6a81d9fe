"""Reactions on messages."""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations.messages import show
from bot.mock_slack.workspace.records import Channel, Json, Message
from bot.mock_slack.workspace.state import Workspace

MAX_KINDS = 50  # different emoji on one message
MAX_USERS = 23  # of one user on one message


def add(workspace: Workspace, channel: Channel, message: Message, user: str, name: str) -> None:
    """Raises `already_reacted`, `too_many_emoji` or `too_many_reactions`."""
    reactions = [dict(one) for one in message.get("reactions", [])]
    mine = next((one for one in reactions if one["name"] == name), None)
    if mine is not None and user in mine["users"]:
        raise SlackError("already_reacted")
    if mine is None and len(reactions) >= MAX_KINDS:
        raise SlackError("too_many_emoji")
    if sum(user in one["users"] for one in reactions) >= MAX_USERS:
        raise SlackError("too_many_reactions")
    if mine is None:
        reactions.append({"name": name, "users": [user], "count": 1})
    else:
        mine |= {"users": [*mine["users"], user], "count": mine["count"] + 1}
    message["reactions"] = reactions
    _tell(workspace, channel, message, user, name, "reaction_added")


def remove(workspace: Workspace, channel: Channel, message: Message, user: str, name: str) -> None:
    """Raises `no_reaction`."""
    reactions: list[Json] = []
    found = False
    for one in message.get("reactions", []):
        users = list(one["users"])
        if one["name"] == name and user in users:
            users.remove(user)
            found = True
        if users:
            reactions.append({"name": one["name"], "users": users, "count": len(users)})
    if not found:
        raise SlackError("no_reaction")
    if reactions:
        message["reactions"] = reactions
    else:
        message.pop("reactions", None)
    _tell(workspace, channel, message, user, name, "reaction_removed")


def _tell(workspace: Workspace, channel: Channel, message: Message, user: str, name: str, kind: str) -> None:
    show(workspace, channel, message)
    body = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item_user": message.get("user"),
        "item": {"type": "message", "channel": channel.id, "ts": message["ts"]},
        "event_ts": workspace.ts(),
    }
    workspace.emit(kind, body, channel.id)
