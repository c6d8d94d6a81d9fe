"""stars.*"""

from __future__ import annotations

import re

from bot.mock_slack.basics.cursors import page
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.beside import files, stars
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.web.paging import numbered
from bot.mock_slack.workspace.records import Json

_TS = re.compile(r"\d{1,12}\.\d{6}")


def thing(call: Call) -> Json:
    arguments = call.arguments
    if "file_comment" in arguments:
        raise SlackError("file_comment_not_found")
    if "file" in arguments:
        file = call.workspace.files.get(arguments.text("file"))
        if file is None or not file.complete or not files.visible(call.workspace, file, call.user):
            raise SlackError("file_not_found")
        return {"file": file.id}
    if "channel" not in arguments:
        raise SlackError("no_item_specified")
    channel = call.channel()
    if "timestamp" not in arguments:
        return {"channel": channel.id}
    ts = arguments.text("timestamp")
    if not _TS.fullmatch(ts):
        raise SlackError("bad_timestamp")
    if ts not in channel.messages:
        raise SlackError("message_not_found")
    return {"channel": channel.id, "ts": ts}


def add(call: Call) -> Json:
    stars.add(call.workspace, call.user, thing(call))
    return {}


def remove(call: Call) -> Json:
    stars.remove(call.workspace, call.user, thing(call))
    return {}


def listing(call: Call) -> Json:
    found = stars.items(call.workspace, call.user)
    if "cursor" in call.arguments or "limit" in call.arguments:
        numbers = [str(number) for number in range(len(found))]
        chosen, cursor = page(call.arguments, numbers, lambda number: number, "star")
        return {"items": [found[int(number)] for number in chosen], "response_metadata": {"next_cursor": cursor}}
    items, paging = numbered(call.arguments, found)
    per_page = {"per_page": paging.pop("count")}
    return {"items": items, "paging": {**per_page, **paging}}


USER = ("user",)
METHODS = {
    "stars.add": Method(add, scopes=("stars:write",), kinds=USER, tier=20),
    "stars.remove": Method(remove, scopes=("stars:write",), kinds=USER, tier=20),
    "stars.list": Method(listing, scopes=("stars:read",), kinds=USER, tier=50),
}
