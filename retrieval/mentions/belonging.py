"""Whose a body is, as one article says it.

"South Korea's Defense Ministry"             Fact(OWNED, "Defense Ministry", of="South Korea")
"Clean Force, the youth wing of the union"   Fact(OWNED, "Clean Force", of=…, role="wing")
"Tarsia's weather agency, AMET"              Fact(PART, "AMET", of="Tarsia", role="weather agency")

OWNED is told by the body's own name, PART by the words around it: what it is for, and whether it speaks for its owner,
is weighed later, so that more is told here than holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.mentions.beside import is_body, words_of
from retrieval.mentions.facts import Fact, Sort
from retrieval.mentions.names import run, run_to
from retrieval.mentions.roles import MEDIA, STATE_BODIES, is_head
from retrieval.mentions.vocabulary import KINDS, ORGANISATION_WORDS, PLAIN
from retrieval.mentions.words import Word, begins
from retrieval.types import Span

WINGS = frozenset("wing arm branch division subsidiary unit chapter".split())
_BETWEEN = 6  # words from "a" to the noun of an apposition
_ADJECTIVES = 3  # words between whose a body is and what it is called
_NOUNS = (KINDS | ORGANISATION_WORDS) - MEDIA | {"media"}


def belonging(text: str, stream: list[Word]) -> Iterator[Fact]:
    for i, word in enumerate(stream[:-1]):
        if word.owns and begins(word) and stream[i + 1].near and begins(stream[i + 1]):
            yield from _named(text, stream, i)
        if word.text in WINGS and i > 2 and stream[i + 1].text == "of":
            part = renamed(stream, i, whole=True)
            whole = _name_at(stream, i + 2)
            if part is not None and whole is not None:
                yield _fact(text, stream, part, whole, word.text, Sort.OWNED)
        if word.text in _NOUNS and word.near and not word.owns:
            yield from _called(text, stream, i)


def _named(text: str, stream: list[Word], owner: int) -> Iterator[Fact]:
    """ "South Korea's Defense Ministry", "the union's Board of Trustees", "Aldervane's Polar Laboratory"."""
    end = run(stream, owner + 1)
    sort = Sort.OWNED if is_body(stream[owner + 1 : end]) or _of_state(stream, end) else Sort.PART
    if not any(is_head(word.text) for word in stream[owner + 1 : end]):
        yield _fact(text, stream, (owner + 1, end), (run_to(stream, owner), owner + 1), None, sort)


def _called(text: str, stream: list[Word], noun: int) -> Iterator[Fact]:
    """ "Tarsia's weather agency | , AMET" and "AMET, | the Tarsian weather agency |": by what it is called."""
    first = noun
    while first > 0 and stream[first].near and stream[first - 1].text.islower() and noun - first < _ADJECTIVES:
        if stream[first - 1].text in PLAIN:
            break
        first -= 1
    called = words_of(text, stream, (first, noun + 1))
    if first == 0 or not stream[first].near or not begins(stream[first - 1]) or is_head(stream[first - 1].text):
        return
    owner = run_to(stream, first - 1), first
    body = _name_at(stream, noun + 1) if noun + 1 < len(stream) and stream[noun + 1].near else None
    if body is None and noun + 2 < len(stream) and stream[noun + 1].text == ",":
        body = _name_at(stream, noun + 2)
        closes = body is not None and (body[1] >= len(stream) or not stream[body[1]].near)
        body = body if closes else None
    if body is None:
        begin = owner[0]
        while begin > 0 and stream[begin - 1].text in ("the", "a", "an"):
            begin -= 1
        if begin > 1 and stream[begin - 1].text == "," and begins(stream[begin - 2]) and not stream[begin - 2].owns:
            body = run_to(stream, begin - 2), begin - 1
    if body is not None:
        yield _fact(text, stream, body, owner, called, Sort.PART)


def _name_at(stream: list[Word], at: int) -> tuple[int, int] | None:
    """The name that begins at a place, or behind an article there."""
    if at < len(stream) and stream[at].text == "the":
        at += 1
    return (at, run(stream, at)) if at < len(stream) and begins(stream[at]) else None


def _of_state(stream: list[Word], end: int) -> bool:
    return stream[end - 1].text.lower() in STATE_BODIES


def _fact(
    text: str, stream: list[Word], body: tuple[int, int], owner: tuple[int, int], role: str | None, sort: Sort
) -> Fact:
    span = Span(stream[min(body[0], owner[0])].start, stream[max(body[1], owner[1]) - 1].end)
    return Fact(sort, words_of(text, stream, body), words_of(text, stream, owner), role, True, span)


def renamed(stream: list[Word], noun: int, *, whole: bool = False) -> tuple[int, int] | None:
    """The name that an apposition ending in `noun` follows: "Clean Shelf, | an environmental group"; with `whole`,
    also one that goes on."""
    after = stream[noun + 1] if noun + 1 < len(stream) else None
    if (
        after is not None
        and not whole
        and after.near
        and after.text not in ("that", "which", "of", "for", "based", "in", "with", "at")
    ):
        return None
    i = noun - 1
    while i > 0 and noun - i <= _BETWEEN and stream[i].text[0].isalpha() and stream[i].text not in ("a", "an", "the"):
        i -= 1
    if any(is_head(word.text) for word in stream[i:noun]):
        return None  # "Hale, the chief executive of the bank"
    if i < 2 or stream[i].text not in ("a", "an", "the") or stream[i - 1].text != "," or not begins(stream[i - 2]):
        return None
    return run_to(stream, i - 2), i - 1
