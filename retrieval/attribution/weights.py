"""The learnt part of the reader: three small tables of weights, and nothing else.

`weights.json` is written by `tests/benchmarks/train_attribution.py`, which also writes down what it was learnt from.
A feature is a short string; a score is the sum of the weights of the features that hold, as a probability.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Weights:
    """`cues` decides what is an attribution, `holders` whose it is, `given` finds the cue of a known content."""

    cues: Mapping[str, float]
    holders: Mapping[str, float]
    given: Mapping[str, float]
    threshold: float
    inner_threshold: float


@cache
def weights() -> Weights:
    table = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
    return Weights(
        cues=table["cues"],
        holders=table["holders"],
        given=table["given"],
        threshold=table["threshold"],
        inner_threshold=table["inner_threshold"],
    )


def probability(table: Mapping[str, float], features: Iterable[str]) -> float:
    total = table.get("bias", 0.0)
    for feature in features:
        total += table.get(feature, 0.0)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
