"""What the cross-encoder's logit is worth as a probability; `tests/benchmarks/learn_matching.py` learns it.

Platt, "Probabilistic outputs for support vector machines", 1999. Other features (who holds the sentence, its rank, its
length, the second best) were measured and told nothing more: see `../DECISIONS.md`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

SENTENCE = ("logit",)  # of the cross-encoder, which sees the sentence with its holder, his side and the title
LIST = (
    "logit",  # the highest of the sentences' logits
    "unknown",  # the question names somebody whom no article mentions
)


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression over named features."""

    weights: tuple[float, ...]
    bias: float

    def __call__(self, values: Sequence[float]) -> float:
        return sigmoid(self.bias + sum(w * v for w, v in zip(self.weights, values, strict=True)))


@dataclass(frozen=True, slots=True)
class Weights:
    """From which probabilities something is shown.

    `answered` is that of a question; `shown` is that of a sentence beside the best one.
    """

    sentence: Logistic
    list: Logistic
    shown: float
    answered: float


@cache
def weights() -> Weights:
    table = json.loads(resources.files(__package__).joinpath("matching.json").read_text("utf-8"))
    sentence, whole = table["sentence"], table["list"]
    return Weights(
        Logistic(tuple(sentence["weights"][name] for name in SENTENCE), sentence["bias"]),
        Logistic(tuple(whole["weights"][name] for name in LIST), whole["bias"]),
        table["shown"],
        table["answered"],
    )


def sigmoid(value: float) -> float:
    return 1 / (1 + exp(-value)) if value >= 0 else 1 - 1 / (1 + exp(value))
