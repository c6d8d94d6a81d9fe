"""How well a passage answers a question, read together by a cross-encoder: slow, so only for the few best.

The network was learnt by `tests/benchmarks/learn_reader.py`; `reader/README.md` is its card.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.index.models import OWN, RERANKER, Model, ModelFile, load_network, load_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

READER = Model(
    "positions-reader-1-int8",  # Apache-2.0, after ms-marco-MiniLM-L-12-v2
    ModelFile(OWN, "matching/reader/model.onnx", "581c8ddd728a8295497840d277acfc572930f44bfe6d3febff1723fa1c07a9e2"),
    RERANKER.tokenizer,
)
_LENGTH = 160  # tokens of question and passage together
_BATCH_TOKENS = 1024


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

    def __init__(self, model: Model = READER, threads: int | None = None) -> None:
        self.name = model.name
        self.digest = model.digest
        self._model, self._threads = model, threads

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return load_tokenizer(self._model.tokenizer, _LENGTH)

    @cached_property
    def _network(self) -> InferenceSession:
        return load_network(self._model.network, self._threads)

    def warm(self) -> None:
        """Load what the first score needs. Raises `ModelError` where a file is missing or another one."""
        _ = self._tokenizer, self._network

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """A score [len(texts)] for each text."""
        if not texts:
            return np.empty(0, dtype=np.float32)
        encodings = self._tokenizer.encode_batch_fast([(question, text) for text in texts])
        order = sorted(range(len(texts)), key=lambda i: -len(encodings[i]))
        scores = np.empty(len(texts), dtype=np.float32)
        at = 0
        while at < len(order):
            longest = len(encodings[order[at]])
            batch = order[at : at + max(1, _BATCH_TOKENS // longest)]
            ids = np.zeros((len(batch), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            types = np.zeros_like(ids)
            for row, i in enumerate(batch):
                length = len(encodings[i])
                ids[row, :length] = encodings[i].ids
                types[row, :length] = encodings[i].type_ids
                mask[row, :length] = 1
            logits = self._network.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types})[0]
            scores[batch] = logits[:, 0]
            at += len(batch)
        return scores
