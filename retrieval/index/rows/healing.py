"""Rows that no longer fit their seals are forgotten, and so made again from the articles."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, update

from retrieval.database.database import BrokenDatabaseError, Database
from retrieval.database.tables import articles, bind, passages, readings, statement_vectors, texts
from retrieval.index.rows.seals import sealed
from retrieval.index.rows.texts import text_of

log = logging.getLogger(__name__)


def heal(database: Database, remove: Callable[[str], None]) -> None:
    """Look at every row. `remove` forgets an article; it is called inside a transaction."""
    ask, one = database.ask, bind("one")
    lost = _texts(ask)
    broken = _articles(ask) | {s for s, digest in ask("SELECT source, digest FROM articles") if digest in lost}
    vectors = "SELECT number, vector, seal FROM passages WHERE vector IS NOT NULL"
    passing = [number for number, vector, kept in ask(vectors) if sealed(vector) != kept]
    keyed = ask("SELECT number, key, vector, seal FROM statement_vectors")
    stating = [number for number, key, vector, kept in keyed if sealed(key, vector) != kept]
    reading = _readings(ask)
    if not (broken or lost or passing or stating or reading):
        return
    if database.read_only:
        raise BrokenDatabaseError("parts of it are damaged")
    log.warning(
        "%d articles, %d readings, %d vectors and %d statements' vectors were damaged and are made again",
        len(broken), len(reading), len(passing), len(stating),
    )  # fmt: skip
    with database.transaction():
        for source in sorted(broken):
            remove(source)
        database.many(delete(texts).where(texts.c.digest == one), [{"one": digest} for digest in lost])
        unsealed = update(passages).where(passages.c.number == one).values(vector=None, seal=None, placed=False)
        database.many(unsealed, [{"one": number} for number in passing])
        database.many(delete(statement_vectors).where(statement_vectors.c.number == one), [{"one": n} for n in stating])
        database.many(
            delete(readings).where(readings.c.article == one, readings.c.reader == bind("by")),
            [{"one": number, "by": reader} for number, reader in reading],
        )
        unread = update(articles).where(articles.c.number == one).values(origin=None)  # and its statements with it
        database.many(unread, [{"one": number} for number, _ in reading])


def _articles(ask: Callable[..., Any]) -> set[str]:
    places: dict[int, list[int]] = defaultdict(list)
    for number, *place in ask("SELECT article, place, first, past FROM passages ORDER BY article, place"):
        places[number].extend(place)
    return {
        str(source)
        for number, source, digest, title, folder, kept in ask(
            "SELECT number, source, digest, title, folder, seal FROM articles"
        )
        if sealed(source, digest, title, folder, *places[number]) != kept
    }


def _texts(ask: Callable[..., Any]) -> set[str]:
    """The digests of texts that are damaged or missing."""
    missing = "SELECT digest FROM articles WHERE digest NOT IN (SELECT digest FROM texts)"
    broken = {str(row.digest) for row in ask("SELECT * FROM texts") if text_of(row) is None}
    return broken | {str(digest) for (digest,) in ask(missing)}


def _readings(ask: Callable[..., Any]) -> list[tuple[int, str]]:
    """Numbers of articles, and readers."""
    there = "SELECT number, digest, readings.* FROM readings JOIN articles ON number = article"
    return [
        (row.number, row.reader)
        for row in ask(there)
        if sealed(row.reader, row.version, row.digest, row.json) != row.seal
    ]
