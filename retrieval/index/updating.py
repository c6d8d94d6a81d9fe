"""Bring the store and the vectors up to date with the articles; every step can be killed and is completed next time.

1. Articles that are new, changed or deleted replace their rows, whole articles in each transaction.
2. Passages without a vector are embedded and their vectors stored, a few hundred at a time.
3. Chroma is told what it has not got yet, and what to forget. It is never the only place where a vector lies.

Large folders: when there are more passages than `MOST_VECTORS`, only the first few of each article get a vector,
because embedding costs 6 ms each; the others are found by their words, and through their article's.
"""

from __future__ import annotations

import shutil
import threading
import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property, partial
from pathlib import Path

import numpy as np
from filelock import FileLock
from sqlalchemy.exc import SQLAlchemyError

from retrieval.articles.folder import Seen
from retrieval.articles.passages import passages
from retrieval.attempts import Failed, attempt, merge
from retrieval.database.database import BrokenDatabaseError, Database
from retrieval.index.embedding import Embedder, Vectors, default_embedder
from retrieval.index.models import EMBEDDER
from retrieval.index.rows.seals import is_damage
from retrieval.index.rows.store import Row, Store
from retrieval.index.rows.stored_articles import StoredArticles
from retrieval.index.vectors import BrokenVectorsError, VectorSpace
from retrieval.layout.normal_form import plain
from retrieval.matching.search import with_title
from retrieval.progress import Progress, silent
from retrieval.types import Article, Passage

Articles = Mapping[str, Article | Seen]  # by source; texts that stand as they were are not read
MOST_VECTORS = 20_000
PLACING = "placing"  # under which `meta` has that Chroma is written: half a file of its can stop a whole program
MOST_COMPARED = 2_000  # vectors that Chroma is asked for when it is opened, to see whether they are still the store's
FILE = "index.sqlite"
_TOGETHER = 64  # articles between two commits: the index of words grows slowly by single ones
_CHUNK = 512  # passages between two commits


class Engine:
    """Which embedder makes the vectors, and where they are looked for. Builds both when they are first needed."""

    def __init__(
        self,
        folder: Path,
        embeddings: str | None = None,
        chroma_url: str | None = None,
        most_vectors: int = MOST_VECTORS,
        database_url: str | None = None,
    ) -> None:
        self.folder = folder
        self.database_url = database_url
        self.most_vectors = most_vectors
        self.chroma_url = chroma_url
        self._embeddings = embeddings
        self._spaces: dict[str, VectorSpace] = {}  # the present one, once it was needed
        self.identity = embeddings or f"{EMBEDDER.name} {EMBEDDER.digest}"

    def open_database(self) -> Database:
        if self.database_url is not None:
            return Database.at(self.database_url, self.folder.name)
        return Database.at(self.folder / FILE)

    @cached_property
    def embedder(self) -> Embedder:
        if self._embeddings is None:
            return default_embedder()
        from retrieval.index.providers import open_embedder

        return open_embedder(self._embeddings)

    def space(self, store: Store) -> VectorSpace:
        """The collection that belongs to the store's present vectors."""
        name = store.meta("space") or self.new_space(store)
        if name not in self._spaces:
            self.close()
            self._spaces[name] = VectorSpace(
                self.folder / "vectors" / name, f"{collections_of(store)}{name}", self.chroma_url
            )
        return self._spaces[name]

    def is_up_to_date(self, store: Store) -> bool:
        """Whether the store's passages have this engine's vectors, where it looks for them."""
        if store.meta("placed_at") != (self.chroma_url or "embedded") or store.meta("embedder") != self.identity:
            return False
        placed = store.meta(PLACING) is None and not store.vectors.count_to_place()
        return placed and not store.vectors.gone() and not _waiting(store, self)

    def close(self) -> None:
        while self._spaces:
            self._spaces.popitem()[1].close()

    def rest(self) -> None:
        """Let go of the memory of models and vectors, which are opened again when they are needed."""
        self.close()
        if "embedder" in self.__dict__:
            self.embedder.rest()

    def new_space(self, store: Store) -> str:
        """Begin an empty collection, under a name of its own; all vectors are to be placed again."""
        name = uuid.uuid4().hex[:12]
        with store.transaction():
            store.vectors.set_none_placed()
            store.set_meta("space", name)
        return name


def collections_of(store: Store) -> str:
    """What the names of the store's collections begin with.

    It is drawn once for each store: on a server that two machines share, their folders may have one and the same path.
    """
    mine = store.meta("mine")
    if mine is None:
        mine = uuid.uuid4().hex[:12]
        store.set_meta("mine", mine)
    return f"positions-{mine}-"


