"""What the index knows, in one SQLite file: articles by content hash, their passages, and what readers derived.

SQLite is the truth: whatever lies elsewhere (vectors) is made again from it, and it is made again from the articles. An
article's rows live and die together in one transaction, so a program that is killed leaves whole articles behind.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from retrieval.index.seals import seal
from retrieval.layout.normal_form import plain
from retrieval.types import Article, Passage

log = logging.getLogger(__name__)

_CHECKED = 20_000_000  # bytes; checking every page of a larger file would delay each start
FORMAT = "3"  # of the tables below and of the passages in them; another one means: build again

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, title TEXT NOT NULL,
    seal TEXT NOT NULL
);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    place INTEGER NOT NULL, first INTEGER NOT NULL, past INTEGER NOT NULL,
    vector BLOB, seal TEXT, placed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX passages_of ON passages (article);
CREATE INDEX passages_to_embed ON passages (place, number) WHERE vector IS NULL;
CREATE INDEX passages_to_place ON passages (number) WHERE vector IS NOT NULL AND placed = 0;
CREATE TABLE gone (number INTEGER PRIMARY KEY);
CREATE TABLE readings (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE, reader TEXT NOT NULL, version TEXT NOT NULL,
    json TEXT NOT NULL, seal TEXT NOT NULL, PRIMARY KEY (article, reader)
) WITHOUT ROWID;
CREATE TABLE statements (
    number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, vector BLOB NOT NULL, seal TEXT NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5 (title, body, tokenize = 'porter unicode61 remove_diacritics 2')
"""
# `place` is a passage's position in its article, from 0. `vector` is of unit length, in half precision. `placed` says
# that Chroma has it; `gone` lists the numbers that Chroma has still to forget. Numbers are never used again, so that a
# vector can never be taken for another passage's. `statements` has the vector of each statement under a digest of all
# that was embedded and told of it, so that a statement that changes is another one. A `seal` is a digest of what stands
# beside it, the passages' places with the article's: what no longer fits it is forgotten, and so made again.


class Row(NamedTuple):
    """A passage as it is stored: `first` and `past` are code points into the text of `source`."""

    number: int
    source: str
    place: int
    first: int
    past: int


