"""The only door to Chroma: a collection of vectors under the numbers of passages, embedded or on a server.

Chroma is given our vectors and keeps nothing else; what it should hold is known to the store, so it can always be
filled again. Importing chromadb takes most of a second, so it is imported when the first vector is added or looked for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from retrieval.embedding import Vectors
from retrieval.errors import IndexFolderError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_BATCH = 2_000  # Chroma takes up to about 5,000 rows in one call


class BrokenVectorsError(Exception):
    """The embedded Chroma folder cannot be used; it can be filled again from the store."""


class VectorSpace:
    """A collection named `name`: on the server at `url` when given, else embedded in `folder`."""

    def __init__(self, folder: Path, name: str, url: str | None = None) -> None:
        self._folder, self._name, self._url = folder, name, url
        self._lock = threading.Lock()
        self._opened: Collection | None = None

    def nearest(self, vector: Vectors, k: int) -> list[int]:
        """Numbers of up to `k` passages, nearest first."""
        k = min(k, self.count())
        if k == 0:
            return []
        found = self._call(lambda c: c.query(query_embeddings=[vector.tolist()], n_results=k, include=["distances"]))
        ids = found["ids"][0]
        return [int(one) for one in ids]

    def add(self, numbers: Sequence[int], vectors: Vectors) -> None:
        """Put vectors [len(numbers), dimensions] under their numbers, in place of what was there."""
        for at in range(0, len(numbers), _BATCH):
            ids = [str(number) for number in numbers[at : at + _BATCH]]
            part = np.ascontiguousarray(vectors[at : at + _BATCH], dtype=np.float32)
            self._call(partial(_upsert, ids, part))

    def remove(self, numbers: Sequence[int]) -> None:
        for at in range(0, len(numbers), _BATCH):
            ids = [str(number) for number in numbers[at : at + _BATCH]]
            self._call(partial(_delete, ids))

    def reach(self) -> None:
        """Ask Chroma for a sign of life; raises where there is none."""
        try:
            self._client().heartbeat()
        except (IndexFolderError, BrokenVectorsError):
            raise
        except Exception as error:
            raise self._failure(error) from error

    def count(self) -> int:
        return int(self._call(lambda c: c.count()))

    def drop_others(self, prefix: str) -> None:
        """On a server, delete the collections of that prefix that earlier builds of the same index have left."""
        if self._url is not None:
            self._call(lambda _: _drop_others(self._client(), prefix, self._name))

    def _call(self, use: Callable[[Any], Any]) -> Any:  # Chroma's own types are unions of unions
        try:
            return use(self._collection())
        except (IndexFolderError, BrokenVectorsError):
            raise
        except Exception as error:  # Chroma raises classes of its own, of httpx and of its Rust engine
            self._opened = None
            raise self._failure(error) from error

    def _collection(self) -> Collection:
        with self._lock:
            if self._opened is None:
                self._opened = self._client().get_or_create_collection(
                    self._name,
                    embedding_function=None,
                    configuration={
                        "hnsw": {"space": "ip", "ef_construction": 100, "ef_search": 200, "max_neighbors": 16}
                    },
                )
            return self._opened

    def _client(self) -> ClientAPI:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        try:
            if self._url is None:
                return chromadb.PersistentClient(str(self._folder), settings)
            parts = urlsplit(self._url)
            secure = parts.scheme == "https"
            return chromadb.HttpClient(
                parts.hostname or "localhost", parts.port or (443 if secure else 8000), secure, settings=settings
            )
        except Exception as error:
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> Exception:
        if self._url is None:
            return BrokenVectorsError(str(error))
        return IndexFolderError(
            f"The Chroma server at {self._url} does not answer as it should ({type(error).__name__}).",
            "Start it, correct CHROMA_URL, or unset CHROMA_URL to use the embedded one.",
        )


def _upsert(ids: list[str], vectors: Vectors, collection: Collection) -> None:
    collection.upsert(ids=ids, embeddings=vectors)


def _delete(ids: list[str], collection: Collection) -> None:
    collection.delete(ids=ids)


def _drop_others(client: ClientAPI, prefix: str, name: str) -> None:
    for collection in client.list_collections():
        if collection.name.startswith(prefix) and collection.name != name:
            client.delete_collection(collection.name)
