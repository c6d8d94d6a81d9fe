"""Entities ↔ rows: who they are, by which names, and where articles name them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from retrieval.database.database import Database
from retrieval.database.tables import aliases, entities
from retrieval.entities.actors import Registry
from retrieval.entities.packed.links import LinkedMention
from retrieval.mentions.vocabulary import BODY_WORDS
from retrieval.types import Actor, ActorKind, Alias

_TOGETHER = 500


def entity_row(actor: Actor, rank: int, acting: bool) -> dict[str, object]:
    told = {"kind": actor.kind.value, "speaks_for": actor.speaks_for, "role": actor.role}
    return {"name": actor.name, "rank": rank, "acting": acting, **told}


def alias_rows(actor: Actor) -> Iterator[dict[str, object]]:
    for place, alias in enumerate(actor.aliases):
        source, _, span = alias.evidence.rpartition(":")
        told = {"source": source if span.replace("-", "").isdigit() else None, "evidence": alias.evidence}
        yield {"entity": actor.name, "text": alias.text, "place": place, **told}


def tail_rows(actor: Actor) -> Iterator[dict[str, object]]:
    """ "guild" and "ferry guild" of an organisation whose name ends so."""
    *_, before, last = ("", *actor.name.lower().split())
    if actor.kind is ActorKind.ORGANISATION and before and last in BODY_WORDS:
        for noun in dict.fromkeys((last, f"{before} {last}")):
            yield {"noun": noun, "entity": actor.name}


def person_rows(registry: Registry) -> Iterator[tuple[dict[str, object], list[dict[str, object]]]]:
    """Each person that is an entity's, and the sounds of the surnames that lead to it."""
    heard: dict[int, list[str]] = defaultdict(list)
    for sound, same in registry._surnames.items():
        for person in same:
            heard[id(person)].append(sound)
    done = set()
    for rank, person in enumerate(registry._persons):
        name = registry._person_names.get(id(person))
        if name is None or name in done:
            continue
        done.add(name)
        row: dict[str, object] = {
            "entity": name,
            "rank": rank,
            "spellings": json.dumps(person.spellings, ensure_ascii=False),
            "surnames": json.dumps(person.surnames, ensure_ascii=False),
            "sounds": json.dumps(sorted(person.sounds), ensure_ascii=False),
        }
        yield row, [{"sound": sound, "entity": name} for sound in heard[id(person)]]


def mention_rows(
    article: int, seen: Iterable[LinkedMention], names: Mapping[str, str] | None = None
) -> list[dict[str, object]]:
    """Where an article names each entity; `names` are their names here, where they have others."""
    found: dict[str, list[LinkedMention]] = defaultdict(list)
    for one in seen:
        found[names.get(one.actor, one.actor) if names else one.actor].append(one)
    return [
        {
            "article": article,
            "entity": entity,
            "counts": any(one.counts for one in those),
            "spans": json.dumps([[*one.span, one.sort.value, one.use.value] for one in those]),
        }
        for entity, those in found.items()
    ]


def actors_named(database: Database, names: Iterable[str]) -> dict[str, Actor]:
    """The entities of these names, as far as they are known."""
    found: dict[str, Actor] = {}
    wanted = list(dict.fromkeys(names))
    for at in range(0, len(wanted), _TOGETHER):
        part = wanted[at : at + _TOGETHER]
        also: dict[str, list[Alias]] = defaultdict(list)
        for name, text, evidence in database.ask(
            select(aliases.c.entity, aliases.c.text, aliases.c.evidence)
            .where(aliases.c.entity.in_(part))
            .order_by(aliases.c.entity, aliases.c.place)
        ):
            also[name].append(Alias(text, evidence))
        for row in database.ask(select(entities).where(entities.c.name.in_(part))):
            found[row.name] = actor_of(row, also[row.name])
    return {name: found[name] for name in wanted if name in found}


def actor_of(row: Any, also: Sequence[Alias]) -> Actor:
    return Actor(row.name, ActorKind(row.kind), tuple(also), row.speaks_for, row.role)
