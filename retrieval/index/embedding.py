"""Texts → vectors of unit length, by a small English model that runs on the CPU. A text has one vector, whatever it is
embedded together with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.index.models import EMBEDDER, Model
from retrieval.index.networks import TextNetwork

Vectors = NDArray[np.float32]

_LENGTH = 256  # tokens; a passage has about 40
_INSTRUCTION = "Represent this sentence for searching relevant passages: "  # the model was trained with it


class Embedder(Protocol):
    """`name` and `digest` identify the vectors: an index made with others is made again."""

    @property
    def name(self) -> str: ...

    @property
    def digest(self) -> str: ...

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] = ...) -> Vectors:
        """Vectors [len(texts), dimensions] of unit length; `progress` is told how many more are done."""
        ...

    def embed_question(self, text: str) -> Vectors:
        """The vector [dimensions] of a question."""
        ...

    def rest(self) -> None:
        """Let go of memory until the next text comes."""
        ...


@cache
def default_embedder() -> OnnxEmbedder:
    """The default embedder, loaded at the first call (about half a second) and shared."""
    return OnnxEmbedder()


class OnnxEmbedder:
    def __init__(self, model: Model = EMBEDDER) -> None:
        self.name = model.name
        self.digest = model.digest
        self._network = TextNetwork(model, _LENGTH)
        self._network.load()

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] = lambda _: None) -> Vectors:
        vectors = []
        for states in self._network.run(texts):
            first = states[0]  # this model keeps a text's meaning in its first token
            vectors.append(first / np.linalg.norm(first))
            progress(1)
        return np.stack(vectors) if vectors else np.empty((0, 0), dtype=np.float32)

    def embed_question(self, text: str) -> Vectors:
        vector: Vectors = self.embed([_INSTRUCTION + text])[0]
        return vector

    def rest(self) -> None:
        self._network.rest()
