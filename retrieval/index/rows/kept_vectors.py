"""Vectors as rows: the passages' and the statements', from which Chroma can always be filled again.

Each is the bytes of its numbers in half precision (float16).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update

from retrieval.database.database import Database
from retrieval.database.tables import articles, bind, gone, passages, statement_vectors
from retrieval.errors import DamagedIndexError
from retrieval.index.rows.seals import sealed

_PLACES = passages.join(articles, articles.c.number == passages.c.article)
_WAITING = passages.c.vector.is_not(None) & passages.c.placed.is_(False)
_MANY = 500  # values of one IN


class PassageVectors:
    """With `folder`, only what lies in that folder of the articles is found. `damaged` is raised where a vector that
    is read does not fit its seal."""

    def __init__(self, database: Database, folder: str | None, damaged: Callable[[], DamagedIndexError]) -> None:
        self._database, self._ask = database, database.ask
        self._folder, self._damaged = folder, damaged

    def of(self, sources: Sequence[str]) -> dict[str, list[tuple[int, bytes]]]:
        """Places and vectors of those passages of articles that have one, in order."""
        found: dict[str, list[tuple[int, bytes]]] = {source: [] for source in sources}
        told = select(articles.c.source, passages.c.place, passages.c.vector, passages.c.seal).select_from(_PLACES)
        told = told.where(passages.c.vector.is_not(None)).order_by(passages.c.article, passages.c.place)
        for at in range(0, len(sources), _MANY):
            for source, place, vector, kept in self._ask(told.where(articles.c.source.in_(sources[at : at + _MANY]))):
                if sealed(vector) != kept:
                    raise self._damaged()
                found[source].append((place, vector))
        return found

    def all(self) -> list[tuple[int, bytes]]:
        """Numbers and vectors, of this folder where there is one."""
        wanted = select(passages.c.number, passages.c.vector).select_from(_PLACES)
        wanted = wanted.where(passages.c.vector.is_not(None))
        if self._folder is not None:
            wanted = wanted.where(articles.c.folder == self._folder)
        return [tuple(row) for row in self._ask(wanted.order_by(passages.c.number))]

    def put(self, vectors: Iterable[tuple[int, bytes]]) -> None:
        wanted = update(passages).where(passages.c.number == bind("one"))
        rows = [{"one": number, "vector": blob, "seal": sealed(blob), "placed": False} for number, blob in vectors]
        with self._database.transaction():
            self._database.many(wanted, rows)

    def clear(self) -> None:
        """Every passage has to be embedded again."""
        self._ask(update(passages).values(vector=None, seal=None, placed=False))

    # what Chroma has

    def to_place(self, limit: int) -> list[tuple[int, bytes, str]]:
        """Numbers, vectors and folders of what Chroma has not got yet."""
        wanted = select(passages.c.number, passages.c.vector, articles.c.folder).select_from(_PLACES).where(_WAITING)
        return [tuple(row) for row in self._ask(wanted.order_by(passages.c.number).limit(limit))]

    def placed(self, most: int) -> list[tuple[int, bytes]]:
        """Numbers and vectors that Chroma has; none where they are more than `most`."""
        wanted = select(passages.c.number, passages.c.vector)
        return _few(self._ask, wanted.where(passages.c.placed.is_(True), passages.c.vector.is_not(None)), most)

    def set_placed(self, numbers: Iterable[int]) -> None:
        wanted = update(passages).where(passages.c.number == bind("one")).values(placed=True)
        with self._database.transaction():
            self._database.many(wanted, [{"one": number} for number in numbers])

    def set_none_placed(self) -> None:
        """Chroma has nothing any more."""
        self._ask(delete(gone))
        self._ask(update(passages).where(passages.c.placed.is_(True)).values(placed=False))

    def gone(self) -> list[int]:
        """Numbers that Chroma has still to forget."""
        return [int(number) for (number,) in self._ask(select(gone.c.number))]

    def set_forgotten(self, numbers: Iterable[int]) -> None:
        with self._database.transaction():
            self._database.many(delete(gone).where(gone.c.number == bind("one")), [{"one": each} for each in numbers])

    def count_placed(self) -> int:
        return int(self._ask(select(func.count()).select_from(passages).where(passages.c.placed.is_(True)))[0][0])

    def count_to_place(self) -> int:
        return int(self._ask(select(func.count()).select_from(passages).where(_WAITING))[0][0])


class KeyedVectors:
    """The vectors of statements, each under the key of what was embedded."""

    def __init__(self, database: Database, damaged: Callable[[], DamagedIndexError]) -> None:
        self._database, self._ask, self._damaged = database, database.ask, damaged

    def of(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The vectors that are kept, by key."""
        found: dict[str, bytes] = {}
        for at in range(0, len(keys), _MANY):
            wanted = select(statement_vectors.c.key, statement_vectors.c.vector, statement_vectors.c.seal)
            for key, vector, kept in self._ask(wanted.where(statement_vectors.c.key.in_(keys[at : at + _MANY]))):
                if sealed(key, vector) != kept:
                    raise self._damaged()
                found[key] = vector
        return found

    def keys(self) -> list[str]:
        """The keys of all statements that have a vector."""
        return [key for (key,) in self._ask(select(statement_vectors.c.key))]

    def few(self, most: int) -> list[tuple[int, bytes]]:
        """Numbers and vectors of all statements that have one; none where they are more than `most`."""
        return _few(self._ask, select(statement_vectors.c.number, statement_vectors.c.vector), most)

    def put(self, vectors: Iterable[tuple[str, bytes]]) -> None:
        """Keep vectors under the keys of statements that have none yet."""
        wanted = dict(vectors)
        with self._database.transaction():
            known = self.of(list(wanted))
            rows = [
                {"key": key, "vector": vector, "seal": sealed(key, vector)}
                for key, vector in wanted.items()
                if key not in known
            ]
            self._database.many(insert(statement_vectors), rows)

    def drop(self, numbers: Iterable[int]) -> None:
        wanted = delete(statement_vectors).where(statement_vectors.c.number == bind("one"))
        with self._database.transaction():
            self._database.many(wanted, [{"one": number} for number in numbers])


def _few(ask: Callable[..., Sequence[Any]], wanted: Select[tuple[int, bytes]], most: int) -> list[tuple[int, bytes]]:
    found = [tuple(row) for row in ask(wanted.limit(most + 1))]
    return found if len(found) <= most else []
