"""The words of a cue and of "X said", and the content that stands around them."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import Candidate, trim
from retrieval.types import Span


def subject(parse: Parse, v: int) -> int | None:
    return parse.child(v, "nsubj", "nsubjpass", "csubj")


def cue_words(parse: Parse, v: int) -> tuple[int, int]:
    """The verb with its helpers and its particle."""
    first = last = v
    for c in reversed(parse.children[v]):
        if c < v and parse.deps[c] in ("aux", "auxpass", "neg", "advmod") and parse.edges[c] == (first - 1, first - 1):
            first = c
        if parse.deps[c] == "prt" and c == v + 1:
            last = c
    while first < v and parse.deps[first] == "advmod":
        first += 1
    return first, last


def around(
    sentence: int, parse: Parse, v: int, saying: tuple[int, int], start: int, end: int, frame: str
) -> Iterator[Candidate]:
    """A content from token `start` to `end` with the cue's own clause inside it or after it."""
    first, last = saying
    pieces = [trim(parse, start, min(end, first - 1)) if start < first else None]
    pieces.append(trim(parse, last + 1, end) if end > last else None)
    parts = tuple(piece for piece in pieces if piece is not None)
    if parts:
        cue = cue_words(parse, v)
        yield Candidate(sentence, v, *cue, frame, Span(parts[0].start, parts[-1].end), parts if len(parts) > 1 else ())
