"""Which articles are one story, where a few have changed: only these, their near-duplicates and theirs are compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from sqlalchemy import select, update

from retrieval.articles import near_duplicates
from retrieval.database.database import Database
from retrieval.database.tables import articles, bands, bind
from retrieval.layout.normal_form import as_read
from retrieval.records.rows.writing import bands_of, numbers_of_some, put_articles
from retrieval.statements.accounts import Account, unpack_details
from retrieval.types import Article, Details

_TOGETHER = 500


def regroup(database: Database, texts: Mapping[str, Article], new: Mapping[str, Account], gone: Sequence[str]) -> None:
    """`new` are articles with what they say now; `gone` those that were changed or removed. Inside a transaction."""
    mates = _sharing(database, {band for account in new.values() for band in bands_of(account.signature)})
    mates |= _of_origin(database, gone)  # a story whose first article is gone
    mates |= _of_origin(database, _origins(database, mates))
    known = _known(database, mates - new.keys())
    details = {source: one.details for source, one in new.items()} | {s: told for s, (told, _) in known.items()}
    signatures = {s: one.signature for s, one in new.items()} | {s: numbers for s, (_, numbers) in known.items()}
    affected = {source: as_read(texts[source]) for source in sorted(details) if source in texts}
    found = near_duplicates.group(affected, details, {source: signatures[source] for source in affected})
    put_articles(
        database,
        numbers_of_some(database, list(new)),
        {source: one.details for source, one in new.items()},
        found,
        {source: one.signature for source, one in new.items()},
    )
    wanted = update(articles).where(articles.c.source == bind("one"))
    database.many(wanted, [{"one": source, "origin": found[source]} for source in affected if source not in new])


def _sharing(database: Database, wanted: Iterable[int]) -> set[str]:
    found: set[str] = set()
    for part in _parts(sorted(wanted)):
        rows = select(articles.c.source).select_from(bands.join(articles, articles.c.number == bands.c.article))
        found.update(source for (source,) in database.ask(rows.where(bands.c.band.in_(part)).distinct()))
    return found


def _of_origin(database: Database, origins: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for part in _parts(sorted(origins)):
        found.update(s for (s,) in database.ask(select(articles.c.source).where(articles.c.origin.in_(part))))
    return found


def _origins(database: Database, sources: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for part in _parts(sorted(sources)):
        rows = select(articles.c.origin).where(articles.c.source.in_(part), articles.c.origin.is_not(None))
        found.update(origin for (origin,) in database.ask(rows))
    return found


def _known(database: Database, sources: Iterable[str]) -> dict[str, tuple[Details, tuple[int, ...]]]:
    found: dict[str, tuple[Details, tuple[int, ...]]] = {}
    for part in _parts(sorted(sources)):
        rows = select(articles.c.source, articles.c.details, articles.c.signature).where(
            articles.c.source.in_(part), articles.c.signature.is_not(None)
        )
        for source, details, signature in database.ask(rows):
            numbers = tuple(np.frombuffer(signature, np.uint64).tolist())
            found[source] = unpack_details(json.loads(details)), numbers
    return found


def _parts(values: Sequence[object]) -> Iterable[Sequence[object]]:
    return (values[at : at + _TOGETHER] for at in range(0, len(values), _TOGETHER))
