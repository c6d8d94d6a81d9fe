"""The articles folder and everything derived from it, brought up to date by content hash: the room's front door.

index = Index.open(Path("seeds"), Path(".positions"))
index.search("What does Moscow demand?", 4)          # passages, best first
index.articles["000_….txt"].text[start:end]          # what every offset points into
index.readings("attributions", "3", read)            # JSON per article, made once per content and version
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout

from retrieval.articles.folder import Skipped, read_articles
from retrieval.attempts import Failed
from retrieval.errors import DamagedIndexError, IndexFolderError
from retrieval.index.embedding import Embedder, Vectors
from retrieval.index.seals import is_damage, is_unwritable, reason, seal
from retrieval.index.store import Store
from retrieval.index.updating import (
    Engine,
    collections_of,
    open_nearest,
    open_unchanged,
    open_updated,
    put_aside,
)
from retrieval.index.vectors import VectorSpace
from retrieval.progress import Progress, silent
from retrieval.types import Article, Hit, Span

if TYPE_CHECKING:
    from retrieval.matching.search import Search

Reader = Callable[[Sequence[Article]], Iterable[tuple[str, str | Failed]]]
"""Reads articles, and yields `(source, json)` for each, in any order, as soon as each is done or has failed."""
_FILE = "index.sqlite"
_UNREAD = "unread"  # under which the store keeps what could not be read
log = logging.getLogger(__name__)


class Index:
    """An index that is up to date with its folder as of `open`. Its methods may be called from any thread."""

    def __init__(
        self, articles: Mapping[str, Article], skipped: Sequence[Skipped], store: Store, folder: Path, engine: Engine
    ) -> None:
        self.articles: Mapping[str, Article] = MappingProxyType(dict(articles))  # by source, sorted
        self.skipped: tuple[Skipped, ...] = tuple(skipped)  # files that are not read, each with its reason
        self.store = store
        self.folder = folder  # where this index lies; each articles folder has its own under the index's folder
        self._engine = engine
        self._unread: dict[str, str] = {}  # content hash of what could not be read → why
        self._broke: frozenset[str] = frozenset()  # content hashes of what could not be read the last time
        self._search: Search | None = None
        self._warm = False
        self._lock = threading.Lock()

    @classmethod
    def open(
        cls,
        articles_dir: Path,
        data_dir: Path,
        progress: Progress = silent,
        *,
        embeddings: str | None = None,
        chroma_url: str | None = None,
    ) -> Index:
        """Read the articles and bring the index under `data_dir` up to date with them.

        Only new, changed and deleted files cost anything. Where another process is at it, this one waits and says so
        through `progress`. A broken index is moved aside and made again, and `progress` says so.

        `embeddings` names another embedder ("provider:model", as LangChain knows it); the index is embedded again when
        it changes. `chroma_url` is a Chroma server to use in place of the embedded one.
        An article that cannot be cut into passages is named in `skipped`, and tried again at the next start.
        Raises `ArticlesError`, `IndexFolderError` and `ModelError`.
        """
        folder = folder_of(articles_dir, data_dir)
        engine = Engine(folder, embeddings, chroma_url)
        with _usable(folder):
            reading = read_articles(articles_dir, texts_of(folder), progress)
            articles = {article.source: article for article in reading.articles}
            store, failed = _opened(folder, articles, engine, progress)
        index = cls(articles, reading.skipped, store, folder, engine)
        index._broke = frozenset(_why(store))
        index._name(failed)
        return index

    def search(self, question: str, k: int = 10, aliases: Iterable[str] = ()) -> list[Hit]:
        """The `k` best passages for `question`, best first; equal questions get equal lists.

        Several may come from one article, and echoes of one text stay in. A question without a word gives none.
        `aliases` are other names of the actor that the question asks about.
        """
        if k < 1 or not self.articles:
            return []
        with _usable(self.folder):
            return self.open_search()(question, k, aliases)

    def warm(self) -> None:
        """Load what the first search would wait for; nothing more than a look where that is done."""
        if self.articles and not self._warm:
            with _usable(self.folder):
                self.open_search().warm()
            self._warm = True

    def readings(self, reader: str, version: str, read: Reader, progress: Progress = silent) -> Mapping[str, str]:
        """What `reader` derives from each article, as JSON by source; `read` is called for the articles that lack it.

        Kept per article by content hash and `version`: a changed file or another version is read again, nothing else.
        A program that is killed keeps what was read until then. An article whose reading fails is left out of
        `articles` from now on, named in `skipped`, and tried again at the next start.
        """
        with _usable(self.folder):
            digests = {source: article.digest for source, article in self.articles.items()}
            done = self.store.readings(reader, version, digests)
            missing = [article for source, article in self.articles.items() if source not in done]
            if missing:
                with _alone(self.folder, progress):
                    done = self.store.readings(reader, version, digests)
                    missing = [article for article in missing if article.source not in done]
                    for count, (source, found) in enumerate(read(missing) if missing else (), 1):
                        if isinstance(found, Failed):
                            self._name({source: found})
                        else:
                            self.store.put_reading(reader, version, self.articles[source], found)
                            done[source] = found
                        progress("reading articles", count, len(missing))
                    self.store.set_meta(_UNREAD, json.dumps(self._unread))
        return {source: done[source] for source in self.articles if source in done}

    @property
    def embedded_by(self) -> str:
        """What the vectors were made with."""
        with _usable(self.folder):
            return self.store.meta("embedder") or ""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors [len(texts), dimensions] of unit length, by what the passages were embedded with."""
        return self._engine.embedder.embed(texts)

    def vectors(self, source: str) -> list[tuple[Span, Vectors]]:
        """The passages of an article that have a vector, in order."""
        with _usable(self.folder):
            rows = self.store.passages_of(source, self.articles[source].digest)
            vectors = dict(self.store.vectors_of(source)) if rows else {}
        return [
            (Span(row.first, row.past), np.frombuffer(vectors[row.place], np.float16).astype(np.float32))
            for row in rows
            if row.place in vectors
        ]

    def kept(self, name: str, key: str) -> str | None:
        """What was kept under `name`, if it was made of what `key` stands for and is whole."""
        with _usable(self.folder):
            found = self.store.meta(name) or ""
        made_of, _, rest = found.partition("\n")
        sealed, _, value = rest.partition("\n")
        return value if made_of == key and sealed == seal(key, value) else None

    def keep(self, name: str, key: str, value: str) -> None:
        """Keep what was made out of all articles, in place of what was kept under `name` before."""
        with _usable(self.folder):
            self.store.set_meta(name, f"{key}\n{seal(key, value)}\n{value}")

    @property
    def embedder(self) -> Embedder:
        return self._engine.embedder

    @property
    def most_vectors(self) -> int:
        """How many vectors are made of a large folder; of its further sentences and statements there are none."""
        return self._engine.most_vectors

    def statement_space(self, name: str) -> VectorSpace:
        """The collection `name` of statements' vectors; close it after use."""
        collection = f"positions-statements-{collections_of(self.store).split('-')[1]}-{name}"
        return VectorSpace(self.folder / "statement-vectors" / name, collection, self._engine.chroma_url)

    @contextmanager
    def alone(self, progress: Progress = silent) -> Iterator[None]:
        """Hold the folder's lock; where another process has it, wait and say so."""
        with _usable(self.folder), _alone(self.folder, progress):
            yield

    def close(self) -> None:
        self._engine.close()
        self.store.close()

    def leave_out(self, failed: Mapping[str, Failed]) -> None:
        """Leave articles out from now on, by name, until the next start: those that break what is made of all."""
        self._name(failed)
        with _usable(self.folder):
            self.store.set_meta(_UNREAD, json.dumps(self._unread))

    def failed_before(self) -> frozenset[str]:
        """The articles that had to be left out the last time, with the same content; they are tried again."""
        return frozenset(source for source, article in self.articles.items() if article.digest in self._broke)

    def _name(self, failed: Mapping[str, Failed]) -> None:
        articles = dict(self.articles)
        for source, why in failed.items():
            log.warning("%s could not be read\n%s", source, why.trace)
            self._unread[articles.pop(source).digest] = why.why
            self.skipped = (*self.skipped, _unread(source, why.why))
        self.articles = MappingProxyType(articles)

    def open_search(self) -> Search:
        """The search itself, built at the first call: loading its models takes about a second."""
        from retrieval.matching.reranking import default_reranker
        from retrieval.matching.search import Search

        with self._lock:
            if self._search is None:
                nearest = open_nearest(self.store, self._engine, lambda: _alone(self.folder, silent))
                self._search = Search(self.articles, self.store, self._engine.embedder, nearest, default_reranker())
            return self._search


