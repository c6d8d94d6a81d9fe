"""What the features of a sentence and of a list of them are worth; `tests/benchmarks/learn_matching.py` learns it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

SENTENCE = (
    "score",  # the cross-encoder's logit, not below -5: what is beside the point is not worse for being farther away
    "high",  # the logit as a probability
    "near",  # e to the minus how far the logit lies below the best one's
    "first",  # it is the best one
    "fused",  # the fused rank of the lists that found it, between 0 and about 1
    "side",  # the sentence holds a statement of a side that is asked about
    "others",  # somebody is asked about, and the sentence holds others' statements only
    "statement",  # it holds a statement
    "reported",  # its first statement is told by somebody else
    "headline",  # its first statement is a headline's
    "asks",  # it is a question
    "ends",  # it ends as a sentence does: no heading, no list's item
    "long",  # its length, in hundreds of code points, up to three
)
LIST = (
    "best",  # the highest probability of a sentence
    "second",  # the second highest
    "third",  # the third highest
    "any",  # that one of the first five answers, were they independent
    "logit",  # the highest logit of the cross-encoder, not below -5
    "logit_second",  # the second highest
    "logit_third",  # the third highest
    "logit_mean",  # the mean of the five highest
    "asked",  # somebody is asked about
    "side",  # the best sentence holds a statement of a side that is asked about
    "others",  # somebody is asked about, and the best sentence holds others' statements only
    "unknown",  # the question names somebody whom no article mentions
    "absent",  # share of the question's words of content that stand in no article, in any of their forms
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

    `answered` is that of a question; `shown` is what a sentence's must be at least of the best one's, and `least` what
    that of any but the best must be.
    """

    sentence: Logistic
    list: Logistic
    shown: float
    least: float
    answered: float


@cache
def weights() -> Weights:
    table = json.loads(resources.files(__package__).joinpath("matching.json").read_text("utf-8"))
    sentence, whole = table["sentence"], table["list"]
    return Weights(
        Logistic(tuple(sentence["weights"][name] for name in SENTENCE), sentence["bias"]),
        Logistic(tuple(whole["weights"][name] for name in LIST), whole["bias"]),
        table["shown"],
        table["least"],
        table["answered"],
    )


def sigmoid(value: float) -> float:
    return 1 / (1 + exp(-value)) if value >= 0 else 1 - 1 / (1 + exp(value))
