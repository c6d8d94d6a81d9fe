"""Lists of demands: each item is read behind the words that lead to the list.

    The drivers demand:
    • a rise of nine per cent      →  The drivers demand: a rise of nine per cent.
    • a seat on the board          →  The drivers demand: a seat on the board.
    Their offers are: …            →  They offer: …

Only where the lead ends in what is demanded, offered or promised; items of other lists are sentences of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.layout.edits import Edit
from retrieval.types import Span

_LIST = re.compile(
    r"^(?P<lead>[^\n•]{8,240}):[ \t]*\n+(?P<items>(?:[ \t]*(?:•[ ]|\d{1,2}[.)][ ])[^\n]+(?:\n+|\Z)){2,40})",
    re.MULTILINE,
)
_ITEM = re.compile(r"[ \t]*(?:•[ ]|\d{1,2}[.)][ ])(?P<words>[^\n]+)")
_NOUNS = "demands|offers|promises|requests"  # what is owned is also what is done: "their demands", "they demand"
_TAKES = re.compile(
    r"\b(?:demand|want|seek|ask|call|offer|promis|pledg|propos|reject|oppos|insist|urg|request|requir)\w*"
    r"(?: for| on| that)?$",
    re.IGNORECASE,
)
_OWNED = re.compile(
    rf"(?:(?P<mark>['’]s|(?<=s)['’]) |\b(?P<whose>its|their|his|her) )(?:\w+ )?(?P<noun>{_NOUNS})"
    r"(?P<verb> (?:are|were|include|included))?(?: on \w+day)?$",
    re.IGNORECASE,
)
_WHO = {"its": "It", "their": "They", "his": "He", "her": "She"}
_ENDS = re.compile(r"[.!?;,][\"”’)]*$")


def edits(text: str) -> Iterator[Edit]:
    for found in _LIST.finditer(text):
        lead = Span(*found.span("lead")).trimmed(text)
        owned = _OWNED.search(text, lead.start, lead.end)
        if not (owned or _TAKES.search(lead.of(text))) or re.search(r"[.!?] ", lead.of(text)):
            continue
        yield from _items(text, found, list(_lead(text, lead, owned)))


def _lead(text: str, lead: Span, owned: re.Match[str] | None) -> Iterator[tuple[str, Span | None]]:
    """The words that each item is read behind, with their places."""
    if owned is None:
        yield lead.of(text), lead
    elif owned["whose"] is not None:
        yield f"{_WHO[owned['whose'].lower()]} ", None
        verb = Span(owned.start("noun"), owned.end("noun") - (owned["whose"].lower() == "their"))
        yield verb.of(text), verb
    else:
        owner, noun = Span(lead.start, owned.start("mark")), Span(*owned.span("noun"))
        yield owner.of(text), owner
        yield " ", None
        yield noun.of(text), noun


def _items(text: str, found: re.Match[str], lead: list[tuple[str, Span | None]]) -> Iterator[Edit]:
    """The lead stays a line of its own, and each item is one behind it."""
    at = found.end("lead")
    for item in _ITEM.finditer(text, found.start("items"), found.end("items")):
        words = Span(*item.span("words")).trimmed(text)
        yield Edit(at, words.start, ".\n" if at == found.end("lead") else "\n")
        for new, place in (*lead, (": ", None)):
            yield Edit(words.start, words.start, new, place)
        at = words.end
        if text[at - 1] in ";,":
            yield Edit(at - 1, at, ".")
        elif not _ENDS.search(text, max(words.start, at - 3), at):
            yield Edit(at, at, ".")
