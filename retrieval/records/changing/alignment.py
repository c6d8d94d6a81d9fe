"""Which stored entities the actors of a small merge are: by where both see them, else by name."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select

from retrieval.database.database import Database
from retrieval.database.tables import articles, entities, mentions, names
from retrieval.entities.actors import Registry
from retrieval.entities.lexicon import key

_TOGETHER = 500


Stored = Mapping[str, Mapping[tuple[int, int], str]]  # by source, the entity that is stored for a place


def align(database: Database, registry: Registry, there: Stored) -> dict[str, str]:
    """The stored name of each actor that is stored, by the mentions that are `there`."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for source, known in there.items():
        for seen in registry.linked.get(source, ()):
            if (name := known.get((seen.span.start, seen.span.end))) is not None:
                votes[seen.actor][name] += 1
    # its own name where it is among the likely ones: of two persons of one surname a merge may see but one
    found = {
        actor: actor if 2 * those[actor] >= those.total() else those.most_common(1)[0][0]
        for actor, those in votes.items()
    }
    rest = [name for name in registry.actors if name not in found]
    same = {name for (name,) in _asked(database, select(entities.c.name), entities.c.name, rest)}
    keys = {key(name): name for name in rest if name not in same}
    found.update((name, name) for name in same)
    rows = _asked(database, select(names.c.key, names.c.entity), names.c.key, list(keys))
    found.update((keys[word], entity) for word, entity in rows)
    return found


def stored_mentions(database: Database, sources: Collection[str]) -> Stored:
    found: dict[str, dict[tuple[int, int], str]] = {source: {} for source in sources}
    wanted = select(articles.c.source, mentions.c.entity, mentions.c.spans).select_from(
        mentions.join(articles, articles.c.number == mentions.c.article)
    )
    for source, entity, spans in _asked(database, wanted, articles.c.source, list(sources)):
        for start, end, *_ in json.loads(spans):
            found[source][start, end] = entity
    return found


def _asked(database: Database, wanted: object, column: object, values: list[str]) -> Iterable[tuple[str, ...]]:
    for at in range(0, len(values), _TOGETHER):
        part = values[at : at + _TOGETHER]
        yield from database.ask(wanted.where(column.in_(part)))  # type: ignore[attr-defined]  # a Select and a Column
