"""What somebody wants looked up, as words: a question, or a command with its text. It can be carried by a button."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.desk import Desk
from bot.errors import CallError
from bot.reports import Comparison, Sources, Summary, Timeline
from bot.slack.layout.texts import USAGE
from bot.types import NO_CONTEXT, Answer, Context
from bot.types import Kind as QuestionKind

Kind = Literal["ask", "positions", "compare", "timeline", "sources"]
Report = Answer | Comparison | Summary | Timeline | Sources

_ON = re.compile(r"\s+on\s+", re.IGNORECASE)
_VERSUS = re.compile(r"\s+(?:vs\.?|versus)\s+", re.IGNORECASE)
_LIST = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_MARKS = " \t\n\"'“”‘’?.,:;"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """`before` are the turns of a conversation that a question cannot be read without, as they were written.

    `channel` is the conversation in which it was asked, whose people alone may see it; none in a window of one's own.
    """

    kind: Kind
    text: str
    before: tuple[str, ...] = ()
    channel: str = ""


def look_up(desk: Desk, inquiry: Inquiry) -> Report:
    """Raises `PositionsError` as the desk does, and `CallError` with the usage where a command names too little."""
    text = whole_characters(inquiry.text)
    match inquiry.kind:
        case "ask":
            return as_report(desk, ask(desk, inquiry))
        case "sources":
            return desk.sources()
        case "compare":
            actors, issue = actors_and_issue(text)
            if len(actors) < 2:
                raise CallError("A comparison needs two actors.", USAGE["compare"])
            return desk.compare(actors, issue)
        case "positions" | "timeline":
            actor, issue = actor_and_issue(text)
            if not actor:
                raise CallError("That command needs an actor.", USAGE[inquiry.kind])
            return desk.of(actor, issue) if inquiry.kind == "positions" else desk.timeline(actor, issue)


def ask(desk: Desk, inquiry: Inquiry, context: Context | None = None) -> Answer:
    """The answer in the light of the turns before, which are asked again where nobody remembers them."""
    if context is None:
        context = replay(desk, inquiry.before)
    return desk.ask(whole_characters(inquiry.text), context)


def replay(desk: Desk, asked: Sequence[str]) -> Context:
    """The conversation in which this was asked, in this order."""
    context = NO_CONTEXT
    for text in map(whole_characters, asked):
        context = context.then(text, desk.ask(text, context))
    return context


def as_report(desk: Desk, found: Answer) -> Report:
    """A comparison that was asked for in plain words is laid out like one, with the same claims; the articles too."""
    asked = found.understood
    if asked is None or found.parts:
        return found
    if asked.kind is QuestionKind.SOURCES:
        return desk.sources()
    if asked.kind is not QuestionKind.COMPARISON or asked.shown or not found.claims or found.note:
        return found
    return desk.compare(asked.actors, asked.issue or asked.topic or None)


def whole_characters(text: str) -> str:
    """JSON can carry halves of a character."""
    return text.encode("utf-8", "replace").decode()


def actor_and_issue(text: str) -> tuple[str, str | None]:
    """“Ruritania on the border” → (“Ruritania”, “the border”)."""
    actor, *rest = _ON.split(f" {text} ", maxsplit=1)
    issue = rest[0].strip(_MARKS) if rest else ""
    return actor.strip(_MARKS), issue or None


def actors_and_issue(text: str) -> tuple[tuple[str, ...], str | None]:
    """“A vs B vs C on X” → ((“A”, “B”, “C”), “X”). Commas and “and” separate only where no “vs” does."""
    names, issue = actor_and_issue(text)
    separator = _VERSUS if _VERSUS.search(f" {names} ") else _LIST
    actors = (name.strip(_MARKS) for name in separator.split(names))
    return tuple(dict.fromkeys(actor for actor in actors if actor)), issue
