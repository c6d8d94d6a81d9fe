"""Whether a text says no more than its evidence: a measure by words, since no entailment model comes in a package.

A small forest of shallow trees over how much of the text the evidence repeats. Its table, `support_trees.json`, is
learnt by `python -m tests.benchmarks.support --train` from AttributionBench's development part (Li et al., 2024) and
holds thresholds only. Measured by the same script: see tests/benchmarks/RESULTS.md.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from bot.words import content_words, names, numbers, tokens

ENOUGH = 0.6  # share of the claim's content words that the evidence must hold, whatever the trees say
LIKELY = 0.5

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_NOT = re.compile(r"\b(?:not|no|never|cannot|without)\b|n['’]t\b", re.IGNORECASE)


class Features(NamedTuple):
    """How a claim stands to its evidence; shares are of the claim's own parts, 0 to 1."""

    words: float  # content words that the evidence holds
    pairs: float  # neighbouring content words that are neighbours there too
    best_sentence: float  # content words in the one sentence that holds most
    best_two: float  # in two sentences that follow each other
    numbers_missing: float
    names_missing: float  # whole names
    name_words_missing: float
    negated: float
    evidence_length: float  # logarithm of its content words
    claim_length: float


def features(claim: str, evidence: str) -> Features:
    words, length = tokens(claim), tokens(evidence)
    wanted, there = frozenset(words), frozenset(length)
    pairs, pairs_there = set(pairwise(words)), set(pairwise(length))
    sentences = [content_words(sentence) for sentence in _SENTENCE_END.split(evidence)]
    couples = [one | other for one, other in zip(sentences, [*sentences[1:], frozenset()], strict=True)]
    share = _share(wanted, there)
    figures, called = numbers(claim), [name for name, _ in names(claim)]
    parts = [part for name in called for part in name.split()]
    folded = evidence.casefold()
    return Features(
        words=share,
        pairs=len(pairs & pairs_there) / len(pairs) if pairs else share,
        best_sentence=max(_share(wanted, sentence) for sentence in sentences),
        best_two=max(_share(wanted, couple) for couple in couples),
        numbers_missing=len(figures - numbers(evidence)) / len(figures) if figures else 0.0,
        names_missing=_missing(called, folded),
        name_words_missing=_missing(parts, folded),
        negated=float(bool(_NOT.search(claim))),
        evidence_length=math.log(len(length) + 1),
        claim_length=math.log(len(words) + 1),
    )


def support(claim: str, evidence: str) -> float:
    """How likely it is, from 0 to 1, that the evidence supports all of the claim."""
    found = features(claim, evidence)
    table = _table()
    value: float = table["start"] + sum(_leaf(tree, found) for tree in table["trees"])
    return 1 / (1 + math.exp(-value))


def supported(claim: str, evidence: str) -> bool:
    return features(claim, evidence).words >= ENOUGH and support(claim, evidence) >= LIKELY


def _leaf(node: object, found: Features) -> float:
    """The value at the leaf that the features lead to. A node: [feature, threshold, below, above]."""
    while isinstance(node, list):
        feature, threshold, below, above = node
        node = below if found[feature] <= threshold else above
    assert isinstance(node, float | int)
    return node


@cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((Path(__file__).parent / "support_trees.json").read_text(encoding="utf-8"))
    return loaded


def _share(wanted: frozenset[str], there: frozenset[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _missing(called: list[str], folded: str) -> float:
    return sum(name.casefold() not in folded for name in called) / len(called) if called else 0.0
