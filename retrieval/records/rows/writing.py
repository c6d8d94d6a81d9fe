"""What was merged out of all articles → rows, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
from sqlalchemy import delete, insert, select, update

from retrieval.database.database import Database
from retrieval.database.tables import (
    aliases,
    articles,
    bands,
    bind,
    entities,
    issues,
    mentions,
    meta,
    names,
    nobody,
    persons,
    sounds,
    statements,
    tails,
)
from retrieval.issues.induction import NO_FILING, Filing, Group
from retrieval.records.rows.entity_rows import alias_rows, entity_row, mention_rows, person_rows, tail_rows
from retrieval.records.rows.finding import STATES, pack_states
from retrieval.records.rows.statement_rows import rows_of
from retrieval.statements.accounts import pack_details
from retrieval.statements.ledger import Ledger
from retrieval.types import Details

FILING = "filing"  # under which `meta` has what all issues have in common
ALL = (entities, aliases, names, tails, nobody, persons, sounds, mentions, statements, issues, bands)


def write(database: Database, ledger: Ledger) -> None:
    """Put a ledger's rows in place of all that were there. Call it inside a transaction."""
    for table in ALL:
        database.ask(delete(table))
    numbers = numbers_of(database)
    registry = ledger.registry
    put_many(
        database,
        entities,
        (entity_row(a, at, a.name in ledger.acting) for at, a in enumerate(registry.actors.values())),
    )
    put_many(database, aliases, (row for actor in registry.actors.values() for row in alias_rows(actor)))
    put_many(database, tails, (row for actor in registry.actors.values() for row in tail_rows(actor)))
    put_many(database, names, ({"key": k, "entity": name, "sort": sort} for k, (name, sort) in registry._words.items()))
    put_many(database, nobody, ({"key": each} for each in sorted(registry.nobody)))
    put_many(database, persons, (row for row, _ in person_rows(registry)))
    put_many(database, sounds, (row for _, heard in person_rows(registry) for row in heard))
    put_meta(database, STATES, pack_states(registry))
    put_issues(database, ledger)
    seen = (row for source, those in registry.linked.items() for row in mention_rows(numbers[source], those))
    put_many(database, mentions, seen)
    put_many(database, statements, _statement_rows(ledger, numbers))
    put_articles(database, numbers, ledger.details, ledger.origins, ledger.signatures)


def put_articles(
    database: Database,
    numbers: Mapping[str, int],
    details: Mapping[str, Details],
    origins: Mapping[str, str],
    signatures: Mapping[str, Sequence[int]],
) -> None:
    """What articles say of themselves, and which are one story."""
    wanted = update(articles).where(articles.c.number == bind("one"))
    rows = [
        {
            "one": numbers[source],
            "details": json.dumps(pack_details(details[source]), ensure_ascii=False),
            "origin": origins[source],
            "signature": np.asarray(signatures[source], np.uint64).tobytes(),
        }
        for source in details
    ]
    database.many(wanted, rows)
    put_many(database, bands, ({"band": b, "article": numbers[s]} for s in details for b in bands_of(signatures[s])))


def bands_of(signature: Sequence[int]) -> list[int]:
    """A number for each two neighbours in a signature, which near-duplicates share some of."""
    found = [
        (at + 1) * 0x9E3779B97F4A7C15 + signature[at] * 0xBF58476D1CE4E5B9 + signature[at + 1] * 0x94D049BB133111EB
        for at in range(0, len(signature) - 1, 2)
    ]
    return list(dict.fromkeys(number >> 1 & 0x7FFF_FFFF_FFFF_FFFF for number in found))


def put_issues(database: Database, ledger: Ledger) -> None:
    groups = {group.name: group for group in ledger.filing.groups}
    rows = []
    for rank, issue in enumerate(ledger.issues.known):
        group = groups.get(issue.name)
        rows.append(
            {
                "rank": rank,
                "name": issue.name,
                "terms": json.dumps([*issue.terms.items()], ensure_ascii=False),
                "keys": json.dumps(sorted(group.keys) if group else [], ensure_ascii=False),
                "direction": group.direction.astype(np.float32).tobytes() if group else None,
            }
        )
    put_many(database, issues, iter(rows))
    put_meta(database, FILING, json.dumps([ledger.filing.bar, ledger.filing.mean.tolist()]))


def read_filing(database: Database) -> Filing:
    """What further statements are filed by."""
    told = database.ask(select(meta.c.value).where(meta.c.key == FILING))
    bar, mean = json.loads(told[0][0]) if told else (0.0, [])
    groups = [
        Group(
            row.name,
            frozenset(tuple(key) for key in json.loads(row.keys)),
            np.frombuffer(row.direction, np.float32),
            {tuple(term): weight for term, weight in json.loads(row.terms)},
        )
        for row in database.ask(select(issues).order_by(issues.c.rank))
        if row.direction is not None
    ]
    return Filing(groups, np.asarray(mean, np.float32), bar) if groups else NO_FILING


def put_many(database: Database, table: object, rows: Iterator[dict[str, object]], together: int = 5_000) -> None:
    """Insert rows, so many in memory at a time."""
    part: list[dict[str, object]] = []
    for row in rows:
        part.append(row)
        if len(part) == together:
            database.many(insert(table), part)  # type: ignore[arg-type]  # a Table, which SQLAlchemy types loosely
            part = []
    database.many(insert(table), part)  # type: ignore[arg-type]


def put_meta(database: Database, key: str, value: str) -> None:
    database.ask(delete(meta).where(meta.c.key == key))
    database.ask(insert(meta), key=key, value=value)


def numbers_of(database: Database) -> dict[str, int]:
    """The number of each article."""
    return dict(map(tuple, database.ask(select(articles.c.source, articles.c.number))))


def numbers_of_some(database: Database, sources: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at in range(0, len(sources), 500):
        wanted = select(articles.c.source, articles.c.number).where(articles.c.source.in_(sources[at : at + 500]))
        found.update((source, number) for source, number in database.ask(wanted))
    return found


def _statement_rows(ledger: Ledger, numbers: Mapping[str, int]) -> Iterator[dict[str, object]]:
    counted = ((row, number not in ledger.echoed) for number, row in enumerate(ledger.statements))
    actors = ledger.registry.actors

    def side(holder: str) -> str:
        one = actors.get(holder)
        return (one.speaks_for if one else None) or holder

    for source, rows in groupby(counted, key=lambda pair: pair[0].source):
        yield from rows_of(numbers[source], rows, side)
