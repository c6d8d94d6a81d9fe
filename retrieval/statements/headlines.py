"""Headlines say what the body says again: which of their statements not to count twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz.fuzz import token_set_ratio

from retrieval.issues.stems import stems
from retrieval.types import Statement

_SAME = 60  # of 100, by rapidfuzz over word stems: a headline shortens


def repeated(rows: Sequence[Statement]) -> frozenset[int]:
    """The numbers of headline statements that the body of the same article repeats, or an earlier headline of it."""
    by_source: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        by_source[row.source].append(number)
    found: set[int] = set()
    for numbers in by_source.values():
        body = [n for n in numbers if not rows[n].headline]
        for number in (n for n in numbers if rows[n].headline):
            words = " ".join(stems(rows[number].quote))
            earlier = [n for n in numbers if rows[n].headline and n < number and n not in found]
            if any(token_set_ratio(words, " ".join(stems(rows[n].quote))) >= _SAME for n in (*body, *earlier)):
                found.add(number)
    return frozenset(found)
