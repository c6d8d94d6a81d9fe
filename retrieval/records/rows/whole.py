"""Whether the rows of statements and entities are as they were written: a digest over all of them.

A row that damage changed is made again with all others (`opening`). Only files that are read in a moment are looked
through; a server looks after its own disk.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import delete, insert, select

from retrieval.database.database import Database
from retrieval.database.tables import articles, meta
from retrieval.records.rows.finding import STATES
from retrieval.records.rows.writing import ALL, FILING

CHANGED = "changed since"  # under which `meta` has the articles that changed since all were merged
_SEAL = "rows"


def is_whole(database: Database) -> bool:
    if not database.is_small_file:
        return True
    found = database.ask(select(meta.c.value).where(meta.c.key == _SEAL))
    return bool(found) and found[0][0] == _seal(database)


def seal(database: Database) -> None:
    """Say that the rows are as they should be. Hold the lock of the index."""
    with database.transaction():
        database.ask(delete(meta).where(meta.c.key == _SEAL))
        if database.is_small_file:
            database.ask(insert(meta), key=_SEAL, value=_seal(database))


def _seal(database: Database) -> str:
    made = hashlib.blake2b(digest_size=12)
    wanted = [
        f"SELECT {', '.join(table.c.keys())} FROM {table.name} ORDER BY {', '.join(table.primary_key.columns.keys())}"  # noqa: S608 - our own tables
        for table in ALL
    ]
    wanted.append(f"SELECT source, details, origin, signature FROM {articles.name} ORDER BY source")  # noqa: S608
    for statement in wanted:  # as they lie there: damage may have made them values of another type
        for row in database.ask(statement):
            made.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
        made.update(b"\0")
    for key, value in database.ask(select(meta).where(meta.c.key.in_((STATES, FILING, CHANGED))).order_by(meta.c.key)):
        made.update(repr((key, value)).encode("utf-8", "surrogatepass"))
    return made.hexdigest()
