"""What the difference of two small merges does to the rows of entities: who is new, told to be another, or gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, exists, func, insert, select, update

from retrieval.database.tables import (
    aliases,
    articles,
    bind,
    entities,
    mentions,
    names,
    nobody,
    persons,
    sounds,
    statements,
    tails,
)
from retrieval.records.changing.merges import Merges, chief, parts
from retrieval.records.rows.entity_rows import alias_rows, entity_row, person_rows, tail_rows
from retrieval.types import Actor

_MOSTLY = 0.5  # of the articles that name an entity: from there on the small merges know it


class EntityChanges:
    """Used once: `drop_aliases`, then `tell`; once the statements are written, `forget_unnamed`."""

    def __init__(self, merges: Merges) -> None:
        self.merges, self.database = merges, merges.database
        self._dropped: dict[str, set[str]] = {}

    def tell(self) -> None:
        """Who is new, who is told to be another by the change, and by which names."""
        here = [*self.merges.near, *self.merges.new]
        named = {seen.actor for source in here for seen in self.merges.now.registry.linked.get(source, ())}
        named |= {
            name
            for s in self.merges.new
            for row in self.merges.now.in_source(s)
            for name in (row.holder, row.reporter)
            if name
        }
        named |= {side for name in named for side in self.merges.now.registry.sides(name)}
        fresh = [
            actor
            for name, actor in self.merges.now.registry.actors.items()
            if name in named and name not in self.merges.names
        ]
        rank = int(self.database.ask(select(func.coalesce(func.max(entities.c.rank), 0)))[0][0])
        for at, actor in enumerate(fresh, rank + 1):
            stored = self.merges.stored(actor, self.merges.names)
            self.database.ask(insert(entities), **entity_row(stored, at, actor.name in self.merges.now.acting))
            self.database.many(insert(aliases), list(alias_rows(stored)))
            self.database.many(insert(tails), list(tail_rows(stored)))
        self._words(named)
        self._persons({actor.name for actor in fresh})
        stored_names = {
            n: self.merges.names[n] for n in self.merges.now.registry.actors if n in named and n in self.merges.names
        }
        led = chief(stored_names)
        known: dict[str, set[str]] = {stored: set() for stored in led}
        speaks_for: dict[str, str | None] = {}
        for part in parts(list(led)):
            for entity, text in self.database.ask(
                select(aliases.c.entity, aliases.c.text).where(aliases.c.entity.in_(part))
            ):
                known[entity].add(text)
            wanted = select(entities.c.name, entities.c.speaks_for).where(entities.c.name.in_(part))
            speaks_for.update(map(tuple, self.database.ask(wanted)))
        for stored_name, name in led.items():
            self._told(name, stored_name, known[stored_name], speaks_for)

    def _told(self, name: str, stored: str, known: set[str], speaks_for: Mapping[str, str | None]) -> None:
        """What the articles tell of an entity now and did not before, or the other way round. `known` are the names
        that are stored of it, and `speaks_for` whom entities speak for in the rows."""
        actor = self.merges.stored(self.merges.now.registry.actors[name], self.merges.names)
        then = self.merges.were.get(stored)
        met = self.merges.old.registry.actors.get(then) if then is not None else None
        earlier = self.merges.stored(met, self.merges.was) if met is not None else None
        texts = {alias.text for alias in earlier.aliases} if earlier else set()
        texts -= self._dropped.get(stored, set())
        more = [row for row in alias_rows(actor) if row["text"] not in texts]
        self.database.many(insert(aliases), [{**row, "entity": stored} for row in more if row["text"] not in known])
        told, before = _attributes(actor), _attributes(earlier) if earlier else None
        if stored not in speaks_for or told == before or not self._is_known(stored):
            return
        self.database.ask(update(entities).where(entities.c.name == stored).values(**told))
        held = update(statements).where(statements.c.holder == stored)  # their vectors are made of office and side, too
        self.database.ask(held.values(side=actor.speaks_for or stored, vector=None))

    def _is_known(self, stored: str) -> bool:
        """Whether most of the articles that name an entity are among those that were merged."""
        sources = self.database.ask(
            select(articles.c.source)
            .select_from(mentions.join(articles, articles.c.number == mentions.c.article))
            .where(mentions.c.entity == stored)
            .limit(2 * (len(self.merges.near) + len(self.merges.new)) + 2)
        )
        here = {*self.merges.near, *self.merges.new}
        return sum(source in here for (source,) in sources) >= _MOSTLY * len(sources)

    def _words(self, named: Iterable[str]) -> None:
        """The names that lead to somebody; what led to another stays with it."""
        mine = set(named)
        wanted = {
            k: (self.merges.name(name), sort)
            for k, (name, sort) in self.merges.now.registry._words.items()
            if name in mine
        }
        known = {
            k
            for at in parts(list(wanted))
            for (k,) in self.database.ask(select(names.c.key).where(names.c.key.in_(at)))
        }
        rows = [{"key": k, "entity": name, "sort": sort} for k, (name, sort) in wanted.items() if k not in known]
        self.database.many(insert(names), rows)
        then = {k: self.merges.was.get(name, name) for k, (name, _) in self.merges.old.registry._words.items()}
        moved = [{"one": k, "entity": n} for k, (n, _) in wanted.items() if k in known and then.get(k, n) != n]
        self.database.many(update(names).where(names.c.key == bind("one")), moved)
        nothing = sorted(self.merges.now.registry.nobody - wanted.keys())
        known = {
            k for at in parts(nothing) for (k,) in self.database.ask(select(nobody.c.key).where(nobody.c.key.in_(at)))
        }
        self.database.many(insert(nobody), [{"key": k} for k in nothing if k not in known])

    def _persons(self, fresh: Iterable[str]) -> None:
        new = set(fresh)
        known = {
            entity for (entity,) in self.database.ask(select(persons.c.entity).where(persons.c.entity.in_(sorted(new))))
        }
        for row, heard in person_rows(self.merges.now.registry):
            if row["entity"] in new - known:
                self.database.ask(insert(persons), **row)
                self.database.many(insert(sounds), heard)

    def forget_unnamed(self) -> None:
        """Drop the entities that nothing leads to any more, among those that were named before."""
        led = entities.alias()
        uses = (statements.c.holder, statements.c.reporter, mentions.c.entity, led.c.speaks_for)
        unused = [~exists().where(column == entities.c.name) for column in uses]
        for part in parts(list(dict.fromkeys(self.merges.was.values()))):
            wanted = select(entities.c.name).where(entities.c.name.in_(part), *unused)
            gone = [name for (name,) in self.database.ask(wanted)]
            for column in (entities.c.name, *(table.c.entity for table in (aliases, names, tails, persons, sounds))):
                self.database.ask(delete(column.table).where(column.in_(gone)))

    def drop_aliases(self, gone: Sequence[str]) -> None:
        """Names whose evidence is gone; where another article shows them too, they are told again."""
        for part in parts(gone):
            for entity, text in self.database.ask(
                select(aliases.c.entity, aliases.c.text).where(aliases.c.source.in_(part))
            ):
                self._dropped.setdefault(entity, set()).add(text)
            self.database.ask(delete(aliases).where(aliases.c.source.in_(part)))


def _attributes(actor: Actor) -> dict[str, object]:
    return {"kind": actor.kind.value, "speaks_for": actor.speaks_for, "role": actor.role}