def open_updated(articles: Articles, engine: Engine, progress: Progress) -> tuple[Store, Mapping[str, Failed]]:
    """The store, up to date, and which articles could not be cut into passages, by source.

    A broken file is moved aside and made again; a broken schema on a server is not.
    """
    path, damaged = engine.folder / FILE, which(engine.folder / FILE)
    try:
        return _updated(articles, engine, progress)
    except (SQLAlchemyError, BrokenDatabaseError) as error:
        if engine.database_url is not None or not is_damage(error):
            raise  # locked, full, not writable: no fault of the file's
        why = getattr(error, "orig", None) or error
    with FileLock(engine.folder / "lock"):
        if which(path) == damaged:  # else another process has done it
            progress(f"the index was unusable ({why}); it is kept as {path.name}.broken and made again", 0, 0)
            put_aside(path)
    return _updated(articles, engine, progress)


def which(path: Path) -> int | None:
    """The file that lies there now, by its number."""
    return path.stat().st_ino if path.exists() else None


def put_aside(path: Path) -> None:
    """Keep a damaged store under another name, so that the next one is made from the beginning."""
    path.replace(path.with_name(f"{path.name}.broken"))
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)


def open_unchanged(articles: Articles, engine: Engine) -> Store | None:
    """The store of a folder that cannot be written; `None` where it lacks anything that these articles need."""
    path = engine.folder / FILE
    if not path.is_file() or path.with_name(f"{path.name}-wal").exists():  # whoever wrote there was killed
        return None
    store = Store(Database.at(path, read_only=True))
    digests = {source: article.digest for source, article in articles.items()}
    if store.digests() == digests and store.meta("embedder") == engine.identity and not _waiting(store, engine):
        return store
    store.close()
    return None


def _updated(articles: Articles, engine: Engine, progress: Progress) -> tuple[Store, Mapping[str, Failed]]:
    store = Store(engine.open_database())
    try:
        failed: Mapping[str, Failed] = {}
        digests = {source: article.digest for source, article in articles.items()}
        if store.digests() != digests or not engine.is_up_to_date(store):
            with store.database.alone(engine.folder, progress):
                failed = update(store, articles, engine, progress)
    except BaseException:
        store.close()
        raise
    return store, failed


def update(store: Store, articles: Articles, engine: Engine, progress: Progress) -> Mapping[str, Failed]:
    """Bring the store up to date; gives the articles that could not be cut into passages. Hold the store's lock."""
    failed = _update_articles(store, articles, progress)
    failed |= _embed(store, engine, progress)
    place(store, engine, progress)
    return failed


def _update_articles(store: Store, articles: Articles, progress: Progress) -> dict[str, Failed]:
    """The articles that failed; they are not stored, and so are tried again the next time."""
    failed: dict[str, Failed] = {}
    known = store.digests()
    with store.transaction():
        for source in known:
            if source not in articles:
                store.remove(source)
    changed = [article for source, article in articles.items() if known.get(source) != article.digest]
    for at in range(0, len(changed), _TOGETHER):
        together = changed[at : at + _TOGETHER]
        with store.transaction():
            for article in together:
                made = attempt(_cut, article)
                store.remove(article.source)
                if isinstance(made, Failed):
                    failed[article.source] = made
                else:
                    read, found = made
                    store.add(read, plain(found[0].text) if found else "", found)
        progress("indexing articles", at + len(together), len(changed))
    return failed


def _cut(article: Article | Seen) -> tuple[Article, list[Passage]]:
    """An article with its passages."""
    read = article.article() if isinstance(article, Seen) else article
    return read, passages(read)


def _embed(store: Store, engine: Engine, progress: Progress) -> dict[str, Failed]:
    """Give passages their vectors. Articles that cannot be embedded are forgotten again, and so tried the next time."""
    if store.meta("embedder") != engine.identity:
        with store.transaction():
            store.vectors.clear()
            store.set_meta("embedder", engine.identity)
        engine.new_space(store)
    waiting = _waiting(store, engine)
    articles = StoredArticles(store, store.digests() if waiting else {})

    def embedded(rows: Sequence[Row]) -> list[tuple[int, bytes]]:
        titles = store.titles(list({row.source for row in rows}))
        texts = [with_title(titles[row.source], plain(articles[row.source].text[row.first : row.past])) for row in rows]
        vectors = engine.embedder.embed(texts).astype(np.float16)
        return [(row.number, vector.tobytes()) for row, vector in zip(rows, vectors, strict=True)]

    failed: dict[str, Failed] = {}
    for at in range(0, len(waiting), _CHUNK):
        rows_of: dict[str, list[Row]] = defaultdict(list)
        for row in waiting[at : at + _CHUNK]:
            if row.source not in failed:
                rows_of[row.source].append(row)
        made, broken = merge(partial(_embedded_of, embedded, rows_of), list(rows_of))
        store.vectors.put(made)
        failed |= broken
        progress("embedding passages", min(at + _CHUNK, len(waiting)), len(waiting))
    with store.transaction():
        for source in failed:
            store.remove(source)
    return failed


