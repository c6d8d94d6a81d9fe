"""A network over texts, each run alone, as many at once as there are cores.

The small networks count in bytes by one scale for all that goes through them together: run with others, a text's
numbers would depend on which others these are, and so on how an index came about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from retrieval.index.models import Model, load_network, load_tokenizer, usable_cores

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


class TextNetwork:
    """Cuts texts, or pairs of them, at `length` tokens. Loaded when it is first needed, which takes half a second."""

    def __init__(self, model: Model, length: int) -> None:
        self._model, self._length = model, length

    def load(self) -> None:
        """Raises `ModelError` where a file is missing or another one."""
        _ = self._tokenizer, self._network, self._threads

    def rest(self) -> None:
        """Let go of what is loaded, some 90 MB; it is loaded again when it is needed."""
        for name in ("_tokenizer", "_network"):
            self.__dict__.pop(name, None)

    def run(self, texts: Sequence[str | tuple[str, str]]) -> Iterator[NDArray[np.float32]]:
        """The first output for each text, in order: [tokens, dimensions] of an embedder, [1] of a cross-encoder."""
        encodings = self._tokenizer.encode_batch_fast(list(texts))
        return self._threads.map(self._one, encodings) if len(encodings) > 1 else map(self._one, encodings)

    def _one(self, encoding: Any) -> NDArray[np.float32]:
        ids = np.array([encoding.ids], dtype=np.int64)
        kinds = np.array([encoding.type_ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": kinds}
        found: NDArray[np.float32] = self._network.run(None, given)[0][0]
        return found

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return load_tokenizer(self._model.tokenizer, self._length)

    @cached_property
    def _network(self) -> InferenceSession:
        return load_network(self._model.network, 1)

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(usable_cores(), self._model.name)
