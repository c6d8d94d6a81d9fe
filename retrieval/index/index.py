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
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, overload

import numpy as np
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from retrieval.articles.folder import Seen, Skipped, read_articles
from retrieval.articles.passages import are_whole, split
from retrieval.attempts import Failed
from retrieval.database.database import BrokenDatabaseError
from retrieval.errors import DamagedIndexError, IndexFolderError
from retrieval.index.embedding import Embedder, Vectors
from retrieval.index.rows.readings import Readings
from retrieval.index.rows.seals import is_damage, is_unwritable, reason
from retrieval.index.rows.store import Store
from retrieval.index.rows.stored_articles import StoredArticles
from retrieval.index.updating import (
    FILE,
    Articles,
    Engine,
    collections_of,
    open_nearest,
    open_unchanged,
    open_updated,
    put_aside,
    which,
)
from retrieval.index.vectors import VectorSpace
from retrieval.memory import give_back, trim
from retrieval.progress import Progress, silent
from retrieval.types import Article, Hit, Span

if TYPE_CHECKING:
    from retrieval.matching.search import Search

Reader = Callable[[Sequence[Article]], Iterable[tuple[str, str | Failed]]]
"""Reads articles, and yields `(source, json)` for each, in any order, as soon as each is done or has failed."""
_UNREAD = "unread"  # under which the store keeps what could not be read
log = logging.getLogger(__name__)


