"""How well a passage answers a question, read together by a cross-encoder: slow, so only for the few best.

The network was learnt by `tests/benchmarks/learn_reader.py`; `reader/README.md` is its card.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.index.models import OWN, RERANKER, Model, ModelFile
from retrieval.index.networks import TextNetwork

READER = Model(
    "positions-reader-4-int8",  # Apache-2.0, after ms-marco-MiniLM-L-12-v2
    ModelFile(OWN, "matching/reader/model.onnx", "e4e31b98f62ada0c5bdb84ef9839dadcb6f042686d1af222a395a05e5e880392"),
    RERANKER.tokenizer,
)
_LENGTH = 160  # tokens of question and passage together


class Reranker(Protocol):
    def warm(self) -> None:
        """Load what the first score would wait for."""
        ...

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """A score [len(texts)] for each text; higher answers better."""
        ...


@cache
def default_reader() -> OnnxReranker:
    """Reads sentences for an answer; one for the whole program."""
    return OnnxReranker(READER)


@cache
def default_reranker() -> OnnxReranker:
    """Reads passages for `search`; one for the whole program."""
    return OnnxReranker(RERANKER)


class OnnxReranker:
    """Scores are logits: above 0 rather yes. Loaded at the first of them, which takes about half a second."""

    def __init__(self, model: Model = READER) -> None:
        self.name = model.name
        self.digest = model.digest
        self._network = TextNetwork(model, _LENGTH)

    def warm(self) -> None:
        """Load what the first score needs. Raises `ModelError` where a file is missing or another one."""
        self._network.load()

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """A score [len(texts)] for each text."""
        return np.array([logits[0] for logits in self._network.run([(question, text) for text in texts])], np.float32)