def folder_of(articles_dir: Path, data_dir: Path) -> Path:
    """Where under `data_dir` the index of an articles folder lies."""
    return data_dir / hashlib.sha256(str(articles_dir.resolve()).encode()).hexdigest()[:12]


def texts_of(folder: Path) -> Path:
    """Where beside an index the texts lie that were extracted from files of other kinds than plain text."""
    return folder / "texts"


def unread(articles: Iterable[Article], folder: Path) -> list[Skipped]:
    """Those of `articles` that could not be read when the index in `folder` was last brought up to date."""
    path = folder / _FILE
    try:
        with closing(Store(path)) if path.is_file() else nullcontext() as store:
            why = _why(store) if store else {}
    except (OSError, sqlite3.Error):  # it is made again at the next start
        why = {}
    return [_unread(article.source, why[article.digest]) for article in articles if article.digest in why]


def _why(store: Store) -> dict[str, str]:
    try:
        kept: dict[str, str] = json.loads(store.meta(_UNREAD) or "{}")
    except ValueError:  # damaged; they are tried again
        return {}
    return kept


def _unread(source: str, why: str) -> Skipped:
    return Skipped(source, f"skipped, reading it failed ({why}); report this with the file, the others are read")


@contextmanager
def _usable(folder: Path) -> Iterator[None]:
    """Turn what goes wrong with the index's folder into one sentence and its remedy."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, sqlite3.Error) and is_damage(error):
            with suppress(OSError):
                put_aside(folder / _FILE)
                raise DamagedIndexError(
                    f"The index in {folder} is damaged ({error}) and was put aside.",
                    "Ask again: it is made anew from the articles.",
                ) from error
        why, remedy = reason(error)
        raise IndexFolderError(f"The index's folder {folder} cannot be used ({why}).", remedy) from error


def _opened(
    folder: Path, articles: Mapping[str, Article], engine: Engine, progress: Progress
) -> tuple[Store, Mapping[str, Failed]]:
    """The store, brought up to date; where the folder cannot be written, as it is, if it is complete."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder, progress):
            return open_updated(folder, articles, engine, progress)
    except (OSError, sqlite3.Error) as error:
        if not is_unwritable(error):
            raise
        found = open_unchanged(folder, articles, engine)
        if found is None:
            raise
        progress("the index's folder cannot be written; its index is complete and used as it is", 0, 0)
        return found, {}


@contextmanager
def _alone(folder: Path, progress: Progress) -> Iterator[None]:
    """Hold the folder's lock; it frees itself when its process dies."""
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress("waiting for another process that is indexing these articles", 0, 0)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
