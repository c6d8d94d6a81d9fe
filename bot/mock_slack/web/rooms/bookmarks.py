"""bookmarks.*"""

from __future__ import annotations

import re

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import bookmarks
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.workspace.records import Channel, Json

MAX_BOOKMARKS = 100  # in one channel
_EMOJI = re.compile(r":[\w+'-]+:")


def place(call: Call) -> Channel:
    channel = call.channel("channel_id")
    if call.user not in channel.members:
        raise SlackError("access_denied")
    return channel


def link(call: Call) -> str:
    given = call.arguments.text("link")
    if not given.startswith(("http://", "https://")) or len(given) > 2048:
        raise SlackError("invalid_link")
    return given


def title(call: Call) -> str:
    given = call.arguments.required("title")
    if len(given) > 256:
        raise SlackError("invalid_arguments", "must be less than 257 characters [json-pointer:/title]")
    return given


def emoji(call: Call) -> str:
    given = call.arguments.text("emoji")
    if given and not _EMOJI.fullmatch(given):
        raise SlackError("invalid_emoji")
    return given


def add(call: Call) -> Json:
    channel = place(call)
    facts = {"title": title(call), "emoji": emoji(call)}
    if call.arguments.required("type") != "link":
        raise SlackError("invalid_bookmark_type")
    if len(channel.bookmarks) >= MAX_BOOKMARKS:
        raise SlackError("too_many_bookmarks")
    return {"bookmark": bookmarks.add(call.workspace, channel, call.user, link=link(call), **facts)}


def one(call: Call, channel: Channel) -> Json:
    wanted = call.arguments.required("bookmark_id")
    found = next((bookmark for bookmark in channel.bookmarks if bookmark["id"] == wanted), None)
    if found is None:
        raise SlackError("not_found")
    return found


def edit(call: Call) -> Json:
    channel = place(call)
    bookmark = one(call, channel)
    readers = {"title": title, "link": link, "emoji": emoji}
    facts = {name: read(call) for name, read in readers.items() if name in call.arguments}
    return {"bookmark": bookmarks.edit(call.workspace, channel, bookmark, call.user, **facts)}


def remove(call: Call) -> Json:
    channel = place(call)
    bookmarks.remove(call.workspace, channel, one(call, channel))
    return {}


def listing(call: Call) -> Json:
    return {"bookmarks": [dict(bookmark) for bookmark in call.channel("channel_id").bookmarks]}


METHODS = {
    "bookmarks.add": Method(add, scopes=("bookmarks:write",), tier=20),
    "bookmarks.edit": Method(edit, scopes=("bookmarks:write",), tier=20),
    "bookmarks.remove": Method(remove, scopes=("bookmarks:write",), tier=20),
    "bookmarks.list": Method(listing, scopes=("bookmarks:read",), tier=50),
}