class Store:
    """One open database. Every method may be called from any thread."""

    def __init__(self, path: Path, read_only: bool = False) -> None:
        """Open `path`, and lay its tables where it is new. Raises `sqlite3.Error` where it is no database of ours.

        `read_only`: for a folder that cannot be written, in which nobody else can write either.
        """
        self.read_only = read_only
        self._lock = threading.RLock()
        address = f"{path.absolute().as_uri()}?immutable=1" if read_only else str(path)
        self._db = sqlite3.connect(address, timeout=60, isolation_level=None, check_same_thread=False, uri=read_only)
        try:
            if not read_only:
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            if not read_only and not self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                with self.transaction():
                    for statement in _TABLES.split(";\n"):
                        self._db.execute(statement)
                    self.set_meta("format", FORMAT)
            if self.meta("format") != FORMAT:
                raise sqlite3.DatabaseError("made by another version of this program")
            if path.stat().st_size < _CHECKED and not self._is_whole():
                raise sqlite3.DatabaseError("its pages are damaged")
            if read_only and any(self._broken()):
                raise sqlite3.DatabaseError("parts of it are damaged")
            if not read_only:
                self._forget_broken()
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _is_whole(self) -> bool:
        if self._all("PRAGMA integrity_check(1)") != [("ok",)] or self._all("PRAGMA foreign_key_check"):
            return False
        if not self.read_only:  # the check is written as an insertion
            self._db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        return True

    def _broken(self) -> tuple[list[str], list[int], list[int]]:
        """What no longer fits its seal: sources of articles, numbers of passages' vectors, numbers of statements."""
        places: dict[str, list[int]] = defaultdict(list)
        rows = "SELECT source, p.number, place, first, past FROM passages p JOIN articles a ON a.number = article"
        for source, *place in self._all(f"{rows} ORDER BY article, place"):
            places[str(source)].extend(place[1:])
        articles = [
            str(source)
            for source, digest, title, kept in self._all("SELECT source, digest, title, seal FROM articles")
            if seal(str(source), str(digest), str(title), *places[str(source)]) != kept
        ]
        vectors = "SELECT number, vector, seal FROM passages WHERE vector IS NOT NULL"
        passages = [number for number, vector, kept in self._all(vectors) if seal(vector) != kept]
        keyed = self._all("SELECT number, key, vector, seal FROM statements")
        statements = [number for number, key, vector, kept in keyed if seal(str(key), vector) != kept]
        return articles, passages, statements

    def _forget_broken(self) -> None:
        articles, passages, statements = self._broken()
        if not (articles or passages or statements):
            return
        log.warning(
            "%d articles, %d vectors and %d statements of the index were damaged and are made again",
            len(articles), len(passages), len(statements),
        )  # fmt: skip
        with self.transaction():
            for source in articles:
                self.remove(source)
            self._db.executemany(
                "UPDATE passages SET vector = NULL, placed = 0 WHERE number = ?", [(number,) for number in passages]
            )
            self._db.executemany("DELETE FROM statements WHERE number = ?", [(number,) for number in statements])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def meta(self, key: str) -> str | None:
        found = self._all("SELECT value FROM meta WHERE key = ?", key)
        return str(found[0][0]) if found else None

    def set_meta(self, key: str, value: str) -> None:
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # articles and passages

    def digests(self) -> dict[str, str]:
        """The content hash of every stored article, by source."""
        return {str(source): str(digest) for source, digest in self._all("SELECT source, digest FROM articles")}

    def add(self, article: Article, title: str, passages: Sequence[Passage]) -> None:
        """Store an article that is not stored yet. Call it inside a transaction."""
        places = [at for place, passage in enumerate(passages) for at in (place, passage.start, passage.end)]
        number = self._db.execute(
            "INSERT INTO articles (source, digest, title, seal) VALUES (?, ?, ?, ?)",
            (article.source, article.digest, title, seal(article.source, article.digest, title, *places)),
        ).lastrowid
        body = "\n".join(plain(passage.text) for passage in passages)
        self._db.execute("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", (number, title, body))
        self._db.executemany(
            "INSERT INTO passages (article, place, first, past) VALUES (?, ?, ?, ?)",
            [(number, place, passage.start, passage.end) for place, passage in enumerate(passages)],
        )

    def remove(self, source: str) -> None:
        """Forget an article with everything derived from it. Call it inside a transaction."""
        for (number,) in self._all("SELECT number FROM articles WHERE source = ?", source):
            self._db.execute(
                "INSERT INTO gone SELECT number FROM passages WHERE article = ? AND vector IS NOT NULL", (number,)
            )
            self._db.execute("DELETE FROM words WHERE rowid = ?", (number,))
            self._db.execute("DELETE FROM articles WHERE number = ?", (number,))

    def titles(self) -> dict[str, str]:
        return dict(self._all("SELECT source, title FROM articles"))

    def count(self) -> tuple[int, int]:
        """How many articles and how many passages are stored."""
        articles, passages = self._all("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)")[0]
        return articles, passages

    # finding

    def match(self, expression: str, limit: int, title_weight: float) -> list[tuple[str, float]]:
        """Sources and BM25 scores (higher is better) of whole articles, best first, for an expression of FTS5."""
        return [
            (source, -score)
            for source, score in self._all(
                "SELECT source, bm25(words, ?, 1.0) AS score FROM words JOIN articles ON number = words.rowid "
                "WHERE words MATCH ? ORDER BY score, source LIMIT ?",
                title_weight,
                expression,
                limit,
            )
        ]

    def frequency(self, word: str) -> int:
        """In how many articles a word stands, in any of its forms."""
        return int(self._all("SELECT count(*) FROM words WHERE words MATCH ?", f'"{word}"')[0][0])

    def passages_of(self, source: str, digest: str) -> list[Row]:
        """The passages of an article in order; none where another content is stored by now."""
        return [
            Row(*row)
            for row in self._all(
                "SELECT p.number, source, place, first, past FROM passages p "
                "JOIN articles a ON a.number = article WHERE source = ? AND digest = ? ORDER BY place",
                source,
                digest,
            )
        ]

    def vectors_of(self, source: str) -> list[tuple[int, bytes]]:
        """Places and vectors of those passages of an article that have one, in order."""
        return self._all(
            "SELECT place, vector FROM passages p JOIN articles a ON a.number = article "
            "WHERE source = ? AND vector IS NOT NULL ORDER BY place",
            source,
        )

    def sources_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """The source of each passage; numbers that are no longer stored are left out."""
        return dict(
            self._all(
                "SELECT p.number, source FROM json_each(?) JOIN passages p ON p.number = value "
                "JOIN articles a ON a.number = article",
                json.dumps(list(numbers)),
            )
        )

    # vectors

    def without_vector(self, places: int) -> list[Row]:
        """Passages that have no vector yet among the first `places` of each article."""
        return [
            Row(*row)
            for row in self._all(
                "SELECT p.number, source, place, first, past FROM passages p JOIN articles a ON a.number = article "
                "WHERE vector IS NULL AND place < ? ORDER BY place, p.number",
                places,
            )
        ]

    def put_vectors(self, vectors: Iterable[tuple[int, bytes]]) -> None:
        with self.transaction():
            self._db.executemany(
                "UPDATE passages SET vector = ?, seal = ?, placed = 0 WHERE number = ?",
                [(blob, seal(blob), number) for number, blob in vectors],
            )

    def to_place(self, limit: int) -> list[tuple[int, bytes]]:
        """Numbers and vectors that Chroma has not got yet."""
        return self._all(
            "SELECT number, vector FROM passages WHERE vector IS NOT NULL AND placed = 0 ORDER BY number LIMIT ?", limit
        )

    def all_vectors(self) -> list[tuple[int, bytes]]:
        return self._all("SELECT number, vector FROM passages WHERE vector IS NOT NULL ORDER BY number")

    def placed(self, most: int) -> list[tuple[int, bytes]]:
        """Numbers and vectors that Chroma has; none where they are more than `most`."""
        if self.count_placed() > most:
            return []
        return self._all("SELECT number, vector FROM passages WHERE placed = 1 AND vector IS NOT NULL")

    def set_placed(self, numbers: Iterable[int]) -> None:
        with self.transaction():
            self._db.executemany("UPDATE passages SET placed = 1 WHERE number = ?", [(number,) for number in numbers])

    def gone(self) -> list[int]:
        """Numbers that Chroma has still to forget."""
        return [number for (number,) in self._all("SELECT number FROM gone")]

    def set_forgotten(self, numbers: Iterable[int]) -> None:
        with self.transaction():
            self._db.executemany("DELETE FROM gone WHERE number = ?", [(number,) for number in numbers])

    def count_placed(self) -> int:
        return int(self._all("SELECT count(*) FROM passages WHERE placed = 1")[0][0])

    def count_to_place(self) -> int:
        return int(self._all("SELECT count(*) FROM passages WHERE vector IS NOT NULL AND placed = 0")[0][0])

    def set_none_placed(self) -> None:
        """Chroma has nothing any more."""
        self._db.execute("DELETE FROM gone")
        self._db.execute("UPDATE passages SET placed = 0 WHERE placed = 1")

    def clear_vectors(self) -> None:
        """Every passage has to be embedded again."""
        self._db.execute("UPDATE passages SET vector = NULL, placed = 0")

    # statements

    def statement_numbers(self) -> dict[str, int]:
        """The number of each statement that has a vector, by its key."""
        return dict(self._all("SELECT key, number FROM statements"))

    def put_statements(self, vectors: Iterable[tuple[str, bytes]]) -> None:
        """Keep vectors under the keys of statements that have none yet."""
        with self.transaction():
            self._db.executemany(
                "INSERT OR IGNORE INTO statements (key, vector, seal) VALUES (?, ?, ?)",
                [(key, blob, seal(key, blob)) for key, blob in vectors],
            )

    def drop_statements(self, numbers: Iterable[int]) -> None:
        with self.transaction():
            self._db.executemany("DELETE FROM statements WHERE number = ?", [(number,) for number in numbers])

    def numbered_statements(self, most: int) -> list[tuple[int, bytes]]:
        """Numbers and vectors of all statements that have one; none where they are more than `most`."""
        found = self._all("SELECT number, vector FROM statements LIMIT ?", most + 1)
        return found if len(found) <= most else []

    def statement_vectors(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The vectors that are kept, by key."""
        return dict(
            self._all(
                "SELECT s.key, s.vector FROM json_each(?) JOIN statements s ON s.key = value", json.dumps(list(keys))
            )
        )

    # what readers derive from an article

    def readings(self, reader: str, version: str, digests: Mapping[str, str]) -> dict[str, str]:
        """The JSON that `reader` derived in `version`, by source, for the contents of `digests` (by source too).

        Articles it has not read yet are left out, those of which another content is stored by now, and damaged ones.
        """
        return {
            str(source): str(json)
            for source, digest, json, kept in self._all(
                "SELECT source, digest, json, readings.seal FROM readings JOIN articles ON number = article "
                "WHERE reader = ? AND version = ?",
                reader,
                version,
            )
            if digests.get(source) == digest and seal(reader, version, digest, json) == kept
        }

    def put_reading(self, reader: str, version: str, article: Article, json: str) -> None:
        """Store JSON in place of what the reader derived before; nothing where another content is stored by now."""
        with self.transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO readings SELECT number, ?, ?, ?, ? FROM articles "
                "WHERE source = ? AND digest = ?",
                (reader, version, json, seal(reader, version, article.digest, json), article.source, article.digest),
            )

    def _all(self, statement: str, *values: object) -> list[Any]:
        with self._lock:
            return self._db.execute(statement, values).fetchall()
