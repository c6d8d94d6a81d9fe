"""What the index knows of articles and passages: rows by content hash, and what readers derived from each article.

The database is the truth: whatever lies elsewhere (vectors) is made again from it, and it is made again from the
articles. An article's rows live and die together in one transaction, so a program that is killed leaves whole articles
behind.
"""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select, update

from retrieval.database import tables, words
from retrieval.database.database import BrokenDatabaseError, Database
from retrieval.database.tables import articles, gone, meta, passages, readings, retired, statement_vectors, texts
from retrieval.errors import DamagedIndexError
from retrieval.index.seals import seal
from retrieval.layout.normal_form import plain
from retrieval.types import Article, Given, Passage

log = logging.getLogger(__name__)

FORMAT = "4"  # of the passages; another one means: build again
_DAMAGED = "damaged"  # under which `meta` has that damage was met since the store was opened
_MANY = 500  # values of one IN: SQLite takes 32,766, and plans a few hundred best


class Row(NamedTuple):
    """A passage as it is stored: `first` and `past` are code points into the text of `source`."""

    number: int
    source: str
    place: int
    first: int
    past: int


class Text(NamedTuple):
    """A content: the article's text, how its file was encoded, and what the file gave beside it."""

    text: str
    encoding: str
    given: Given


_PLACES = passages.join(articles, articles.c.number == passages.c.article)
_ROW = select(passages.c.number, articles.c.source, passages.c.place, passages.c.first, passages.c.past).select_from(
    _PLACES
)


