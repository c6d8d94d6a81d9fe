"""Embeddings of a provider, through LangChain: the setting EMBEDDINGS=provider:model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from retrieval.errors import ModelError
from retrieval.index.embedding import Vectors


class LangChainEmbedder:
    """Any LangChain `Embeddings` as an `Embedder`; vectors are brought to unit length."""

    def __init__(self, name: str, embeddings: object) -> None:
        from langchain_core.embeddings import Embeddings

        if not isinstance(embeddings, Embeddings):
            raise TypeError(f"{type(embeddings).__name__} is no LangChain Embeddings")
        self.name = name
        self.digest = ""  # a provider does not say what stands behind a model's name
        self._embeddings = embeddings

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] = lambda _: None) -> Vectors:
        try:
            vectors = np.array(self._embeddings.embed_documents(list(texts)), dtype=np.float32)
        except Exception as error:  # every provider raises its own
            raise self._failure(error) from error
        progress(len(texts))
        return _unit(vectors) if len(texts) else vectors

    def embed_question(self, text: str) -> Vectors:
        try:
            vectors = np.array([self._embeddings.embed_query(text)], dtype=np.float32)
        except Exception as error:
            raise self._failure(error) from error
        vector: Vectors = _unit(vectors)[0]
        return vector

    def rest(self) -> None:
        """Nothing is in this machine's memory."""

    def _failure(self, error: Exception) -> ModelError:
        # only the class: a provider's message may repeat the request, and with it a key
        return ModelError(
            f"The embeddings {self.name} do not answer ({type(error).__name__}).",
            "Check EMBEDDINGS and the provider's key, or unset EMBEDDINGS to use the built-in model.",
        )


def open_embedder(name: str) -> LangChainEmbedder:
    """The embedder of `provider:model`. Raises `ModelError` where LangChain cannot build it."""
    from langchain.embeddings import init_embeddings

    try:
        return LangChainEmbedder(name, init_embeddings(name))
    except Exception as error:  # a missing package, key or provider, each with a class of its own
        raise ModelError(
            f"The embeddings {name} cannot be used ({type(error).__name__}).",
            "Write EMBEDDINGS as provider:model, and install that provider's LangChain package and key.",
        ) from error


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = vectors / np.maximum(lengths, 1e-12)
    return unit
