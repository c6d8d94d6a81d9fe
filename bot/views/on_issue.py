"""Which of an actor's statements are on an issue: those filed under it, and for any other words those that fit them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp

import numpy as np

from bot.library import Library, Vector
from retrieval.types import Act, Span, Statement

READ = 24  # statements that the reranker reads, at about 10 ms each
SURE = 0.8  # confidence of a row: of those below, in any article, a third are right
BAR = 0.0  # of its scores: below it a statement is about something else
_TAKEN = 200  # statements that tell what an issue is about
_STAND = 0.2  # what doing something (a demand, a refusal) counts before merely stating something
_REPORTED = "What is said about {}?"


@dataclass(frozen=True)
class Scored:
    row: Statement
    score: float  # 0 to 1


@dataclass(frozen=True)
class Spoken:
    """What an actor is quoted with, and what only others say of it; headlines only where no body says anything."""

    own: Sequence[Statement]
    reported: Sequence[Statement]


def spoken(actor: str, library: Library) -> Spoken:
    """The statements of an actor and of those who speak for it: the sure ones, where there are any."""
    party = frozenset(library.party(actor))
    rows = library.said_by(actor)
    body = [row for row in rows if not row.headline] or rows
    own = [row for row in body if row.reporter is None or row.reporter in party]
    own = [row for row in own if row.confidence >= SURE] or own
    return Spoken(own, [row for row in body if row.reporter is not None and row.reporter not in party])


def filed(issue: str, rows: Sequence[Statement], library: Library) -> list[Scored]:
    """The rows under an issue, those at its heart first."""
    found = [row for row in rows if row.issue == issue]
    centre = _centre(issue, library) if len(found) > 1 else None
    found.sort(key=lambda row: (-_weight(row, centre, library), row.source, row.quote_span))
    return [Scored(row, row.confidence) for row in found]


def on_issue(text: str, rows: Sequence[Statement], library: Library) -> list[Scored]:
    """The rows on what a text names, best first: those filed under it, and those that the reranker finds to fit it."""
    under = filed(text, rows, library)
    others = [row for row in rows if row.issue != text]
    near = library.nearest(text, others, READ)
    scores = library.relevance(_REPORTED.format(text), [_sentence(row, library) for row in near])
    fitting = [Scored(row, 1 / (1 + exp(-score))) for row, score in zip(near, scores, strict=True) if score > BAR]
    return under + sorted(fitting, key=lambda each: (-each.score, each.row.source, each.row.quote_span))


def _sentence(row: Statement, library: Library) -> str:
    span = Span(min(row.sentence.start, row.quote_span.start), max(row.sentence.end, row.quote_span.end))
    words = " ".join(span.of(library.articles[row.source].text).split())
    return words if row.holder in words else f"{row.holder}: {words}"


def _centre(issue: str, library: Library) -> Vector | None:
    """The mean of what is filed under an issue."""
    rows = list(islice(library.on(issue), _TAKEN))
    found = [vector for row in rows if (vector := library.meaning(row)) is not None]
    return np.mean(found, axis=0) if found else None


def _weight(row: Statement, centre: Vector | None, library: Library) -> float:
    vector = library.meaning(row) if centre is not None else None
    near = float(vector @ centre) if vector is not None and centre is not None else 0.0
    return near + _STAND * (row.act is not Act.STATE) + _STAND * row.confidence
