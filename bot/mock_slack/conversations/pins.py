"""Pinned messages: who pinned one stands in the message itself, the channel keeps their order."""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import channels, messages
from bot.mock_slack.workspace.records import Channel, Json, Message
from bot.mock_slack.workspace.state import Workspace

MAX_PINS = 100  # in one channel
PINNABLE = (None, "bot_message", "thread_broadcast", "file_share", "me_message")


def add(workspace: Workspace, channel: Channel, message: Message, user: str) -> None:
    """Raises `already_pinned`, `not_pinnable` or `too_many_pins`."""
    if message["ts"] in channel.pins:
        raise SlackError("already_pinned")
    if message.get("subtype") not in PINNABLE:
        raise SlackError("not_pinnable")
    if len(channel.pins) >= MAX_PINS:
        raise SlackError("too_many_pins")
    message["pinned_to"] = [channel.id]
    message["pinned_info"] = {
        "channel": channel.id,
        "pinned_by": user,
        "pinned_ts": int(workspace.clock.now()),
    }
    channel.pins.insert(0, message["ts"])
    messages.show(workspace, channel, message)
    _tell(workspace, channel, message, user, "pin_added")


def remove(workspace: Workspace, channel: Channel, message: Message, user: str) -> None:
    """Raises `no_pin`."""
    if message["ts"] not in channel.pins:
        raise SlackError("no_pin")
    channel.pins.remove(message["ts"])
    before = dict(message)
    message.pop("pinned_to", None)
    message.pop("pinned_info", None)
    messages.show(workspace, channel, message)
    _tell(workspace, channel, before, user, "pin_removed", has_pins=bool(channel.pins))


def item(workspace: Workspace, channel: Channel, message: Message) -> Json:
    """A pin as `pins.list` shows it."""
    link = messages.permalink(workspace, channel, message)
    hidden = {"pinned_info", "parent_user_id"}
    return {
        "type": "message",
        "channel": channel.id,
        "created": message["pinned_info"]["pinned_ts"],
        "created_by": message["pinned_info"]["pinned_by"],
        "message": {key: value for key, value in message.items() if key not in hidden} | {"permalink": link},
    }


def pinned(channel: Channel) -> list[Message]:
    """The newest pin first. A message that is gone takes its pin with it."""
    return [channel.messages[ts] for ts in channel.pins if "pinned_info" in channel.messages.get(ts, {})]


def _tell(workspace: Workspace, channel: Channel, message: Message, user: str, kind: str, **facts: object) -> None:
    channels.show(workspace, channel)
    body = {
        "type": kind,
        "user": user,
        "channel_id": channel.id,
        "item": item(workspace, channel, message),
        "item_user": message.get("user", ""),
        "pin_count": str(len(channel.pins)),
        "pinned_info": message["pinned_info"],
        **facts,
        "event_ts": workspace.ts(),
    }
    workspace.emit(kind, body, channel.id)
