"""The only door to Chroma: a collection of vectors under the numbers of passages, embedded or on a server.

Chroma is given our vectors and keeps nothing else; what it should hold is known to the store, so it can always be
filled again. Importing chromadb takes most of a second, so it is imported when the first vector is added or looked for.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from retrieval.errors import IndexFolderError
from retrieval.index.chroma_seals import Hold, break_seal, is_sealed, opens, seal
from retrieval.index.embedding import Vectors
from retrieval.lean import without
from retrieval.memory import trim

Metadata = str | int | float | bool

_SECONDS = 60.0  # the most that an answer of the server may take
_NEAR = 100  # neighbours that are asked for to see whether they can be
_BATCH = 2_000  # Chroma takes up to about 5,000 rows in one call


def load_chroma() -> Any:
    """Half a second, without its exporter of traces: another tenth."""
    with without("opentelemetry.exporter.otlp.proto.grpc.trace_exporter", "OTLPSpanExporter"):
        import chromadb
    return chromadb


class BrokenVectorsError(Exception):
    """The embedded folder cannot be used, or the collection is gone; it can be filled again from the store."""


class VectorSpace:
    """A collection named `name`: on the server at `url` when given, else embedded in `folder`.

    Files of a folder that nobody closed and nobody has open, or that changed since, are not `trusted`: another process
    opens them first. What is still open when this process ends in order is closed then.
    """

    def __init__(self, folder: Path, name: str, url: str | None = None, *, trusted: bool = False) -> None:
        self._folder, self._name, self._url, self._trusted = folder, name, url, trusted
        self._lock = threading.Lock()
        self._client: Any = None  # Chroma's type hides that it can be closed
        self._collection: Any = None
        self._hold: Hold | None = None
        self._is_sound = True  # nothing has failed since it was opened

    def nearest(self, vector: Vectors, k: int, where: Mapping[str, Any] | None = None) -> list[int]:
        """Up to `k` numbers, nearest first; only of those whose metadata are as `where` says, where it is given."""
        k = min(k, self.count())
        if k == 0:
            return []
        query = {"query_embeddings": [vector.tolist()], "n_results": k, "include": ["distances"]}
        if where:
            query["where"] = where
        found = self._call(lambda c: c.query(**query))
        ids = found["ids"][0]
        return [int(one) for one in ids]

    def add(
        self, numbers: Sequence[int], vectors: Vectors, metadata: Sequence[Mapping[str, Metadata]] | None = None
    ) -> None:
        """Put vectors [len(numbers), dimensions] under their numbers, in place of what was there."""
        for at in range(0, len(numbers), _BATCH):
            ids = [str(number) for number in numbers[at : at + _BATCH]]
            part = np.ascontiguousarray(vectors[at : at + _BATCH], dtype=np.float32)
            told = [dict(each) for each in metadata[at : at + _BATCH]] if metadata else None
            self._call(partial(_upsert, ids, part, told))

    def remove(self, numbers: Sequence[int]) -> None:
        for at in range(0, len(numbers), _BATCH):
            ids = [str(number) for number in numbers[at : at + _BATCH]]
            self._call(partial(_delete, ids))

    def reach(self) -> None:
        """Ask Chroma for a sign of life; raises where there is none."""
        try:
            client = self._connect()
            try:
                client.heartbeat()
            finally:
                _let_go(client)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            raise self._failure(error) from error

    def count(self) -> int:
        return int(self._call(lambda c: c.count()))

    def check(self, count: int, vectors: Sequence[tuple[int, bytes]]) -> None:
        """Raises `BrokenVectorsError` unless it has so many vectors, and these as they are."""
        if self.count() != count or not self._holds(vectors):
            self._is_sound = False
            raise BrokenVectorsError("rows are missing or damaged")

    def _holds(self, vectors: Sequence[tuple[int, bytes]]) -> bool:
        """Whether these numbers have these vectors, in half precision, and not others that a flipped bit made.

        A server is believed: its disk is its own, and all vectors are much to send at each start.
        """
        if self._url is not None:
            return True
        for at in range(0, len(vectors), _BATCH):
            wanted = {str(number): np.frombuffer(blob, np.float16) for number, blob in vectors[at : at + _BATCH]}
            found = self._call(partial(_fetch, list(wanted)))
            there = dict(zip(found["ids"], found["embeddings"], strict=True))
            same = all(number in there and np.array_equal(there[number], each) for number, each in wanted.items())
            if not same:
                return False
        return True

    def read_all(self) -> None:
        """All that can be read: rows, vectors, and the neighbours of one."""
        found = self._call(lambda c: c.get(include=["embeddings", "metadatas"]))
        if len(found["ids"]):
            self.nearest(np.asarray(found["embeddings"][0], np.float32), _NEAR)

    def drop_others(self, prefix: str) -> None:
        """On a server, delete the collections of that prefix that earlier builds of the same index have left."""
        if self._url is not None:
            self._call(lambda _: _drop_others(self._client, prefix, self._name))

    def close(self) -> None:
        """Let go of files and connections. The space can be used again afterwards."""
        with self._lock:
            if self._client is not None:
                _let_go(self._client)
                trim()  # as much as the vectors themselves
                if self._is_sound and self._hold is not None and self._hold.is_only():
                    seal(self._folder)
            if self._hold is not None:
                self._hold.close()
            self._client = self._collection = self._hold = None
            self._is_sound = True
            atexit.unregister(self.close)

    def _call(self, use: Callable[[Any], Any]) -> Any:  # Chroma's own types are unions of unions
        try:
            return use(self._open())
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # classes of Chroma's own, of httpx, and panics of its Rust engine
            self._is_sound = False
            raise self._failure(error) from error

    def _open(self) -> Any:
        with self._lock:
            if self._collection is None:
                if self._url is None and not self._trusted and self._hold is None:
                    self._hold = self._held()
                    atexit.register(self.close)
                self._client = self._connect()
                self._collection = self._client.get_or_create_collection(
                    self._name,
                    embedding_function=None,
                    configuration={
                        "hnsw": {"space": "ip", "ef_construction": 100, "ef_search": 200, "max_neighbors": 16}
                    },
                )
            return self._collection

    def _held(self) -> Hold:
        """The folder, for as long as it is open here. Raises `BrokenVectorsError` where Chroma cannot open it."""
        is_new = not self._folder.exists()
        hold = Hold(self._folder)
        try:
            if hold.is_first() and not is_new and not is_sealed(self._folder) and not opens(self._folder, self._name):
                raise BrokenVectorsError("Chroma cannot open them")
            break_seal(self._folder)
        except BaseException:
            hold.close()  # others wait for it
            raise
        hold.share()
        return hold

    def _connect(self) -> Any:
        chromadb = load_chroma()
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False, chroma_otel_granularity="none")
        if self._url is None:
            return chromadb.PersistentClient(str(self._folder), settings)
        parts = urlsplit(self._url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 8000)
        client = chromadb.HttpClient(parts.hostname or "localhost", port, secure, settings=settings)
        for session in _sessions(client):
            session.timeout = _SECONDS
        return client

    def _failure(self, error: BaseException) -> Exception:
        from chromadb.errors import NotFoundError

        if self._url is None or isinstance(error, NotFoundError):
            return BrokenVectorsError(str(error))
        return IndexFolderError(
            f"The Chroma server at {self._url} does not answer as it should ({type(error).__name__}).",
            "Start it, correct CHROMA_URL, or unset CHROMA_URL to use the embedded one.",
        )


def _sessions(client: Any) -> list[Any]:
    """The HTTP sessions of a client, which Chroma neither closes nor gives a time limit."""
    servers: list[Any] = [getattr(one, "_server", None) for one in (client, getattr(client, "_admin_client", None))]
    return [server._session for server in servers if hasattr(server, "_session")]


def _let_go(client: Any) -> None:
    client.close()
    for session in _sessions(client):
        session.close()


def _upsert(ids: list[str], vectors: Vectors, metadata: list[dict[str, Metadata]] | None, collection: Any) -> None:
    collection.upsert(ids=ids, embeddings=vectors, metadatas=metadata)


def _delete(ids: list[str], collection: Any) -> None:
    collection.delete(ids=ids)


def _fetch(ids: list[str], collection: Any) -> Any:
    return collection.get(ids=ids, include=["embeddings"])


def _drop_others(client: Any, prefix: str, name: str) -> None:
    for collection in client.list_collections():
        if collection.name.startswith(prefix) and collection.name != name:
            client.delete_collection(collection.name)
