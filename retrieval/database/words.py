"""Full text over whole articles: SQLite's FTS5, or Postgres' own. Any form of a word finds it; no word is left out.

BM25 ranks in SQLite; Postgres ranks by how near and how often the words stand, and knows no rarity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, text

Ask = Callable[..., Sequence[Any]]
"""Runs a statement with named values and gives all its rows."""

_SQLITE = ("CREATE VIRTUAL TABLE words USING fts5 (title, body, tokenize = 'porter unicode61 remove_diacritics 2')",)
_POSTGRES = (
    "CREATE TEXT SEARCH DICTIONARY english_words (TEMPLATE = snowball, LANGUAGE = english)",  # without stop words
    "CREATE TEXT SEARCH CONFIGURATION english_words (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION english_words ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, "
    "hword, hword_part WITH english_words",
    "CREATE TABLE words (article BIGINT PRIMARY KEY REFERENCES articles ON DELETE CASCADE, found TSVECTOR NOT NULL)",
    "CREATE INDEX words_found ON words USING gin (found)",
)


def create(connection: Connection) -> None:
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRES:
        connection.execute(text(statement))


def add(ask: Ask, dialect: str, article: int, title: str, body: str) -> None:
    if dialect == "sqlite":
        ask(
            "INSERT INTO words (rowid, title, body) VALUES (:article, :title, :body)",
            article=article,
            title=title,
            body=body,
        )
        return
    title, body = (part.replace("\0", " ")[:500_000] for part in (title, body))
    ask(
        "INSERT INTO words VALUES (:article, setweight(to_tsvector('english_words', :title), 'A') || "
        "setweight(to_tsvector('english_words', :body), 'D'))",
        article=article,
        title=title,
        body=body,
    )


def remove(ask: Ask, dialect: str, article: int) -> None:
    if dialect == "sqlite":  # in Postgres it goes with its article
        ask("DELETE FROM words WHERE rowid = :article", article=article)


def match(
    ask: Ask, dialect: str, expression: str, limit: int, title_weight: float, folder: str | None = None
) -> list[tuple[str, float]]:
    """Sources and scores (higher is better), best first, for phrases in quotation marks joined by OR."""
    there: dict[str, object] = {} if folder is None else {"folder": folder}
    if dialect == "sqlite":
        here = "" if folder is None else "AND rowid IN (SELECT number FROM articles WHERE folder = :folder) "
        # the sources of all that match would take longer than to find it; twice as many, so that they order equal ones
        rows = ask(
            "SELECT source, score FROM (SELECT rowid AS found, -bm25(words, :weight, 1.0) AS score FROM words "  # noqa: S608 - constants
            f"WHERE words MATCH :expression {here}ORDER BY score DESC LIMIT 2 * :limit) "
            "JOIN articles ON number = found ORDER BY score DESC, source LIMIT :limit",
            weight=title_weight,
            expression=expression,
            limit=limit,
            **there,
        )
    else:
        here = "" if folder is None else "AND articles.folder = :folder "
        query, values = _query(expression)
        rows = ask(
            "SELECT source, ts_rank('{0.5, 0.5, 0.5, 1.0}', found, asked, 1) AS score "  # noqa: S608 - placeholders
            f"FROM words JOIN articles ON number = article, (SELECT {query} AS asked) AS q "
            f"WHERE found @@ asked {here}ORDER BY score DESC, source LIMIT :limit",
            limit=limit,
            **values,
            **there,
        )
    return [(str(source), float(score)) for source, score in rows]


def frequency(ask: Ask, dialect: str, word: str, folder: str | None = None) -> int:
    """In how many articles a word or a phrase stands, in any of its forms."""
    bare = word.replace('"', " ").replace("\0", " ")
    joined = "" if folder is None else "JOIN articles ON number = words.rowid "
    here = "" if folder is None else " AND folder = :folder"
    there: dict[str, object] = {} if folder is None else {"folder": folder}
    if dialect == "sqlite":
        wanted = f"SELECT count(*) FROM words {joined}WHERE words MATCH :word{here}"  # noqa: S608 - constants
        found = ask(wanted, word=f'"{bare}"', **there)
    else:
        joined = joined.replace("words.rowid", "article")
        asked = "found @@ phraseto_tsquery('english_words', :word)"
        found = ask(f"SELECT count(*) FROM words {joined}WHERE {asked}{here}", word=bare, **there)  # noqa: S608
    return int(found[0][0])


def some(ask: Ask, dialect: str, phrase: str, most: int, folder: str | None = None) -> list[str]:
    """The sources of articles with a word or a phrase, in any of its forms; at most so many, whichever come first."""
    bare = phrase.replace('"', " ").replace("\0", " ")
    there: dict[str, object] = {} if folder is None else {"folder": folder}
    if dialect == "sqlite":
        here = "" if folder is None else "AND rowid IN (SELECT number FROM articles WHERE folder = :folder) "
        wanted = (
            f"SELECT source FROM (SELECT rowid AS found FROM words WHERE words MATCH :phrase {here}LIMIT :most) "  # noqa: S608 - constants
            "JOIN articles ON number = found"
        )
        bare = f'"{bare}"'
    else:
        here = "" if folder is None else "AND articles.folder = :folder "
        wanted = (
            "SELECT source FROM words JOIN articles ON number = article "  # noqa: S608 - constants
            f"WHERE found @@ phraseto_tsquery('english_words', :phrase) {here}LIMIT :most"
        )
    return [str(source) for (source,) in ask(wanted, phrase=bare, most=most, **there)]


def _query(expression: str) -> tuple[str, dict[str, str]]:
    phrases = re.findall(r'"([^"]*)"', expression.replace("\0", " ")) or [""]
    values = {f"word{at}": phrase for at, phrase in enumerate(phrases)}
    return " || ".join(f"phraseto_tsquery('english_words', :{name})" for name in values), values
