"""search.messages, search.files, search.all"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.mock_slack.basics.cursors import decode, encode
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.beside import files, search
from bot.mock_slack.beside.search import Place, Query
from bot.mock_slack.conversations import messages
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.web.paging import numbered
from bot.mock_slack.workspace.records import Json

T = TypeVar("T")
DEFAULT, HIGH = 20, 100


def query(call: Call) -> Query:
    if call.arguments.text("sort", "score") not in {"score", "timestamp", ""}:
        raise SlackError("invalid_arguments", "must be a valid enum value [json-pointer:/sort]")
    return search.read_query(call.workspace, call.arguments.text("query"), call.user)


def sheet(call: Call, found: Sequence[T]) -> tuple[list[T], Json]:
    """One page of what was found, and how Slack tells of it twice."""
    cursor = call.arguments.text("cursor")
    if cursor and cursor != "*":
        call.arguments.values["page"] = decode(cursor, "search")
    chosen, paging = numbered(call.arguments, found, DEFAULT, HIGH)
    start = (paging["page"] - 1) * paging["count"]
    pagination: Json = {
        "total_count": paging["total"],
        "page": paging["page"],
        "per_page": paging["count"],
        "page_count": paging["pages"],
        "first": start + 1 if chosen else 0,
        "last": start + len(chosen),
    }
    if cursor:
        more = encode("search", str(paging["page"] + 1)) if paging["page"] < paging["pages"] else ""
        paging["next_cursor"] = pagination["next_cursor"] = more
    return chosen, {"total": len(found), "pagination": pagination, "paging": paging}


def ordered(call: Call, found: list[T]) -> list[T]:
    return found[::-1] if call.arguments.text("sort_dir") == "asc" else found


def found_messages(call: Call, wanted: Query) -> Json:
    chosen, about = sheet(call, ordered(call, search.messages(call.workspace, wanted, call.user)))
    return {"matches": [match(call, place, wanted) for place in chosen], **about}


def match(call: Call, place: Place, wanted: Query) -> Json:
    workspace, channel, message = call.workspace, place.channel, place.message
    user = message.get("user", "")
    known = workspace.users.get(user)
    text = message.get("text", "")
    if call.arguments.boolean("highlight"):
        text = search.highlighted(text, wanted)
    about: Json = {
        "iid": f"{channel.id.lower()}-{message['ts'].replace('.', '-')}",
        "team": workspace.team.id,
        "score": 0,
        "channel": place_of(call, place),
        "type": "message",
        "user": user,
        "username": message.get("username") or (known.name if known else ""),
        "ts": message["ts"],
        "text": text,
        "permalink": messages.permalink(workspace, channel, message),
        "no_reactions": not message.get("reactions"),
    }
    return about | {key: message[key] for key in ("blocks", "attachments", "files") if message.get(key)}


def place_of(call: Call, place: Place) -> Json:
    channel = place.channel
    about: Json = {
        "id": channel.id,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_shared": False,
        "is_org_shared": False,
        "is_ext_shared": False,
        "is_private": channel.private,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "name": channel.partner(call.user) if channel.kind == "im" else channel.name,
    }
    return about | {"user": channel.partner(call.user)} if channel.kind == "im" else about


def found_files(call: Call, wanted: Query) -> Json:
    workspace = call.workspace
    seen = [one for one in workspace.files.values() if one.complete and files.visible(workspace, one, call.user)]
    found = [] if wanted.tests else [one for one in reversed(seen) if wanted.names(one)]
    chosen, about = sheet(call, ordered(call, found))
    return {"matches": [files.wire(workspace, one) for one in chosen], **about}


def search_messages(call: Call) -> Json:
    wanted = query(call)
    return {"query": call.arguments.text("query"), "messages": found_messages(call, wanted)}


def search_files(call: Call) -> Json:
    wanted = query(call)
    return {"query": call.arguments.text("query"), "files": found_files(call, wanted)}


def search_all(call: Call) -> Json:
    wanted = query(call)
    return {
        "query": call.arguments.text("query"),
        "messages": found_messages(call, wanted),
        "files": found_files(call, wanted),
        "posts": {"matches": [], "total": 0},
    }


SCOPES, USER = ("search:read",), ("user",)
METHODS = {
    "search.messages": Method(search_messages, scopes=SCOPES, kinds=USER, tier=20),
    "search.files": Method(search_files, scopes=SCOPES, kinds=USER, tier=20),
    "search.all": Method(search_all, scopes=SCOPES, kinds=USER, tier=20),
}
