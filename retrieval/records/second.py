"""What a second reader says of the articles, as far as it has read them: kept by content, gone on with another time."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from retrieval.errors import PositionsError
from retrieval.index.index import Index
from retrieval.progress import Progress
from retrieval.statements.second_reading import Told, dump
from retrieval.types import Article

NAME = "second"
_AT_ONCE = 4  # articles
_FAILURES = 3  # in a row, after which the rest is left for another time
log = logging.getLogger(__name__)


class SecondReader(Protocol):
    """`version` names all that its readings depend on, but for the article. May be called from several threads."""

    @property
    def version(self) -> str: ...

    def about(self, articles: Sequence[Article]) -> str:
        """What reading them will cost, in a few words."""
        ...

    def read(self, article: Article) -> Sequence[Told]:
        """Its statements, with spans of the text that is read. Raises `PositionsError` where it cannot read it now."""
        ...

    def left_out(self) -> str:
        """What of all that it has read was of no use, in a sentence; "" where nothing was."""
        ...


def second_readings(index: Index, reader: SecondReader, progress: Progress) -> Mapping[str, str]:
    """JSON by source, of the articles that the reader has read by now. Nobody waits for a lock meanwhile."""
    store, digests = index.store, index.articles.digests
    missing = store.readings.unread(NAME, reader.version, digests)
    if missing:
        articles = [index.articles[source] for source in missing]
        progress(reader.about(articles), 0, 0)
        failed, why = 0, ""
        for done, (article, found) in enumerate(_read(articles, reader), 1):
            if isinstance(found, PositionsError):
                failed, why = failed + 1, str(found)
                log.warning("%s was not read: %s", article.source, found)
                if failed == _FAILURES:
                    break
                continue
            failed = 0
            with index.alone(progress):
                store.readings.put(NAME, reader.version, article, dump(found))
            progress(f"{reader.version.split()[0]} reads articles", done, len(missing))
        if left_out := reader.left_out():
            progress(left_out, 0, 0)
        if why:
            left = len(store.readings.unread(NAME, reader.version, digests))
            progress(f"{left} of {len(digests)} articles are left for another time: {why}", 0, 0)
    return store.readings.of(NAME, reader.version, digests)


def _read(
    articles: Sequence[Article], reader: SecondReader
) -> Iterator[tuple[Article, Sequence[Told] | PositionsError]]:
    """Each article with what is read of it, in order; when nobody wants more, no more is read."""
    with ThreadPoolExecutor(_AT_ONCE, "second-reader") as pool:
        waiting: list[tuple[Article, Future[Sequence[Told]]]] = []
        try:
            for number, article in enumerate(articles):
                waiting.append((article, pool.submit(reader.read, article)))
                if number >= _AT_ONCE - 1:
                    yield _outcome(*waiting.pop(0))
            while waiting:
                yield _outcome(*waiting.pop(0))
        finally:
            for _, future in waiting:
                future.cancel()


def _outcome(article: Article, future: Future[Sequence[Told]]) -> tuple[Article, Sequence[Told] | PositionsError]:
    try:
        return article, future.result()
    except PositionsError as error:
        return article, error