class Store:
    """The rows of one database. Every method may be called from any thread."""

    def __init__(self, where: Path | Database) -> None:
        """Raises `BrokenDatabaseError` where it is no database of ours."""
        self.database = Database.at(where) if isinstance(where, Path) else where
        self._ask, self._dialect = self.database.ask, self.database.dialect
        self.folder: str | None = None  # the only one that is looked in
        if (made := self.meta("format")) != FORMAT:
            if made is not None or self.read_only:
                self.close()
                raise BrokenDatabaseError("made by another version of this program")
            self.set_meta("format", FORMAT)
        met = self.meta(_DAMAGED) is not None
        if met or self._dialect == "sqlite":  # a server looks after its own disk
            try:
                self._heal(everything=met or self.database.is_small_file)
                if met and not self.read_only:
                    self.set_meta(_DAMAGED, None)
            except BaseException:
                self.close()
                raise

    @property
    def read_only(self) -> bool:
        return self.database.read_only

    def close(self) -> None:
        self.database.close()

    def within(self, folder: str) -> Store:
        """The same store, which finds only what lies in one folder of the articles."""
        found = copy(self)
        found.folder = folder
        return found

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            with self.database.transaction():
                yield
        except DamagedIndexError:
            self._mark_damaged()  # again, where it was rolled back with the rest
            raise

    def meta(self, key: str) -> str | None:
        found = self._ask(select(meta.c.value).where(meta.c.key == key))
        return str(found[0][0]) if found else None

    def set_meta(self, key: str, value: str | None) -> None:
        with self.transaction():
            self._ask(delete(meta).where(meta.c.key == key))
            if value is not None:
                self._ask(insert(meta), key=key, value=value)

    # what no longer fits its seal

    def _heal(self, *, everything: bool) -> bool:
        """Forget what is damaged, so that it is made again; whether there was any. Texts and readings, which are large,
        are looked at where `everything` is: in small files, and where damage was met."""
        broken = self._broken_articles()
        lost = self._broken_texts() if everything else set()
        broken |= {source for source, digest in self.digests().items() if digest in lost}
        vectors = "SELECT number, vector, seal FROM passages WHERE vector IS NOT NULL"
        passing = [number for number, vector, kept in self._ask(vectors) if _sealed(vector) != kept]
        keyed = self._ask("SELECT number, key, vector, seal FROM statement_vectors")
        stating = [number for number, key, vector, kept in keyed if _sealed(key, vector) != kept]
        reading = self._broken_readings() if everything else []
        if not (broken or lost or passing or stating or reading):
            return False
        if self.read_only:
            raise BrokenDatabaseError("parts of it are damaged")
        log.warning(
            "%d articles, %d readings, %d vectors and %d statements' vectors were damaged and are made again",
            len(broken), len(reading), len(passing), len(stating),
        )  # fmt: skip
        one = tables.bind("one")
        with self.transaction():
            for source in sorted(broken):
                self.remove(source)
            self.database.many(delete(texts).where(texts.c.digest == one), [{"one": digest} for digest in lost])
            unsealed = update(passages).where(passages.c.number == one).values(vector=None, seal=None, placed=False)
            self.database.many(unsealed, [{"one": number} for number in passing])
            self.database.many(
                delete(statement_vectors).where(statement_vectors.c.number == one), [{"one": n} for n in stating]
            )
            self.database.many(
                delete(readings).where(readings.c.article == one, readings.c.reader == tables.bind("by")),
                [{"one": number, "by": reader} for number, reader in reading],
            )
        return True

    def _broken_articles(self) -> set[str]:
        places: dict[int, list[int]] = defaultdict(list)
        for number, *place in self._ask("SELECT article, place, first, past FROM passages ORDER BY article, place"):
            places[number].extend(place)
        return {
            str(source)
            for number, source, digest, title, folder, kept in self._ask(
                "SELECT number, source, digest, title, folder, seal FROM articles"
            )
            if _sealed(source, digest, title, folder, *places[number]) != kept
        }

    def _broken_texts(self) -> set[str]:
        """The digests of texts that are damaged or missing."""
        missing = "SELECT digest FROM articles WHERE digest NOT IN (SELECT digest FROM texts)"
        broken = {str(row.digest) for row in self._ask("SELECT * FROM texts") if _text_of(row) is None}
        return broken | {str(digest) for (digest,) in self._ask(missing)}

    def _broken_readings(self) -> list[tuple[int, str]]:
        """Numbers of articles, and readers."""
        there = "SELECT number, digest, readings.* FROM readings JOIN articles ON number = article"
        return [
            (row.number, row.reader)
            for row in self._ask(there)
            if _sealed(row.reader, row.version, row.digest, row.json) != row.seal
        ]

    def _damaged(self) -> DamagedIndexError:
        """Healed when the store is opened again: who reads from it now must not take what is missing for silence."""
        self._mark_damaged()
        return DamagedIndexError("Parts of the index are damaged.", "Ask again: they are made anew from the articles.")

    def _mark_damaged(self) -> None:
        if not self.read_only:
            with self.database.transaction():
                self._ask(delete(meta).where(meta.c.key == _DAMAGED))
                self._ask(insert(meta), key=_DAMAGED, value="")

    # articles and passages

    def digests(self) -> dict[str, str]:
        """The content hash of every stored article, by source, sorted."""
        found = self._ask(select(articles.c.source, articles.c.digest))
        return {str(source): str(digest) for source, digest in sorted(map(tuple, found))}

    def text(self, digest: str) -> Text | None:
        """What stands under a content's digest; `None` where nothing does. Raises `DamagedIndexError`."""
        found = self._ask(select(texts).where(texts.c.digest == digest))
        if not found:
            return None
        if (read := _text_of(found[0])) is None:
            raise self._damaged()
        return read

    def add(self, article: Article, title: str, found: Sequence[Passage]) -> None:
        """Store an article that is not stored yet. Call it inside a transaction."""
        title, folder = _clean(title), folder_in(article.source)
        places = [at for place, passage in enumerate(found) for at in (place, passage.start, passage.end)]
        (number,) = self._ask(
            insert(articles).returning(articles.c.number),
            source=article.source,
            digest=article.digest,
            title=title,
            folder=folder,
            seal=_sealed(article.source, article.digest, title, folder, *places),
        )[0]
        there = self._ask(select(texts).where(texts.c.digest == article.digest))
        if not there or _text_of(there[0]) is None:
            self._ask(delete(texts).where(texts.c.digest == article.digest))
            given = json.dumps(article.given.dump())
            sealed = _sealed(article.digest, article.text, article.encoding, given)
            values = {"text": article.text, "encoding": article.encoding, "given": given, "seal": sealed}
            self._ask(insert(texts), digest=article.digest, **values)
        body = "\n".join(plain(passage.text) for passage in found)
        words.add(self._ask, self._dialect, number, title, body)
        rows = [
            {"article": number, "place": place, "first": passage.start, "past": passage.end}
            for place, passage in enumerate(found)
        ]
        self.database.many(insert(passages), rows)

    def remove(self, source: str) -> None:
        """Forget an article with everything derived from it. Call it inside a transaction.

        Where statements were made of it, what was read of it is kept until these have been brought up to date.
        """
        for number, digest, origin in self._ask(
            select(articles.c.number, articles.c.digest, articles.c.origin).where(articles.c.source == source)
        ):
            if origin is not None:
                self._retire(source, digest, number)
            dropped = select(passages.c.number).where(passages.c.article == number, passages.c.vector.is_not(None))
            self._ask(insert(gone).from_select(["number"], dropped))
            words.remove(self._ask, self._dialect, number)
            self._ask(delete(articles).where(articles.c.number == number))

    def _retire(self, source: str, digest: str, number: int) -> None:
        kept = dict(
            map(tuple, self._ask(select(readings.c.reader, readings.c.json).where(readings.c.article == number)))
        )
        known = self._ask(select(retired.c.source).where(retired.c.source == source))
        if not known and {"accounts", "transcripts"} <= kept.keys():
            values = {"account": kept["accounts"], "transcript": kept["transcripts"]}
            self._ask(insert(retired), source=source, digest=digest, **values)

    def retired(self) -> list[tuple[str, str, str, str]]:
        """Source, digest, account and transcript of what is gone, and whose statements others were weighed against."""
        columns = (retired.c.source, retired.c.digest, retired.c.account, retired.c.transcript)
        return [tuple(row) for row in self._ask(select(*columns).order_by(retired.c.source))]

    def forget_retired(self) -> None:
        """Every statement is up to date. Texts without an article stay until the next time, for questions under way."""
        with self.transaction():
            self._ask(delete(retired))
            old = self.meta("old texts") or ""
            unused = ~texts.c.digest.in_(select(articles.c.digest))
            self.database.many(
                texts.delete().where(texts.c.digest == tables.bind("one"), unused),
                [{"one": one} for one in old.split()],
            )
            self.set_meta(
                "old texts", " ".join(digest for (digest,) in self._ask(select(texts.c.digest).where(unused)))
            )

    def titles(self) -> dict[str, str]:
        return dict(map(tuple, self._ask(select(articles.c.source, articles.c.title))))

    def count(self) -> tuple[int, int]:
        """How many articles and how many passages are stored."""
        return self._count(articles), self._count(passages)

    def _count(self, table: Any) -> int:
        return int(self._ask(select(func.count()).select_from(table))[0][0])

    # finding

    def match(self, expression: str, limit: int, title_weight: float) -> list[tuple[str, float]]:
        """Sources and scores (higher is better) of whole articles, best first, for phrases in quotation marks joined by
        OR."""
        return words.match(self._ask, self._dialect, expression, limit, title_weight, self.folder)

    def frequency(self, word: str) -> int:
        """In how many articles a word or a phrase stands, in any of its forms."""
        return words.frequency(self._ask, self._dialect, word, self.folder)

    def writes(self, text: str) -> bool:
        """Whether a text stands in any article as it is, in any case."""
        there = texts.c.text.icontains(text, autoescape=True)
        present = select(articles.c.number).join(texts, texts.c.digest == articles.c.digest)
        there = there if self.folder is None else there & (articles.c.folder == self.folder)
        return bool(self._ask(present.where(there).limit(1)))

    def passages_of(self, source: str, digest: str) -> list[Row]:
        """The passages of an article in order; none where another content is stored by now."""
        wanted = _ROW.where(articles.c.source == source, articles.c.digest == digest)
        return [Row(*row) for row in self._ask(wanted.order_by(passages.c.place))]

    def vectors_of(self, source: str) -> list[tuple[int, bytes]]:
        """Places and vectors of those passages of an article that have one, in order."""
        wanted = select(passages.c.place, passages.c.vector).select_from(_PLACES)
        wanted = wanted.where(articles.c.source == source, passages.c.vector.is_not(None))
        return [tuple(row) for row in self._ask(wanted.order_by(passages.c.place))]

    def sources_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """The source of each passage; numbers that are no longer stored are left out."""
        found: dict[int, str] = {}
        for part in _parts(numbers):
            wanted = select(passages.c.number, articles.c.source).select_from(_PLACES)
            found.update(map(tuple, self._ask(wanted.where(passages.c.number.in_(part)))))
        return {number: found[number] for number in numbers if number in found}

    # vectors

    def without_vector(self, places: int) -> list[Row]:
        """Passages that have no vector yet among the first `places` of each article."""
        wanted = _ROW.where(passages.c.vector.is_(None), passages.c.place < places)
        return [Row(*row) for row in self._ask(wanted.order_by(passages.c.place, passages.c.number))]

    def put_vectors(self, vectors: Iterable[tuple[int, bytes]]) -> None:
        wanted = update(passages).where(passages.c.number == tables.bind("one"))
        rows = [{"one": number, "vector": blob, "seal": seal(blob), "placed": False} for number, blob in vectors]
        with self.transaction():
            self.database.many(wanted, rows)

    def to_place(self, limit: int) -> list[tuple[int, bytes, str]]:
        """Numbers, vectors and folders of what Chroma has not got yet."""
        wanted = select(passages.c.number, passages.c.vector, articles.c.folder).select_from(_PLACES).where(_WAITING)
        return [tuple(row) for row in self._ask(wanted.order_by(passages.c.number).limit(limit))]

    def all_vectors(self) -> list[tuple[int, bytes]]:
        """Numbers and vectors, of this store's folder where it has one."""
        wanted = select(passages.c.number, passages.c.vector).select_from(_PLACES)
        wanted = wanted.where(passages.c.vector.is_not(None))
        if self.folder is not None:
            wanted = wanted.where(articles.c.folder == self.folder)
        return [tuple(row) for row in self._ask(wanted.order_by(passages.c.number))]

    def placed(self, most: int) -> list[tuple[int, bytes]]:
        """Numbers and vectors that Chroma has; none where they are more than `most`."""
        wanted = select(passages.c.number, passages.c.vector)
        wanted = wanted.where(passages.c.placed.is_(True), passages.c.vector.is_not(None)).limit(most + 1)
        found = [tuple(row) for row in self._ask(wanted)]
        return found if len(found) <= most else []

    def set_placed(self, numbers: Iterable[int]) -> None:
        wanted = update(passages).where(passages.c.number == tables.bind("one")).values(placed=True)
        with self.transaction():
            self.database.many(wanted, [{"one": number} for number in numbers])

    def gone(self) -> list[int]:
        """Numbers that Chroma has still to forget."""
        return [int(number) for (number,) in self._ask(select(gone.c.number))]

    def set_forgotten(self, numbers: Iterable[int]) -> None:
        with self.transaction():
            self.database.many(
                delete(gone).where(gone.c.number == tables.bind("one")), [{"one": number} for number in numbers]
            )

    def count_placed(self) -> int:
        return int(self._ask(select(func.count()).select_from(passages).where(passages.c.placed.is_(True)))[0][0])

    def count_to_place(self) -> int:
        return int(self._ask(select(func.count()).select_from(passages).where(_WAITING))[0][0])

    def set_none_placed(self) -> None:
        """Chroma has nothing any more."""
        self._ask(delete(gone))
        self._ask(update(passages).where(passages.c.placed.is_(True)).values(placed=False))

    def clear_vectors(self) -> None:
        """Every passage has to be embedded again."""
        self._ask(update(passages).values(vector=None, seal=None, placed=False))

    # statements

    def statement_numbers(self) -> dict[str, int]:
        """The number of each statement that has a vector, by its key."""
        return dict(map(tuple, self._ask(select(statement_vectors.c.key, statement_vectors.c.number))))

    def put_statements(self, vectors: Iterable[tuple[str, bytes]]) -> None:
        """Keep vectors under the keys of statements that have none yet."""
        wanted = dict(vectors)
        with self.transaction():
            known = self.statement_vectors(list(wanted))
            rows = [
                {"key": key, "vector": vector, "seal": seal(key, vector)}
                for key, vector in wanted.items()
                if key not in known
            ]
            self.database.many(insert(statement_vectors), rows)

    def drop_statements(self, numbers: Iterable[int]) -> None:
        wanted = delete(statement_vectors).where(statement_vectors.c.number == tables.bind("one"))
        with self.transaction():
            self.database.many(wanted, [{"one": number} for number in numbers])

    def numbered_statements(self, most: int) -> list[tuple[int, bytes]]:
        """Numbers and vectors of all statements that have one; none where they are more than `most`."""
        wanted = select(statement_vectors.c.number, statement_vectors.c.vector).limit(most + 1)
        found = [tuple(row) for row in self._ask(wanted)]
        return found if len(found) <= most else []

    def statement_vectors(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The vectors that are kept, by key."""
        found: dict[str, bytes] = {}
        for part in _parts(keys):
            wanted = select(statement_vectors.c.key, statement_vectors.c.vector)
            found.update(map(tuple, self._ask(wanted.where(statement_vectors.c.key.in_(part)))))
        return found

    # what readers derive from an article

    def readings(self, reader: str, version: str, digests: Mapping[str, str]) -> dict[str, str]:
        """The JSON that `reader` derived in `version`, by source, for the contents of `digests` (by source too).

        Articles it has not read yet are left out, and those of which another content is stored by now. Raises
        `DamagedIndexError`.
        """
        found: dict[str, str] = {}
        for part in _parts(list(digests)) if len(digests) < _MANY else [None]:
            wanted = _read(reader, version, articles.c.source, articles.c.digest, readings.c.json, readings.c.seal)
            wanted = wanted if part is None else wanted.where(articles.c.source.in_(part))
            for source, digest, told, kept in self._ask(wanted):
                if digests.get(source) == digest:
                    if _sealed(reader, version, digest, told) != kept:
                        raise self._damaged()
                    found[source] = told
        return found

    def unread(self, reader: str, version: str, digests: Mapping[str, str]) -> list[str]:
        """The sources that `reader` has not read in `version` with that content."""
        wanted = _read(reader, version, articles.c.source, articles.c.digest)
        done = {source for source, digest in self._ask(wanted) if digests.get(source) == digest}
        return [source for source in digests if source not in done]

    def put_reading(self, reader: str, version: str, article: Article, json: str) -> bool:
        """Store JSON in place of what the reader derived before; not where another content is stored by now."""
        where = (articles.c.source == article.source, articles.c.digest == article.digest)
        with self.transaction():
            found = self._ask(select(articles.c.number).where(*where))
            if not found:
                return False
            number, kept = found[0][0], _sealed(reader, version, article.digest, json)
            self._ask(delete(readings).where(readings.c.article == number, readings.c.reader == reader))
            self._ask(insert(readings), article=number, reader=reader, version=version, json=json, seal=kept)
        return True


_WAITING = passages.c.vector.is_not(None) & passages.c.placed.is_(False)


def _read(reader: str, version: str, *columns: Any) -> Any:
    wanted = select(*columns).select_from(readings.join(articles, articles.c.number == readings.c.article))
    return wanted.where(readings.c.reader == reader, readings.c.version == version)


def _parts(values: Sequence[Any]) -> Iterator[Any]:
    for at in range(0, len(values), _MANY):
        yield values[at : at + _MANY]


def folder_in(source: str) -> str:
    """The first folder of an article's path; empty where it lies in none."""
    return source.split("/", 1)[0] if "/" in source else ""


def _clean(words: str) -> str:
    return words.replace("\0", " ")


def _sealed(*parts: object) -> str:
    """The seal of values as they were found, of whatever type damage made them."""
    return seal(*(part if isinstance(part, str | bytes | int) else str(part) for part in parts))


def _text_of(row: Any) -> Text | None:
    """`None` where it does not fit its seal."""
    if _sealed(row.digest, row.text, row.encoding, row.given) != row.seal:
        return None
    return Text(row.text, row.encoding, Given.load(json.loads(row.given)))
