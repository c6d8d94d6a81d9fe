"""The words of matching as frozen values: what is asked for, and the sentences that may answer it."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.types import Span, Statement


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as matching reads it.

    `sides` has, for each actor asked about, the names of that actor and of all who speak for it: its words are
    preferred, not required. `since` and `until` are ISO days, both included.
    """

    text: str
    sides: tuple[frozenset[str], ...] = ()
    aliases: tuple[str, ...] = ()  # other names of those asked about, for the search by words
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article and what speaks for its being an answer.

    `article.text[span.start:span.end]` is the sentence. `rows` are the statements in it, the one that answers best
    first; none where the article itself speaks. `probability` is that the sentence answers, from 0 to 1, calibrated.
    """

    source: str
    span: Span
    rows: tuple[Statement, ...]
    probability: float
    score: float  # of the cross-encoder: a logit
    day: str | None = None  # ISO: said, else published


@dataclass(frozen=True, slots=True)
class Match:
    """The evidence for a question, best first, and how probable it is that it answers at all (0 to 1, calibrated)."""

    evidence: tuple[Evidence, ...] = ()
    probability: float = 0.0