def _waiting(store: Store, engine: Engine) -> list[Row]:
    """The passages that are to have a vector, and have none."""
    if not store.has_more_passages(engine.most_vectors):
        return store.without_vector(engine.most_vectors)
    return store.without_vector(max(1, engine.most_vectors // max(1, store.count_articles())))


def _embedded_of(
    embedded: Callable[[Sequence[Row]], list[tuple[int, bytes]]],
    rows_of: Mapping[str, Sequence[Row]],
    sources: Sequence[str],
) -> list[tuple[int, bytes]]:
    return embedded([row for source in sources for row in rows_of[source]])


def place(store: Store, engine: Engine, progress: Progress) -> None:
    """Tell Chroma what it has not got yet and what to forget. Hold the folder's lock."""
    target = engine.chroma_url or "embedded"
    if store.meta("placed_at") != target or store.meta(PLACING) is not None:  # whoever wrote there was killed
        engine.new_space(store)
        store.set_meta("placed_at", target)
        store.set_meta(PLACING, None)
    if not store.vectors.count_to_place() and not store.vectors.gone():
        return
    with store.writing(PLACING):
        try:
            _place(store, engine.space(store), progress)
        except BrokenVectorsError as error:
            progress(f"the vectors were unusable ({error}); they are stored again", 0, 0)
            engine.new_space(store)
            _place(store, engine.space(store), progress)
    engine.space(store).drop_others(collections_of(store))
    for old in (engine.folder / "vectors").glob("*"):
        if old.name != store.meta("space"):
            shutil.rmtree(old, ignore_errors=True)


def _place(store: Store, space: VectorSpace, progress: Progress) -> None:
    if gone := store.vectors.gone():
        space.remove(gone)
        store.vectors.set_forgotten(gone)
    total = store.vectors.count_to_place()
    done = 0
    while waiting := store.vectors.to_place(5_000):
        numbers = [number for number, _, _ in waiting]
        vectors = np.stack([np.frombuffer(blob, np.float16) for _, blob, _ in waiting]).astype(np.float32)
        space.add(numbers, vectors, [{"folder": folder} for _, _, folder in waiting])
        store.vectors.set_placed(numbers)
        done += len(numbers)
        progress("storing vectors", done, total)
    space.count()  # what is still to be written is written now, and not when somebody asks


def _by_hand(vectors: Sequence[tuple[int, bytes]]) -> Callable[[Vectors, int], list[int]]:
    """The same without Chroma, which cannot work in a folder that it may not write."""
    numbers = np.array([number for number, _ in vectors])
    matrix = np.array([np.frombuffer(blob, np.float16) for _, blob in vectors], np.float32)

    def nearest(vector: Vectors, k: int) -> list[int]:
        if not len(numbers):
            return []
        return [int(numbers[at]) for at in np.argsort(-(matrix @ vector), kind="stable")[:k]]

    return nearest


def open_nearest(
    store: Store, engine: Engine, alone: Callable[[], AbstractContextManager[None]]
) -> Callable[[Vectors, int], list[int]]:
    """`nearest(vector, k)` over the placed vectors of the store's folder, where it has one; where Chroma lost some, it
    is filled again first, under `alone`."""
    if store.read_only:
        return _by_hand(store.vectors.all())
    where = None if store.folder is None else {"folder": store.folder}
    lock = threading.Lock()
    opened: list[VectorSpace] = []

    def space() -> VectorSpace:
        with lock:
            if not opened:
                if store.meta(PLACING) is not None:
                    with alone():  # whoever is still at it has the lock
                        if store.meta(PLACING) is not None:
                            raise BrokenVectorsError("whoever wrote them was killed")
                found, kept = engine.space(store), store.vectors
                found.check(kept.count_placed(), kept.placed(MOST_COMPARED))
                opened.append(found)
            return opened[0]

    def refill() -> None:
        with lock, alone():
            opened.clear()
            engine.new_space(store)
            place(store, engine, silent)

    def nearest(vector: Vectors, k: int) -> list[int]:
        try:
            return space().nearest(vector, k, where)
        except BrokenVectorsError:
            refill()
            return space().nearest(vector, k, where)

    return nearest
