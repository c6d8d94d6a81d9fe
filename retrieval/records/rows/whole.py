"""Whether the rows of statements and entities are as they were written: digests over all of them.

A row that damage changed is made again with all others (`opening`). Each article has a digest of its own, so that one
that has changed, and whose rows went with it, makes no others suspect. Only files that are read in a moment are looked
through; a server looks after its own disk.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select

from retrieval.database.database import Database
from retrieval.database.tables import articles, meta
from retrieval.records.rows.finding import STATES
from retrieval.records.rows.writing import ALL, FILING

CHANGED = "changed since"  # under which `meta` has the articles that changed since all were merged
_SEAL = "rows"
_COMMON = ""  # what is no article's own


def is_whole(database: Database) -> bool:
    """Articles that have no rows yet are passed over; one that had some, with the same content, has lost them."""
    if not database.is_small_file:
        return True
    kept = _kept(database)
    made = _seals(database)
    return all(made[part] == kept.get(part) if made[part] else part not in kept for part in made)


def seal(database: Database) -> None:
    """Say that the rows are as they should be. Hold the lock of the index."""
    with database.transaction():
        database.ask(delete(meta).where(meta.c.key == _SEAL))
        if database.is_small_file:
            made = {part: told for part, told in _seals(database).items() if told}
            database.ask(insert(meta), key=_SEAL, value=json.dumps(made))


def _kept(database: Database) -> Mapping[str, Any]:
    found = database.ask(select(meta.c.value).where(meta.c.key == _SEAL))
    try:
        kept = json.loads(found[0][0]) if found else {}
    except ValueError:  # damaged itself
        return {}
    return kept if isinstance(kept, dict) else {}


def _seals(database: Database) -> dict[str, str]:
    """A digest of each article's rows, by content and source, "" where it has none yet; and one of all others."""
    parts: dict[Any, Any] = defaultdict(lambda: hashlib.blake2b(digest_size=12))
    for table in ALL:
        names, owned = table.c.keys(), "article" in table.c
        order = ", ".join(table.primary_key.columns.keys())
        # as they lie there: damage may have made them values of another type
        for row in database.ask(f"SELECT {', '.join(names)} FROM {table.name} ORDER BY {order}"):  # noqa: S608 - our own tables
            part = row[names.index("article")] if owned else _COMMON
            parts[part].update(repr((table.name, *row)).encode("utf-8", "surrogatepass"))
    for key, value in database.ask(select(meta).where(meta.c.key.in_((STATES, FILING, CHANGED))).order_by(meta.c.key)):
        parts[_COMMON].update(repr((key, value)).encode("utf-8", "surrogatepass"))
    made = {_COMMON: parts[_COMMON].hexdigest()}
    wanted = f"SELECT number, source, digest, details, origin, signature FROM {articles.name}"  # noqa: S608
    for number, source, digest, *told in database.ask(wanted):
        parts[number].update(repr(told).encode("utf-8", "surrogatepass"))
        made[f"{digest} {source}"] = parts[number].hexdigest() if told[1] is not None else ""
    return made
