"""What the index knows of articles and passages: rows by content hash, and what readers derived from each article.

The database is the truth: whatever lies elsewhere (vectors) is made again from it, and it is made again from the
articles. An article's rows live and die together in one transaction, so a program that is killed leaves whole articles
behind.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select

from retrieval.database import tables, words
from retrieval.database.database import BrokenDatabaseError, Database
from retrieval.database.tables import articles, gone, meta, passages, readings, retired, texts
from retrieval.errors import DamagedIndexError
from retrieval.index.rows.healing import heal
from retrieval.index.rows.kept_vectors import KeyedVectors, PassageVectors
from retrieval.index.rows.readings import ReadingRows
from retrieval.index.rows.seals import sealed
from retrieval.index.rows.texts import Text, text_of
from retrieval.layout.normal_form import plain
from retrieval.types import Article, Passage

FORMAT = "4"  # of the passages; another one means: build again
_DAMAGED = "damaged"  # under which `meta` has that damage was met since the store was opened
_NOTE = "INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
_MANY = 500  # values of one IN: SQLite takes 32,766, and plans a few hundred best


class Row(NamedTuple):
    """A passage as it is stored: `first` and `past` are code points into the text of `source`."""

    number: int
    source: str
    place: int
    first: int
    past: int


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
                if met or self.database.is_small_file:  # of a larger one rows are looked at when they are read
                    heal(self.database, self.remove)
                if met and not self.read_only:
                    self.set_meta(_DAMAGED, None)
            except BaseException:
                self.close()
                raise

    @property
    def read_only(self) -> bool:
        return self.database.read_only

    @property
    def vectors(self) -> PassageVectors:
        return PassageVectors(self.database, self.folder, self.damaged)

    @property
    def keyed_vectors(self) -> KeyedVectors:
        return KeyedVectors(self.database, self.damaged)

    @property
    def readings(self) -> ReadingRows:
        return ReadingRows(self.database, self.damaged)

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
        if value is None:
            self._ask(delete(meta).where(meta.c.key == key))
        else:  # in one step: another program may note the same key just now
            self._ask(_NOTE, key=key, value=value)

    @contextmanager
    def writing(self, key: str) -> Iterator[None]:
        """Note under `key` that files are being written: whoever is killed or fails meanwhile leaves them unusable."""
        self.set_meta(key, "")
        yield
        self.set_meta(key, None)

    def damaged(self) -> DamagedIndexError:
        """Healed when the store is opened again: who reads from it now must not take what is missing for silence."""
        self._mark_damaged()
        return DamagedIndexError("Parts of the index are damaged.", "Ask again: they are made anew from the articles.")

    def _mark_damaged(self) -> None:
        if not self.read_only:
            self.set_meta(_DAMAGED, "")

    # articles and passages

    def digests(self) -> dict[str, str]:
        """The content hash of every stored article, by source, sorted."""
        found = self._ask(select(articles.c.source, articles.c.digest))
        return {str(source): str(digest) for source, digest in sorted(map(tuple, found))}

    def text(self, digest: str) -> Text | None:
        """What stands under a content's digest; `None` where nothing does. Raises `DamagedIndexError`."""
        return self.texts([digest]).get(digest)

    def texts(self, digests: Sequence[str]) -> dict[str, Text]:
        """What stands under each of these digests. Raises `DamagedIndexError`."""
        found: dict[str, Text] = {}
        for part in _parts(digests):
            for row in self._ask(select(texts).where(texts.c.digest.in_(part))):
                if (read := text_of(row)) is None:
                    raise self.damaged()
                found[row.digest] = read
        return found

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
            seal=sealed(article.source, article.digest, title, folder, *places),
        )[0]
        there = self._ask(select(texts).where(texts.c.digest == article.digest))
        if not there or text_of(there[0]) is None:
            self._ask(delete(texts).where(texts.c.digest == article.digest))
            given = json.dumps(article.given.dump())
            fits = sealed(article.digest, article.text, article.encoding, given)
            values = {"text": article.text, "encoding": article.encoding, "given": given, "seal": fits}
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

    def titles(self, sources: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for part in _parts(sources):
            wanted = select(articles.c.source, articles.c.title).where(articles.c.source.in_(part))
            found.update(map(tuple, self._ask(wanted)))
        return found

    def count(self) -> tuple[int, int]:
        """How many articles and how many passages are stored."""
        return self.count_articles(), int(self._ask(select(func.count()).select_from(passages))[0][0])

    def count_articles(self) -> int:
        return int(self._ask(select(func.count()).select_from(articles))[0][0])

    def has_more_passages(self, most: int) -> bool:
        """Whether there are more than so many: they are not all counted, which takes long where they are millions."""
        return bool(self._ask(select(passages.c.number).offset(most).limit(1)))

    # finding

    def match(self, expression: str, limit: int, title_weight: float) -> list[tuple[str, float]]:
        """Sources and scores (higher is better) of whole articles, best first, for phrases in quotation marks joined by
        OR."""
        return words.match(self._ask, self._dialect, expression, limit, title_weight, self.folder)

    def frequency(self, word: str) -> int:
        """In how many articles a word or a phrase stands, in any of its forms."""
        return words.frequency(self._ask, self._dialect, word, self.folder)

    def some_with(self, phrase: str, most: int) -> list[str]:
        """The sources of articles in which a word or a phrase stands; at most so many, whichever come first."""
        return words.some(self._ask, self._dialect, phrase, most, self.folder)

    def writes(self, text: str) -> bool:
        """Whether a text stands in any article as it is, in any case."""
        there = texts.c.text.icontains(text, autoescape=True)
        present = select(articles.c.number).join(texts, texts.c.digest == articles.c.digest)
        there = there if self.folder is None else there & (articles.c.folder == self.folder)
        return bool(self._ask(present.where(there).limit(1)))

    def passages_of(self, digests: Mapping[str, str]) -> dict[str, tuple[str, list[Row]]]:
        """The title and the passages, in order, of articles by source; without those of which another content is
        stored by now. Raises `DamagedIndexError`."""
        found: dict[str, tuple[str, list[Row]]] = {}
        told = (articles.c.source, articles.c.digest, articles.c.title, articles.c.folder, articles.c.seal)
        for part in _parts(list(digests)):
            rows: dict[str, list[Row]] = defaultdict(list)
            for row in self._ask(
                _ROW.where(articles.c.source.in_(part)).order_by(passages.c.article, passages.c.place)
            ):
                rows[row.source].append(Row(*row))
            for source, digest, title, folder, kept in self._ask(select(*told).where(articles.c.source.in_(part))):
                places = [at for row in rows[source] for at in (row.place, row.first, row.past)]
                if digests[source] == digest:
                    if sealed(source, digest, title, folder, *places) != kept:
                        raise self.damaged()
                    found[source] = title, rows[source]
        return found

    def without_vector(self, places: int) -> list[Row]:
        """Passages that have no vector yet among the first `places` of each article."""
        wanted = _ROW.where(passages.c.vector.is_(None), passages.c.place < places)
        return [Row(*row) for row in self._ask(wanted.order_by(passages.c.place, passages.c.number))]

    def sources_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """The source of each passage; numbers that are no longer stored are left out."""
        found: dict[int, str] = {}
        for part in _parts(numbers):
            wanted = select(passages.c.number, articles.c.source).select_from(_PLACES)
            found.update(map(tuple, self._ask(wanted.where(passages.c.number.in_(part)))))
        return {number: found[number] for number in numbers if number in found}


def _parts(values: Sequence[Any]) -> Iterator[Any]:
    for at in range(0, len(values), _MANY):
        yield values[at : at + _MANY]


def folder_in(source: str) -> str:
    """The first folder of an article's path; empty where it lies in none."""
    return source.split("/", 1)[0] if "/" in source else ""


def _clean(words: str) -> str:
    return words.replace("\0", " ")
