"""Texts → vectors of unit length, by a small English model that runs on the CPU.

Texts are sorted by length and cut into batches of about the same number of tokens, each padded to its own longest text
only: on passages of news this takes a seventh of the time that padding to 256 tokens takes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.index.models import EMBEDDER, Model, load_network, load_tokenizer

Vectors = NDArray[np.float32]

_LENGTH = 256  # tokens; a passage has about 40
_BATCH_TOKENS = 1024  # a batch of this size stays in the cache of a small machine; larger ones are slower
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


@cache
def default_embedder() -> OnnxEmbedder:
    """The default embedder, loaded at the first call (about half a second) and shared."""
    return OnnxEmbedder()


class OnnxEmbedder:
    def __init__(self, model: Model = EMBEDDER, threads: int | None = None) -> None:
        self.name = model.name
        self.digest = model.digest
        self._tokenizer = load_tokenizer(model.tokenizer, _LENGTH)
        self._network = load_network(model.network, threads)

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] = lambda _: None) -> Vectors:
        encodings = self._tokenizer.encode_batch_fast(list(texts))
        order = sorted(range(len(texts)), key=lambda i: -len(encodings[i]))
        vectors: Vectors | None = None
        at = 0
        while at < len(order):
            longest = len(encodings[order[at]])
            batch = order[at : at + max(1, _BATCH_TOKENS // longest)]
            ids = np.zeros((len(batch), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(batch):
                tokens = encodings[i].ids
                ids[row, : len(tokens)] = tokens
                mask[row, : len(tokens)] = 1
            states = self._network.run(
                None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            )[0]
            first = states[:, 0]  # this model keeps a text's meaning in its first token
            if vectors is None:
                vectors = np.empty((len(texts), first.shape[1]), dtype=np.float32)
            vectors[batch] = first / np.linalg.norm(first, axis=1, keepdims=True)
            at += len(batch)
            progress(len(batch))
        return vectors if vectors is not None else np.empty((0, 0), dtype=np.float32)

    def embed_question(self, text: str) -> Vectors:
        vector: Vectors = self.embed([_INSTRUCTION + text])[0]
        return vector
