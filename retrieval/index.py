"""The articles folder and everything derived from it, brought up to date by content hash: the room's front door.

index = Index.open(Path("seeds"), Path(".positions"))
index.search("What does Moscow demand?", 4)          # passages, best first
index.articles["000_….txt"].text[start:end]          # what every offset points into
index.readings("attributions", "3", read)            # JSON per article, made once per content and version
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from filelock import FileLock, Timeout

from retrieval.articles import Skipped, read_articles
from retrieval.errors import IndexFolderError
from retrieval.passages import passages, title
from retrieval.progress import Progress, silent
from retrieval.store import Store
from retrieval.types import Article, Hit, Passage

Reader = Callable[[Sequence[Article]], Iterable[tuple[str, str]]]
"""Reads articles, and yields `(source, json)` for each, in any order, as soon as each is done."""


class Index:
    """An index that is up to date with its folder as of `open`. Its methods may be called from any thread."""

    def __init__(self, articles: Mapping[str, Article], skipped: Sequence[Skipped], store: Store, folder: Path) -> None:
        self.articles: Mapping[str, Article] = MappingProxyType(dict(articles))  # by source, sorted
        self.skipped: tuple[Skipped, ...] = tuple(skipped)  # files that are not read, each with its reason
        self.store = store
        self.folder = folder  # where this index lies; each articles folder has its own under the index's folder

    @classmethod
    def open(cls, articles_dir: Path, data_dir: Path, progress: Progress = silent) -> Index:
        """Read the articles and bring the index under `data_dir` up to date with them.

        Only new, changed and deleted files cost anything. Where another process is at it, this one waits and says so
        through `progress`. Raises `ArticlesError` and `IndexFolderError`.
        """
        reading = read_articles(articles_dir)
        folder = data_dir / hashlib.sha256(str(articles_dir.resolve()).encode()).hexdigest()[:12]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexFolderError(
                f"The index's folder {folder} cannot be made ({error.strerror}).",
                "Name a writable one with --data DIR.",
            ) from error
        articles = {article.source: article for article in reading.articles}
        with _alone(folder, progress):
            store = Store(folder / "index.sqlite")
            _update(store, articles, progress)
        return cls(articles, reading.skipped, store, folder)

    def search(self, question: str, k: int = 10) -> list[Hit]:
        """The `k` best passages for `question`, best first; equal questions get equal lists.

        Several may come from one article, and echoes of one text stay in. A question without a word gives none.
        """
        words = dict.fromkeys(re.findall(r"\w+", question.lower()))
        query = " OR ".join(f'"{word}"' for word in words)
        found = self.store.match_passages(query, k, 1.0) if query else []
        rows = self.store.rows(number for number, _ in found)
        hits = []
        for number, score in found:
            row = rows[number]
            text = self.articles[row.source].text[row.first : row.past]
            hits.append(Hit(Passage(row.source, row.first, row.past, text), score))
        return hits

    def readings(self, reader: str, version: str, read: Reader, progress: Progress = silent) -> Mapping[str, str]:
        """What `reader` derives from each article, as JSON by source; `read` is called for the articles that lack it.

        Kept per article by content hash and `version`: a changed file or another version is read again, nothing else.
        A program that is killed keeps what was read until then.
        """
        done = self.store.readings(reader, version)
        missing = [article for source, article in self.articles.items() if source not in done]
        if missing:
            with _alone(self.folder, progress):
                done = self.store.readings(reader, version)
                missing = [article for article in missing if article.source not in done]
                for count, (source, json) in enumerate(read(missing), 1):
                    self.store.put_readings(reader, version, {source: json})
                    done[source] = json
                    progress(f"reading {reader}", count, len(missing))
        return {source: done[source] for source in self.articles if source in done}

    def close(self) -> None:
        self.store.close()


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


def _update(store: Store, articles: Mapping[str, Article], progress: Progress) -> None:
    known = store.digests()
    gone = [source for source in known if source not in articles]
    changed = [article for source, article in articles.items() if known.get(source) != article.digest]
    for source in gone:
        with store.transaction():
            store.remove(source)
    for count, article in enumerate(changed, 1):
        with store.transaction():
            store.remove(article.source)
            store.add(article, title(article).of(article.text), passages(article))
        progress("indexing articles", count, len(changed))
