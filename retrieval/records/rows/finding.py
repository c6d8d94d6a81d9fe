"""The entities that a text names, out of the rows of these names alone.

What `find` could look up is read first, in a few statements; then it runs over a small `Registry` of that.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Column, exists, select

from retrieval.database.database import Database
from retrieval.database.tables import articles, entities, mentions, meta, names, nobody, persons, sounds, tails
from retrieval.entities.actors import Registry
from retrieval.entities.evidence import initials
from retrieval.entities.kinds.persons import Person
from retrieval.entities.kinds.states import Gazetteer
from retrieval.entities.lexicon import Entry, Sort, key, undotted
from retrieval.entities.packed.links import Links
from retrieval.entities.spelling import sound
from retrieval.mentions.words import words
from retrieval.records.rows.entity_rows import actors_named
from retrieval.types import Actor, ActorKind, Span

STATES = "states"  # under which `meta` has what the articles teach of states
_LONGEST = 6  # words of a name
_TOGETHER = 500


class Finder:
    """Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        told = database.ask(select(meta.c.value).where(meta.c.key == STATES))
        self._states, self._canonical, self._given = unpack_states(told[0][0] if told else "")

    def find(self, text: str, folder: str | None = None) -> tuple[list[tuple[Actor, Span]], list[str]]:
        """The actors that a text names, in its order, and the names that no article mentions; with `folder`, none of
        that folder's."""
        return self._registry(text, folder).find(text)

    def _registry(self, text: str, folder: str | None) -> Registry:
        spans = _spans(text)
        keys = {key(one) for one in spans} | {key(initials(one)) for one in spans if " " in one}
        known = {row.key: (row.entity, Sort(row.sort)) for row in self._rows(names, names.c.key, keys)}
        people, surnames = self._people({heard for one in spans if (heard := sound(one))})
        ends = {row.entity for row in self._rows(tails, tails.c.noun, {one.lower() for one in spans})}
        states = {
            self._canonical[entry.state]
            for one in spans
            if (entry := self._states.look(one)) is not None and entry.state in self._canonical
        }
        wanted = {name for name, _ in known.values()} | set(people) | ends | states
        actors = actors_named(self._database, sorted(wanted))
        persons_of = [person for name, person in people.items() if name in actors]
        return Registry(
            _Actors(self._database, actors),
            {word: hit for word, hit in known.items() if hit[0] in actors},
            self._states,
            {state: name for state, name in self._canonical.items() if name in actors or name not in wanted},
            persons_of,
            {heard: [one for one in same if one in persons_of] for heard, same in surnames.items()},
            {id(person): name for name, person in people.items() if name in actors},
            self._given,
            frozenset(row.key for row in self._rows(nobody, nobody.c.key, keys)),
            Links(),
            dict.fromkeys(self._mentioned(actors, folder), ()),
        )

    def _people(self, heard: Collection[str]) -> tuple[dict[str, Person], dict[str, list[Person]]]:
        leading: dict[str, list[str]] = defaultdict(list)
        for row in self._rows(sounds, sounds.c.sound, heard):
            leading[row.sound].append(row.entity)
        rows = self._rows(persons, persons.c.entity, {name for same in leading.values() for name in same})
        people = {
            row.entity: Person(
                Counter(json.loads(row.spellings)), Counter(json.loads(row.surnames)), tuple(json.loads(row.sounds))
            )
            for row in sorted(rows, key=lambda row: row.rank)
        }
        order = {name: at for at, name in enumerate(people)}
        found = {
            one: [people[name] for name in sorted(same, key=lambda name: order.get(name, 0)) if name in people]
            for one, same in leading.items()
        }
        return people, found

    def _mentioned(self, wanted: Iterable[str], folder: str | None) -> list[str]:
        """Those whom some article names, or somebody who speaks for them."""
        found: list[str] = []
        part = list(wanted)
        for at in range(0, len(part), _TOGETHER):
            asked = select(entities.c.name).where(entities.c.name.in_(part[at : at + _TOGETHER]))
            there = exists().where(mentions.c.entity == entities.c.name, mentions.c.counts.is_(True))
            if folder is not None:
                there = there.where(mentions.c.article == articles.c.number, articles.c.folder == folder)
            found.extend(name for (name,) in self._database.ask(asked.where(there)))
            speaking = select(entities.c.speaks_for).where(entities.c.speaks_for.in_(part[at : at + _TOGETHER]))
            found.extend(name for (name,) in self._database.ask(speaking.where(there).distinct()))
        return found

    def _rows(self, table: Any, column: Column[Any], values: Collection[str]) -> list[Any]:
        found: list[Any] = []
        part = sorted(values)
        for at in range(0, len(part), _TOGETHER):
            found.extend(self._database.ask(select(table).where(column.in_(part[at : at + _TOGETHER]))))
        return found


class _Actors(dict[str, Actor]):
    """Entities by name; one that was not read beforehand is read when it is asked for."""

    def __init__(self, database: Database, found: Mapping[str, Actor]) -> None:
        super().__init__(found)
        self._database = database

    def __missing__(self, name: str) -> Actor:
        self.update(actors_named(self._database, [name]))
        return super().__getitem__(name) if name in self else Actor(name, ActorKind.GROUP)


def pack_states(registry: Registry) -> str:
    states = registry._states
    return json.dumps(
        [
            [[word, entry.state, entry.sort, entry.evidence] for word, entry in states.learnt.items()],
            sorted(states.distrusted),
            [[word, sorted(sources)] for word, sources in states.elsewhere.items()],
            dict(registry._canonical),
            sorted(registry._given),
        ],
        ensure_ascii=False,
    )


def unpack_states(packed: str) -> tuple[Gazetteer, dict[str, str], frozenset[str]]:
    learnt, distrusted, elsewhere, canonical, given = json.loads(packed or "[[], [], [], {}, []]")
    found = Gazetteer(
        {word: Entry(state, Sort(sort), why) for word, state, sort, why in learnt},
        frozenset(distrusted),
        {word: frozenset(sources) for word, sources in elsewhere},
    )
    return found, canonical, frozenset(given)


def _spans(text: str) -> set[str]:
    """Every run of up to six words of a text, as it stands and without its dots."""
    stream = [word for word in words(text) if word.text[0].isalnum() or "." in word.text]
    runs = {
        text[stream[at].start : stream[end - 1].end]
        for at in range(len(stream))
        for end in range(at + 1, min(len(stream), at + _LONGEST) + 1)
    }
    bare = {re.sub(r"['’]s?$", "", one) for one in runs}
    return {form.strip() for one in runs | bare for form in (one, undotted(one)) if form.strip()}
