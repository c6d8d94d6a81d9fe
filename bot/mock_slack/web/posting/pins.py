"""pins.*"""

from __future__ import annotations

import re

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import pins
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.records import Channel, Json, Message

_TS = re.compile(r"\d{1,12}\.\d{6}")


def place(call: Call) -> tuple[Channel, Message]:
    channel = call.channel()
    if call.user not in channel.members:
        raise SlackError("not_in_channel")
    ts = call.arguments.required("timestamp", "no_item_specified")
    if not _TS.fullmatch(ts):
        raise SlackError("bad_timestamp")
    message = channel.messages.get(ts)
    if message is None:
        raise SlackError("message_not_found")
    return channel, message


def add(call: Call) -> Json:
    channel, message = place(call)
    if channel.archived:
        raise SlackError("is_archived")
    pins.add(call.workspace, channel, message, call.user)
    return {}


def remove(call: Call) -> Json:
    pins.remove(call.workspace, *place(call), call.user)
    return {}


def listing(call: Call) -> Json:
    channel = call.channel()
    return {"items": [pins.item(call.workspace, channel, message) for message in pins.pinned(channel)]}


METHODS = {
    "pins.add": Method(add, scopes=("pins:write",), tier=20),
    "pins.remove": Method(remove, scopes=("pins:write",), tier=20),
    "pins.list": Method(listing, scopes=("pins:read",), tier=20),
}
