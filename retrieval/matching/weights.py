"""What the cross-encoder's logit is worth as a probability, how surely words are their holder's, and what stands beside
the best sentence: `tests/benchmarks/learn_matching.py`, `learn_holding.py` and `learn_beside.py` learn it.

Platt, "Probabilistic outputs for support vector machines", 1999. Other features (who holds the sentence, its rank, its
length, the second best) were measured and told nothing more: see `../DECISIONS.md`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log
from typing import Any

from retrieval.types import Actor, ActorKind, Statement

SENTENCE = ("logit",)  # of the cross-encoder, which sees the sentence with its holder, his side and the title
LIST = (
    "logit",  # the highest of the sentences' logits
    "unknown",  # the question names somebody whom no article mentions
)

HOLDING = (
    "attribution",  # the logit of the statement's confidence
    "told",  # by the article itself
    "quoting",  # and with quotation marks, though nobody is known to say it
    "group",  # the holder is called by no name
    "reported",  # by somebody else
)
BESIDE = (
    "worth",  # its logit
    "same file",  # as the best sentence
    "shared",  # share of the content words of the shorter one
    "rivals",  # how many sentences might be shown
)

_MARKS = '"“”«»„'
_LEAST = 0.005  # of a probability, and of its opposite: logits are finite


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression over named features."""

    weights: tuple[float, ...]
    bias: float

    def __call__(self, values: Sequence[float]) -> float:
        return sigmoid(self.bias + sum(w * v for w, v in zip(self.weights, values, strict=True)))


@dataclass(frozen=True, slots=True)
class Weights:
    """From which probabilities something is shown. `answered` is that of a question, `held` that of a holder. The worth
    of a sentence is that it answers and is its holder's: `least` is the best one's, `shown` that of a further holder,
    day or side. `shown_beside` is the probability of what stands beside the best one."""

    sentence: Logistic
    list: Logistic
    holding: Logistic
    beside: Logistic
    answered: float
    held: float
    least: float
    shown: float
    shown_beside: float


@cache
def weights() -> Weights:
    matching, holding, beside = map(_table, ("matching.json", "holding.json", "beside.json"))
    return Weights(
        _logistic(matching["sentence"], SENTENCE),
        _logistic(matching["list"], LIST),
        _logistic(holding, HOLDING),
        _logistic(beside, BESIDE),
        matching["answered"],
        holding["held"],
        holding["least"],
        holding["shown"],
        beside["shown"],
    )


def _table(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))
    return found


def _logistic(table: Mapping[str, Any], names: Sequence[str]) -> Logistic:
    return Logistic(tuple(table["weights"][name] for name in names), table["bias"])


def sigmoid(value: float) -> float:
    return 1 / (1 + exp(-value)) if value >= 0 else 1 - 1 / (1 + exp(value))


def logit(probability: float) -> float:
    sure = min(max(probability, _LEAST), 1 - _LEAST)
    return log(sure / (1 - sure))


def holding_features(row: Statement | None, holder: Actor | None, words: str) -> tuple[float, ...]:
    """The values of `HOLDING`, for a statement's holder, or the article that tells the words (`row` is `None`): a
    sentence may answer and be put into a wrong mouth."""
    if row is None:
        return 0.0, 1.0, float(any(mark in words for mark in _MARKS)), 0.0, 0.0
    group = holder is not None and holder.kind is ActorKind.GROUP
    return logit(row.confidence), 0.0, 0.0, float(group), float(row.reporter is not None)
