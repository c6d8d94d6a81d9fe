"""Which articles are one origin: a story and its reprints count as one witness.

Two articles are one where most five-word runs of the shorter stand in the longer, or a good part of them where a wire
tag says so too. MinHash signatures find the pairs worth comparing; the comparison itself is exact.

MinHash and its banding are ten lines of NumPy here: the library for it (datasketch) brings SciPy along, which is 50 MB
in every process that reads, and a third of a second in the first change of a program.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from retrieval.articles.boilerplate import furniture
from retrieval.types import Article, Details, Span

_RUN = 5  # words
_PERMUTATIONS = 128
_MOST = (1 << 32) - 1
_CANDIDATE = 0.12  # estimated Jaccard from which on two articles are compared
COPY = 0.5  # share of the shorter article's runs
COPY_OF_A_WIRE = 0.25  # the same where both name one agency, or one is the other's agency


def runs(text: str, skip: Sequence[Span] = ()) -> frozenset[str]:
    """The five-word runs of a text without its boilerplate, in lower case."""
    kept = _without(text, [*furniture(text), *skip])
    words = re.findall(r"[^\W_]+", kept.casefold())
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)) if words)


def signature(text: str) -> list[int]:
    """128 numbers that near-duplicate texts share most of; made once per content of a file."""
    hashes = [hashlib.sha1(run.encode(), usedforsecurity=False).digest()[:4] for run in runs(text)]
    if not hashes:
        return [_MOST] * _PERMUTATIONS
    numbers = np.frombuffer(b"".join(hashes), "<u4").astype(np.uint32)
    return [int((numbers * factor + shift).min()) for factor, shift in zip(*_permutations(), strict=True)]


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Random permutations of all numbers of 32 bits: an odd factor, and what is added; both overflow."""
    drawn = np.random.RandomState(1)
    factors = drawn.randint(0, _MOST // 2, _PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, drawn.randint(0, _MOST, _PERMUTATIONS, dtype=np.uint32)


def group(
    articles: Mapping[str, Article], details: Mapping[str, Details], signatures: Mapping[str, Sequence[int]]
) -> dict[str, str]:
    """For each source the source of its origin: the earliest article of the group, by day, then by name."""
    parent = {source: source for source in articles}

    def root(source: str) -> str:
        while parent[source] != source:
            source = parent[source]
        return source

    made: dict[str, frozenset[str]] = {}
    for a, b in _pairs(signatures):
        for source in (a, b):
            if source not in made:
                made[source] = runs(articles[source].text)
        shorter = min(len(made[a]), len(made[b]))
        shared = len(made[a] & made[b]) / shorter if shorter else 0.0
        if shared >= (COPY_OF_A_WIRE if _one_wire(details[a], details[b]) else COPY):
            first, second = sorted((root(a), root(b)), key=lambda s: (_day(details[s]), s))
            parent[second] = first
    return {source: root(source) for source in articles}


def _pairs(signatures: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    """Pairs of sources whose signatures agree in some two neighbouring numbers, and in enough of all."""
    bands: dict[tuple[int, int, int], list[str]] = defaultdict(list)
    for source, numbers in sorted(signatures.items()):
        mates: dict[str, None] = {}
        for at in range(0, len(numbers) - 1, 2):
            band = bands[at, numbers[at], numbers[at + 1]]
            mates.update(dict.fromkeys(band))
            band.append(source)
        for mate in mates:
            same = sum(a == b for a, b in zip(numbers, signatures[mate], strict=True))
            if same >= _CANDIDATE * len(numbers):
                yield mate, source


def _one_wire(a: Details, b: Details) -> bool:
    names = [{n.casefold() for n in (d.wire, d.publisher) if n} for d in (a, b)]
    wires = {d.wire.casefold() for d in (a, b) if d.wire}
    return bool(names[0] & names[1] & wires)


def _day(details: Details) -> str:
    return details.published.iso if details.published else "9999"


def _without(text: str, spans: Sequence[Span]) -> str:
    kept, at = [], 0
    for span in sorted(spans):
        kept.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    kept.append(text[at:])
    return "\n".join(kept)
