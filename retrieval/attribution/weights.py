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

_OFTEN = 0.3  # weight
_SELDOM = -0.6  # weights of a noun as a holder and beside a cue


@dataclass(frozen=True)
class Weights:
    """`reaches` decides how far a content reaches, `cues` what is an attribution, `holders` whose it is; `given` finds
    the cue of a known content."""

    reaches: Mapping[str, float]
    cues: Mapping[str, float]
    holders: Mapping[str, float]
    given: Mapping[str, float]
    threshold: float = 0.4  # how sure a row is at least
    direct_threshold: float = 0.25  # where the holder is the cue's subject, owner or agent
    position_threshold: float = 0.15  # and demands, rejects, offers


@cache
def weights() -> Weights:
    table = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
    return Weights(
        reaches=table.get("reaches", {}),
        cues=table["cues"],
        holders=table["holders"],
        given=table["given"],
        threshold=table["threshold"],
        direct_threshold=table["direct_threshold"],
        position_threshold=table["position_threshold"],
    )


@cache
def cue_verbs() -> frozenset[str]:
    """The verbs, in their base form, that the data shows as cues."""
    known = (feature.removeprefix("lemma=").split("/") for feature in weights().cues if feature.endswith("/VB"))
    return frozenset(parts[0] for parts in known if weights().cues[f"lemma={parts[0]}/VB"] > _OFTEN)


@cache
def silent_nouns() -> frozenset[str]:
    """The nouns that the data shows hardly ever to say anything: "move", "deal", "bill", "reason"."""
    return frozenset(noun for noun, weight in _nouns().items() if weight < _SELDOM)


@cache
def telling_nouns() -> frozenset[str]:
    """The nouns that the data shows to say something: "officials", and "poll", "study", "video" too."""
    return frozenset(noun for noun, weight in _nouns().items() if weight > 0)


@cache
def _nouns() -> Mapping[str, float]:
    """The weights of nouns as holders and beside cues."""
    table, key = weights(), "head="
    heads = {f.removeprefix(key) for f in (*table.cues, *table.holders) if f.startswith(key) and "|" not in f}
    return {h: table.cues.get(key + h, 0.0) + table.holders.get(key + h, 0.0) for h in heads}


def score(table: Mapping[str, float], features: Iterable[str]) -> float:
    """The log odds that the features add up to, without the bias."""
    get = table.get
    return sum([get(feature, 0.0) for feature in features])


def probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