class Index:
    """An index that is up to date with its folder as of `open`. Its methods may be called from any thread."""

    def __init__(
        self, articles: StoredArticles, skipped: Sequence[Skipped], store: Store, folder: Path, engine: Engine
    ) -> None:
        self.articles = articles  # by source, sorted
        self.skipped: tuple[Skipped, ...] = tuple(skipped)  # files that are not read, each with its reason
        self.store = store
        self.folder = folder  # where this index lies; each articles folder has its own under the index's folder
        self._engine = engine
        self._unread: dict[str, str] = {}  # content hash of what could not be read → why
        self._broke: frozenset[str] = frozenset()  # content hashes of what could not be read the last time
        self._search: Search | None = None
        self._warm = self._warm_reranker = False
        self._lock = threading.Lock()
        self._file = which(folder / FILE)
        store.database.guard = self._usable

    @classmethod
    def open(
        cls,
        articles_dir: Path,
        data_dir: Path,
        progress: Progress = silent,
        *,
        embeddings: str | None = None,
        chroma_url: str | None = None,
        database_url: str | None = None,
    ) -> Index:
        """Read the articles and bring the index under `data_dir` up to date with them.

        Only new, changed and deleted files cost anything. Where another process is at it, this one waits and says so
        through `progress`. A broken index is moved aside and made again, and `progress` says so.

        `embeddings` names another embedder ("provider:model", as LangChain knows it); the index is embedded again when
        it changes. `chroma_url` is a Chroma server in place of the embedded one, `database_url` a Postgres in place of
        a file; programs that share both share what one of them reads.
        An article that cannot be cut into passages is named in `skipped`, and tried again at the next start.
        Raises `ArticlesError`, `IndexFolderError` and `ModelError`.
        """
        folder = folder_of(articles_dir, data_dir)
        engine = Engine(folder, embeddings, chroma_url, database_url=database_url)
        with _usable(folder, database_url, which(folder / FILE)):
            folder.mkdir(parents=True, exist_ok=True)
            reading = read_articles(articles_dir, texts_of(folder), progress, again=True)
            articles: dict[str, Article | Seen] = {each.source: each for each in reading.articles}
            articles |= {each.source: each for each in reading.seen}
            store, failed = _opened(articles, engine, progress)
        digests, skipped = {source: article.digest for source, article in articles.items()}, reading.skipped
        del reading, articles  # all texts; from now on they are the store's
        trim()
        index = cls(StoredArticles(store, digests), skipped, store, folder, engine)
        index._broke = frozenset(_why(store))
        index._name(failed)
        return index

    def within(self, folder: str) -> Index:
        """The same index, which finds only what lies in one folder of the articles."""
        return Index(self.articles.within(folder), self.skipped, self.store.within(folder), self.folder, self._engine)

    def search(self, question: str, k: int = 10, aliases: Iterable[str] = ()) -> list[Hit]:
        """The `k` best passages for `question`, best first; equal questions get equal lists.

        Several may come from one article, and echoes of one text stay in. A question without a word gives none.
        `aliases` are other names of the actor that the question asks about.
        """
        if k < 1 or not self.articles:
            return []
        with self._usable():
            return self.open_search()(question, k, aliases)

    def warm(self, *, reranker: bool = False) -> None:
        """Load what the first search would wait for; nothing more than a look where that is done.

        `reranker` is what reads passages again: answers, which have their own, do without it.
        """
        if self.articles and not (self._warm and (self._warm_reranker or not reranker)):
            with self._usable():
                self.open_search().warm(reranker=reranker)
            self._warm, self._warm_reranker = True, reranker or self._warm_reranker

    def readings(
        self,
        reader: str,
        version: str,
        read: Reader,
        progress: Progress = silent,
        unread: Sequence[str] | None = None,
    ) -> Mapping[str, str]:
        """What `reader` derives from each article, as JSON by source; `read` is called for the articles that lack it.

        Where only some can be `unread`, only they are looked at: the others are many.

        Kept per article by content hash and `version`: a changed file or another version is read again, nothing else.
        A program that is killed keeps what was read until then. An article whose reading fails is left out of
        `articles` from now on, named in `skipped`, and tried again at the next start.
        """
        passed: dict[str, str] = {}  # read of a content that another program has seen change meanwhile
        with self._usable():
            known, left = self.articles.digests, self.store.readings
            some = known if unread is None else {source: known[source] for source in unread if source in known}
            if left.unread(reader, version, some):
                with self.alone(progress):
                    missing = left.unread(reader, version, some)
                    for done, (source, found) in enumerate(read(_Some(self.articles, missing)) if missing else (), 1):
                        if isinstance(found, Failed):
                            self._name({source: found})
                        elif not left.put(reader, version, self.articles[source], found):
                            passed[source] = found
                        progress("reading articles", done, len(missing))
                    if missing:
                        self.store.set_meta(_UNREAD, json.dumps(self._unread))
            failed = set(left.unread(reader, version, some)) - passed.keys()
        digests = {source: digest for source, digest in known.items() if source not in failed}
        return Readings(self.store.readings, reader, version, digests, passed)

    @property
    def embedded_by(self) -> str:
        """What the vectors were made with."""
        with self._usable():
            return self.store.meta("embedder") or ""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors [len(texts), dimensions] of unit length, by what the passages were embedded with."""
        return self._engine.embedder.embed(texts)

    def sentences(self, source: str) -> list[Span]:
        """The sentences of an article without boilerplate: its passages, where none of them had to be cut."""
        with self._usable():
            _, rows = self.store.passages_of({source: self.articles.digests[source]}).get(source, ("", []))
        spans = [Span(row.first, row.past) for row in rows]
        return spans if spans and are_whole(spans) else split(self.articles[source].text)

    def vectors(self, source: str) -> list[tuple[Span, Vectors]]:
        """The passages of an article that have a vector, in order."""
        with self._usable():
            found = self.store.passages_of({source: self.articles.digests[source]})
            _, rows = found.get(source, ("", []))
            vectors = dict(self.store.vectors.of([source])[source]) if rows else {}
        return [
            (Span(row.first, row.past), np.frombuffer(vectors[row.place], np.float16).astype(np.float32))
            for row in rows
            if row.place in vectors
        ]

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
        """Hold what only one process may at a time; where another has it, wait and say so."""
        with self._usable(), self.store.database.alone(self.folder, progress):
            yield

    def _usable(self) -> AbstractContextManager[None]:
        return _usable(self.folder, self._engine.database_url, self._file)

    def close(self) -> None:
        self._engine.close()
        self.store.close()

    def rest(self) -> None:
        """Give back what memory is only needed for questions: something long begins that needs it more."""
        if self._search is None:
            self._engine.rest()
        give_back()

    def leave_out(self, failed: Mapping[str, Failed]) -> None:
        """Leave articles out from now on, by name, until the next start: those that break what is made of all."""
        self._name(failed)
        with self._usable():
            self.store.set_meta(_UNREAD, json.dumps(self._unread))

    def failed_before(self) -> frozenset[str]:
        """The articles that had to be left out the last time, with the same content; they are tried again."""
        return frozenset(source for source, digest in self.articles.digests.items() if digest in self._broke)

    def _name(self, failed: Mapping[str, Failed]) -> None:
        for source, why in failed.items():
            log.warning("%s could not be read\n%s", source, why.trace)
            self._unread[self.articles.digests[source]] = why.why
            self.skipped = (*self.skipped, _unread(source, why.why))
        if failed:
            self.articles = self.articles.without(failed)

    def open_search(self) -> Search:
        """The search itself, built at the first call: loading its models takes about a second."""
        from retrieval.matching.reranking import default_reranker
        from retrieval.matching.search import Search

        with self._lock:
            if self._search is None:
                nearest = open_nearest(self.store, self._engine, self.alone)
                self._search = Search(self.articles, self.store, self._engine.embedder, nearest, default_reranker())
            return self._search


def folder_of(articles_dir: Path, data_dir: Path) -> Path:
    """Where under `data_dir` the index of an articles folder lies."""
    return data_dir / hashlib.sha256(str(articles_dir.resolve()).encode()).hexdigest()[:12]


class _Some(Sequence[Article]):
    """Some of the articles, each read from the store when it is its turn."""

    def __init__(self, articles: StoredArticles, sources: Sequence[str]) -> None:
        self._articles, self._sources = articles, sources

    @overload
    def __getitem__(self, at: int) -> Article: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Article]: ...
    def __getitem__(self, at: int | slice) -> Article | Sequence[Article]:
        if isinstance(at, slice):
            return [self._articles[source] for source in self._sources[at]]
        return self._articles[self._sources[at]]

    def __len__(self) -> int:
        return len(self._sources)


def texts_of(folder: Path) -> Path:
    """Where beside an index the texts lie that were extracted from files of other kinds than plain text."""
    return folder / "texts"


def unread(articles: Iterable[Article], folder: Path, database_url: str | None = None) -> list[Skipped]:
    """Those of `articles` that could not be read when the index in `folder` was last brought up to date."""
    try:
        there = database_url is not None or (folder / FILE).is_file()
        with (
            closing(Store(Engine(folder, database_url=database_url).open_database()))
            if there
            else nullcontext() as store
        ):
            why = _why(store) if store else {}
    except (OSError, SQLAlchemyError, BrokenDatabaseError):  # it is made again at the next start
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
def _usable(folder: Path, database_url: str | None, file: int | None) -> Iterator[None]:
    """Turn what goes wrong with the index's folder or its database into one sentence and its remedy.

    `file` is the number of the database's file that is in use: one that has taken its place is not put aside.
    """
    try:
        yield
    except (OSError, SQLAlchemyError, BrokenDatabaseError) as error:
        if database_url is not None and not isinstance(error, OSError):
            why = error.orig if isinstance(error, DBAPIError) else error
            raise IndexFolderError(
                f"The database at DATABASE_URL cannot be used ({' '.join(str(why).split())[:200]}).",
                f"Correct DATABASE_URL, or drop the schema positions_{folder.name}, which is made again.",
            ) from error
        if is_damage(error):
            with suppress(OSError):
                if file == which(folder / FILE):
                    put_aside(folder / FILE)
                raise DamagedIndexError(
                    f"The index in {folder} is damaged ({getattr(error, 'orig', error)}) and was put aside.",
                    "Ask again: it is made anew from the articles.",
                ) from error
        told, remedy = reason(error)
        raise IndexFolderError(f"The index's folder {folder} cannot be used ({told}).", remedy) from error


def _opened(articles: Articles, engine: Engine, progress: Progress) -> tuple[Store, Mapping[str, Failed]]:
    """The store, brought up to date; where the folder cannot be written, as it is, if it is complete."""
    try:
        return open_updated(articles, engine, progress)
    except (OSError, SQLAlchemyError) as error:
        if engine.database_url is not None or not is_unwritable(error):
            raise
        found = open_unchanged(articles, engine)
        if found is None:
            raise
        progress("the index's folder cannot be written; its index is complete and used as it is", 0, 0)
        return found, {}
