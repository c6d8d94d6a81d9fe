"""How well a passage answers a question, read together by a cross-encoder: slow, so only for the few best."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.index.models import RERANKER, Model, load_network, load_tokenizer

_LENGTH = 160  # tokens of question and passage together
_BATCH_TOKENS = 1024


class Reranker(Protocol):
    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """A score [len(texts)] for each text; higher answers better."""
        ...


@cache
def default_reranker() -> OnnxReranker:
    """The default reranker, loaded at the first call (about half a second) and shared."""
    return OnnxReranker()


class OnnxReranker:
    """Scores are logits: above 0 rather yes, -11 to 10 in practice."""

    def __init__(self, model: Model = RERANKER, threads: int | None = None) -> None:
        self.name = model.name
        self.digest = model.digest
        self._tokenizer = load_tokenizer(model.tokenizer, _LENGTH)
        self._network = load_network(model.network, threads)

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """A score [len(texts)] for each text."""
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
