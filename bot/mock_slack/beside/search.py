"""Search as Slack's own field has it: words, "phrases", -without, and from: in: has: before: after: on:"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.workspace.records import Channel, File, Message, is_top_level
from bot.mock_slack.workspace.state import Workspace

_TERM = re.compile(r'(-?)(?:(from|in|has|is|before|after|on):)?("[^"]*"|\S+)', re.IGNORECASE)
_MARKUP = re.compile(r"[*_~`]")


@dataclass(frozen=True)
class Place:
    channel: Channel
    message: Message


@dataclass(frozen=True)
class Query:
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    tests: tuple[Callable[[Place], bool], ...] = ()

    def matches(self, place: Place) -> bool:
        text = _MARKUP.sub("", place.message.get("text", "")).casefold()
        if any(word not in text for word in self.words) or any(word in text for word in self.without):
            return False
        return all(test(place) for test in self.tests)

    def names(self, file: File) -> bool:
        text = f"{file.title} {file.name}".casefold()
        return all(word in text for word in self.words) and not any(word in text for word in self.without)


def read_query(workspace: Workspace, text: str, asker: str) -> Query:
    """Raises `SlackError` for a query with nothing in it."""
    words: list[str] = []
    without: list[str] = []
    tests: list[Callable[[Place], bool]] = []
    for minus, modifier, given in _TERM.findall(text):
        term = given.strip('"').casefold()
        if modifier:
            test = modified(workspace, modifier.lower(), term, asker)
            tests.append(opposite(test) if minus else test)
        elif term:
            (without if minus else words).append(term)
    if not words and not tests:
        raise SlackError("No query passed")
    return Query(tuple(words), tuple(without), tuple(tests))


def opposite(test: Callable[[Place], bool]) -> Callable[[Place], bool]:
    return lambda place: not test(place)


def modified(workspace: Workspace, modifier: str, term: str, asker: str) -> Callable[[Place], bool]:
    bare = term.strip("<>").partition("|")[0].lstrip("@#")
    if modifier == "from":
        user = asker if bare == "me" else person(workspace, bare)
        return lambda place: place.message.get("user") == user
    if modifier == "in":
        if term.startswith(("@", "<@")):
            other = person(workspace, bare)
            return lambda place: place.channel.kind == "im" and other in place.channel.members
        return lambda place: bare in {place.channel.name, place.channel.id.casefold()}
    if modifier in {"before", "after", "on"}:
        return dated(modifier, term)
    if modifier == "is":
        return lambda place: bare == "thread" and not is_top_level(place.message)
    return lambda place: has(place.message, bare)


def person(workspace: Workspace, name: str) -> str:
    found = next((user for user in workspace.users if user.casefold() == name), None)
    named = workspace.user_named(name)
    return found or (named.id if named else "")


def dated(modifier: str, term: str) -> Callable[[Place], bool]:
    try:
        wanted = date.fromisoformat(term)
    except ValueError:
        return lambda _: False

    def day(place: Place) -> date:
        return datetime.fromtimestamp(float(place.message["ts"]), UTC).date()

    if modifier == "on":
        return lambda place: day(place) == wanted
    return (lambda place: day(place) < wanted) if modifier == "before" else (lambda place: day(place) > wanted)


def has(message: Message, what: str) -> bool:
    if what.startswith(":"):
        return any(one["name"] == what.strip(":") for one in message.get("reactions", ()))
    looks = {
        "link": re.search(r"https?://", message.get("text", "")) is not None,
        "reaction": bool(message.get("reactions")),
        "pin": bool(message.get("pinned_to")),
        "file": bool(message.get("files")),
    }
    return looks.get(what, False)


def messages(workspace: Workspace, query: Query, asker: str) -> list[Place]:
    """What the asker may see of it, the newest first."""
    found = [
        Place(channel, message)
        for channel in workspace.channels.values()
        if asker in channel.members or not channel.private
        for message in channel.messages.values()
        if message.get("subtype") != "tombstone" and query.matches(Place(channel, message))
    ]
    return sorted(found, key=lambda place: place.message["ts"], reverse=True)


def highlighted(text: str, query: Query) -> str:
    """The words that were found between Slack's two marks."""
    if not query.words:
        return text
    return re.sub("|".join(map(re.escape, query.words)), lambda m: f"\ue000{m[0]}\ue001", text, flags=re.IGNORECASE)
