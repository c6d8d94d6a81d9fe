"""Each statement under its issue: the user's, by words, or else those that are induced, by vectors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.entities.actors import Registry
from retrieval.issues.induction import NO_FILING, Filing, Said, induce, vector_of
from retrieval.issues.issues import Issues, read_issues
from retrieval.types import Span, Statement

Vector = NDArray[np.float32]
PassageVectors = Callable[[str], Sequence[tuple[Span, Vector]]]
"""The passages of an article that have a vector, in order."""


def file_statements(
    found: Iterable[tuple[Statement, Sequence[str]]], registry: Registry, vectors: PassageVectors, folder: Path | None
) -> tuple[Issues, tuple[str | None, ...], Filing]:
    """The issues, that of each statement, and what further ones are filed by. Each statement comes with its noun
    phrases, those of a source together.

    Raises `ArticlesError` where the user's file is wrong.
    """
    given = read_issues(folder) if folder else None
    if given is not None:
        return given, tuple(given.issue_of(row.quote) for row, _ in found), NO_FILING
    names = {
        name for actor in registry.actors.values() for name in (actor.name, *(alias.text for alias in actor.aliases))
    }
    filed = induce(said_in(found, lambda holder: _side(holder, registry), vectors), names)
    return filed.issues, filed.under, filed.filing


def said_in(
    found: Iterable[tuple[Statement, Sequence[str]]], side: Callable[[str], str], vectors: PassageVectors
) -> list[Said]:
    """What induction needs of the statements."""
    said: list[Said] = []
    for source, group in groupby(found, key=lambda pair: pair[0].source):
        pairs, passages = list(group), vectors(source)
        within: dict[Span, list[str]] = defaultdict(list)
        for row, terms in pairs:
            within[row.sentence].extend(terms)
        whole = mean(passages)
        for row, terms in pairs:
            vector = meaning(passages, row.quote_span, whole)
            if vector is None:  # most of a large library: filed by their words alone, and held in one piece
                said.append(Said(side(row.holder), source, (" ".join(terms),), (), None, row.headline))
                continue
            said.append(Said(side(row.holder), source, terms, within[row.sentence], vector, row.headline))
    return said


def mean(passages: Sequence[tuple[Span, Vector]]) -> Vector | None:
    """What the passages of an article have in common."""
    return np.mean([vector for _, vector in passages], axis=0) if passages else None


def touched(passages: Sequence[tuple[Span, Vector]], span: Span) -> list[Vector]:
    """The vectors of the passages that overlap with a span."""
    first = bisect_right(passages, span.start, key=lambda each: each[0].end)
    past = bisect_left(passages, span.end, lo=first, key=lambda each: each[0].start)
    return [vector for _, vector in passages[first:past]]


def likeness(passages: Sequence[tuple[Span, Vector]], span: Span, asked: Vector) -> float:
    """How like the sentences in a span are to a vector: as the likest of them."""
    return max((float(vector @ asked) for vector in touched(passages, span)), default=-1.0)


def meaning(passages: Sequence[tuple[Span, Vector]], span: Span, whole: Vector | None) -> Vector | None:
    """The vector of what stands in a span, less its article's; `None` where no passage there has one."""
    found = touched(passages, span)
    return vector_of(found, whole) if found and whole is not None else None


def _side(holder: str, registry: Registry) -> str:
    actor = registry.actors.get(holder)
    return (actor.speaks_for if actor else None) or holder
