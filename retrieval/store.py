"""What the index knows, in one SQLite file: articles by content hash, their passages, and what readers derived.

SQLite is the truth: whatever lies elsewhere (vectors) is made again from it, and it is made again from the articles. An
article's rows live and die together in one transaction, so a program that is killed leaves whole articles behind.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from retrieval.types import Article, Passage

FORMAT = "1"  # of the tables below and of the passages in them; another one means: build again

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, title TEXT NOT NULL
);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    first INTEGER NOT NULL, past INTEGER NOT NULL, vector TEXT
);
CREATE INDEX passages_of ON passages (article);
CREATE INDEX passages_without_vector ON passages (number) WHERE vector IS NULL;
CREATE TABLE readings (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE, reader TEXT NOT NULL, version TEXT NOT NULL,
    json TEXT NOT NULL, PRIMARY KEY (article, reader)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE passage_words USING fts5 (title, body, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE article_words USING fts5 (title, body, tokenize = 'porter unicode61 remove_diacritics 2');
"""


class Row(NamedTuple):
    """A passage as it is stored: `first` and `past` are code points into the text of `source`."""

    number: int
    source: str
    first: int
    past: int


class Store:
    """One open database. Every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        """Open `path`, and lay its tables where it is new. Raises `sqlite3.Error` where it is no database of ours."""
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            if not self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                with self.transaction():
                    for statement in _TABLES.split(";\n"):
                        self._db.execute(statement)
                    self.set_meta("format", FORMAT)
            if self.meta("format") != FORMAT:
                raise sqlite3.DatabaseError("made by another version of this program")
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        with self._lock:
            self._db.close()

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
        with self._lock:
            number = self._db.execute(
                "INSERT INTO articles (source, digest, title) VALUES (?, ?, ?)", (article.source, article.digest, title)
            ).lastrowid
            self._db.execute(
                "INSERT INTO article_words (rowid, title, body) VALUES (?, ?, ?)",
                (number, title, "\n".join(passage.text for passage in passages)),
            )
            for passage in passages:
                row = self._db.execute(
                    "INSERT INTO passages (article, first, past) VALUES (?, ?, ?)", (number, passage.start, passage.end)
                ).lastrowid
                self._db.execute(
                    "INSERT INTO passage_words (rowid, title, body) VALUES (?, ?, ?)", (row, title, passage.text)
                )

    def remove(self, source: str) -> None:
        """Forget an article with everything derived from it. Call it inside a transaction."""
        with self._lock:
            for (number,) in self._all("SELECT number FROM articles WHERE source = ?", source):
                self._db.execute(
                    "DELETE FROM passage_words WHERE rowid IN (SELECT number FROM passages WHERE article = ?)",
                    (number,),
                )
                self._db.execute("DELETE FROM article_words WHERE rowid = ?", (number,))
                self._db.execute("DELETE FROM articles WHERE number = ?", (number,))

    def rows(self, numbers: Iterable[int]) -> dict[int, Row]:
        """The passages with these numbers; those that are gone are left out."""
        found: dict[int, Row] = {}
        wanted = list(numbers)
        for at in range(0, len(wanted), 500):
            part = wanted[at : at + 500]
            marks = ",".join("?" * len(part))
            for number, source, first, past in self._all(
                f"SELECT p.number, source, first, past FROM passages p JOIN articles a ON a.number = article "  # noqa: S608 - only question marks
                f"WHERE p.number IN ({marks})",
                *part,
            ):
                found[number] = Row(number, source, first, past)
        return found

    def match_passages(self, query: str, limit: int, title_weight: float) -> list[tuple[int, float]]:
        """Passage numbers and BM25 scores (higher is better), best first, for a query in FTS5's language."""
        return [
            (number, -score)
            for number, score in self._all(
                "SELECT rowid, bm25(passage_words, ?, 1.0) AS score FROM passage_words WHERE passage_words MATCH ? "
                "ORDER BY score, rowid LIMIT ?",
                title_weight,
                query,
                limit,
            )
        ]

    # what readers derive from an article

    def readings(self, reader: str, version: str) -> dict[str, str]:
        """The JSON that `reader` derived in `version`, by source; articles it has not read yet are left out."""
        return {
            str(source): str(json)
            for source, json in self._all(
                "SELECT source, json FROM readings JOIN articles ON number = article WHERE reader = ? AND version = ?",
                reader,
                version,
            )
        }

    def put_readings(self, reader: str, version: str, derived: Mapping[str, str]) -> None:
        """Store JSON by source, in place of what the reader derived before; sources that are not stored are ignored."""
        with self.transaction():
            self._db.executemany(
                "INSERT OR REPLACE INTO readings SELECT number, ?, ?, ? FROM articles WHERE source = ?",
                [(reader, version, json, source) for source, json in derived.items()],
            )

    def _all(self, statement: str, *values: object) -> list[Any]:
        with self._lock:
            return self._db.execute(statement, values).fetchall()
