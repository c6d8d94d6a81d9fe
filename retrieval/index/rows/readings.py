"""What readers derived from each article: JSON by content and version, in rows, and read when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from retrieval.database.database import Database
from retrieval.database.tables import articles, readings
from retrieval.errors import DamagedIndexError
from retrieval.index.rows.seals import sealed
from retrieval.types import Article

_MANY = 500  # values of one IN


class ReadingRows:
    """`damaged` is raised where what is read does not fit its seal."""

    def __init__(self, database: Database, damaged: Callable[[], DamagedIndexError]) -> None:
        self._database, self._ask, self._damaged = database, database.ask, damaged

    def of(self, reader: str, version: str, digests: Mapping[str, str]) -> dict[str, str]:
        """The JSON that `reader` derived in `version`, by source, for the contents of `digests` (by source too).

        Articles it has not read yet are left out, and those of which another content is stored by now.
        """
        found: dict[str, str] = {}
        columns = (articles.c.source, articles.c.digest, readings.c.json, readings.c.seal)
        for source, digest, told, kept in self._rows(reader, version, list(digests), *columns):
            if digests.get(source) == digest:
                if sealed(reader, version, digest, told) != kept:
                    raise self._damaged()
                found[source] = told
        return found

    def unread(self, reader: str, version: str, digests: Mapping[str, str]) -> list[str]:
        """The sources that `reader` has not read in `version` with that content."""
        rows = self._rows(reader, version, list(digests), articles.c.source, articles.c.digest)
        done = {source for source, digest in rows if digests.get(source) == digest}
        return [source for source in digests if source not in done]

    def put(self, reader: str, version: str, article: Article, json: str) -> bool:
        """Store JSON in place of what the reader derived before; not where another content is stored by now."""
        where = (articles.c.source == article.source, articles.c.digest == article.digest)
        with self._database.transaction():
            found = self._ask(select(articles.c.number).where(*where))
            if not found:
                return False
            number, kept = found[0][0], sealed(reader, version, article.digest, json)
            self._ask(delete(readings).where(readings.c.article == number, readings.c.reader == reader))
            self._ask(insert(readings), article=number, reader=reader, version=version, json=json, seal=kept)
        return True

    def _rows(self, reader: str, version: str, sources: Sequence[str], *columns: Any) -> Iterator[Any]:
        wanted = select(*columns).select_from(readings.join(articles, articles.c.number == readings.c.article))
        wanted = wanted.where(readings.c.reader == reader, readings.c.version == version)
        if len(sources) >= _MANY:
            yield from self._ask(wanted)
        elif sources:
            yield from self._ask(wanted.where(articles.c.source.in_(sources)))


class Readings(Mapping[str, str]):
    """What a reader derived from the contents of `digests`, read when it is asked for."""

    def __init__(
        self, rows: ReadingRows, reader: str, version: str, digests: Mapping[str, str], passed: Mapping[str, str]
    ) -> None:
        self._rows, self._reader, self._version = rows, reader, version
        self._digests, self._passed = digests, passed

    def __getitem__(self, source: str) -> str:
        if source in self._passed:
            return self._passed[source]
        return self._rows.of(self._reader, self._version, {source: self._digests[source]})[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)
