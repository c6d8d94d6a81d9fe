"""reactions.*"""

from __future__ import annotations

import re

from bot.mock_slack.basics.cursors import page
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import messages, reactions
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.web.paging import numbered
from bot.mock_slack.workspace.records import Channel, Json, Message
from bot.mock_slack.writing.emoji import known

_NAME = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")


def item(call: Call) -> tuple[Channel, Message]:
    if "channel" not in call.arguments and "timestamp" not in call.arguments:
        raise SlackError("no_item_specified")
    channel = call.channel()
    if call.user not in channel.members:
        raise SlackError("not_in_channel" if call.by_bot else "channel_not_found")
    if channel.archived:
        raise SlackError("is_archived")
    ts = call.arguments.required("timestamp", "bad_timestamp")
    message = channel.messages.get(ts)
    if message is None:
        raise SlackError("message_not_found" if re.fullmatch(r"\d+\.\d{6}", ts) else "bad_timestamp")
    return channel, message


def name(call: Call) -> str:
    given = call.arguments.required("name", "no_reaction_specified" if call.arguments.text("timestamp") else None)
    given = given.strip(":")
    if not _NAME.fullmatch(given) or not (known(given) or given in call.workspace.emoji):
        raise SlackError("invalid_name")
    return given


def add(call: Call) -> Json:
    emoji = name(call)
    channel, message = item(call)
    reactions.add(call.workspace, channel, message, call.user, emoji)
    return {}


def remove(call: Call) -> Json:
    emoji = name(call)
    channel, message = item(call)
    reactions.remove(call.workspace, channel, message, call.user, emoji)
    return {}


def get(call: Call) -> Json:
    channel, message = item(call)
    link = messages.permalink(call.workspace, channel, message)
    return {"type": "message", "channel": channel.id, "message": {**message, "permalink": link}}


def listing(call: Call) -> Json:
    """What a user reacted to, the newest message first, as far as the caller may see it."""
    workspace = call.workspace
    user = workspace.user(call.arguments.text("user") or call.user).id
    found = [
        (channel, message)
        for channel in workspace.channels.values()
        if call.user in channel.members
        for message in channel.messages.values()
        if any(user in one["users"] for one in message.get("reactions", ()))
    ]
    found.sort(key=lambda place: place[1]["ts"], reverse=True)
    if "cursor" in call.arguments or "limit" in call.arguments:
        chosen, cursor = page(call.arguments, found, lambda place: f"{place[0].id}/{place[1]['ts']}", "reaction")
        extra: Json = {"response_metadata": {"next_cursor": cursor}}
    else:
        chosen, paging = numbered(call.arguments, found)
        extra = {"paging": paging}
    items = [
        {
            "type": "message",
            "channel": channel.id,
            "message": {**message, "permalink": messages.permalink(workspace, channel, message)},
        }
        for channel, message in chosen
    ]
    return {"items": items, **extra}


METHODS = {
    "reactions.list": Method(listing, scopes=("reactions:read",), tier=20),
    "reactions.add": Method(add, scopes=("reactions:write",), tier=50),
    "reactions.remove": Method(remove, scopes=("reactions:write",), tier=20),
    "reactions.get": Method(get, scopes=("reactions:read",), tier=50),
}
