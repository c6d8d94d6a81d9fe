"""Two small merges, and what their difference does to the rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import delete, func, insert, select, update

from retrieval.database.database import Database
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
from retrieval.entities.actors import LinkedMention
from retrieval.entities.lexicon import Sort
from retrieval.index.index import Index
from retrieval.issues.filing import said_in
from retrieval.issues.issues import read_issues
from retrieval.mentions.names import Use
from retrieval.records.alignment import align
from retrieval.records.entity_rows import alias_rows, entity_row, mention_rows, person_rows, tail_rows
from retrieval.records.statement_rows import SELECT, rows_of, statement_of
from retrieval.records.writing import numbers_of_some, read_filing
from retrieval.statements.ledger import Ledger
from retrieval.types import Actor, Details, Span, Statement

_MOSTLY = 0.5  # of the articles that name an entity: from there on the small merges know it

Place = tuple[Span, Span | None, Span | None]


class Difference:
    """Two merges, and what their difference does to the rows; used once."""

    def __init__(
        self, index: Index, folder: Path | None, old: Ledger, now: Ledger, near: Sequence[str], new: Sequence[str]
    ) -> None:
        self.index, self.folder, self.old, self.now = index, folder, old, now
        self.database: Database = index.store.database
        self.near, self.new = near, new
        self.was = align(self.database, old.registry, near)
        self.names = align(self.database, now.registry, near)
        self.were = _chief(self.was)
        self._split()
        self.numbers = numbers_of_some(self.database, [*near, *new])
        self.terms = dict(zip(now.statements, now.terms, strict=True))
        self.echoed = {row for number, row in enumerate(now.statements) if number in now.echoed}

    def _split(self) -> None:
        """Who was one with a stored entity before, and is somebody apart from it now, is a new one."""
        single, chiefs = Counter(self.was.values()), _chief(self.names)
        apart = [
            name
            for name, stored in self.names.items()
            if chiefs[stored] != name and single[stored] == 1 and name not in self.old.registry.actors
        ]
        for part in _parts(apart):
            known = {n for (n,) in self.database.ask(select(entities.c.name).where(entities.c.name.in_(part)))}
            for name in part:
                if name in known:
                    self.names[name] = name
                else:
                    del self.names[name]

    def apply(self, gone: Iterable[str]) -> None:
        """`gone` are the sources whose words are others now, or none."""
        self.dropped = self._drop_aliases(list(gone))
        self._entities()
        for source in self.new:
            rows = [self._named(row, self.names) for row in self.now.in_source(source)]
            counts = [row not in self.echoed for row in self.now.in_source(source)]
            terms = [self.terms[row] for row in self.now.in_source(source)]
            self._write(
                source,
                self.now.registry.linked.get(source, ()),
                list(zip(self._filed(rows, terms), counts, strict=True)),
            )
        for source in self.near:
            self._beside(source)
        self._forget_unnamed()

    # entities

    def _entities(self) -> None:
        """Who is new, who is told to be another by the change, and by which names."""
        here = [*self.near, *self.new]
        named = {seen.actor for source in here for seen in self.now.registry.linked.get(source, ())}
        named |= {
            name for s in self.new for row in self.now.in_source(s) for name in (row.holder, row.reporter) if name
        }
        named |= {side for name in named for side in self.now.registry.sides(name)}
        fresh = [actor for name, actor in self.now.registry.actors.items() if name in named and name not in self.names]
        rank = int(self.database.ask(select(func.coalesce(func.max(entities.c.rank), 0)))[0][0])
        for at, actor in enumerate(fresh, rank + 1):
            stored = self._actor(actor, self.names)
            self.database.ask(insert(entities), **entity_row(stored, at, actor.name in self.now.acting))
            self.database.many(insert(aliases), list(alias_rows(stored)))
            self.database.many(insert(tails), list(tail_rows(stored)))
        self._words(named)
        self._persons({actor.name for actor in fresh})
        stored_names = {n: self.names[n] for n in self.now.registry.actors if n in named and n in self.names}
        for stored_name, name in _chief(stored_names).items():
            self._told(name, stored_name)

    def _told(self, name: str, stored: str) -> None:
        """What the articles tell of an entity now and did not before, or the other way round."""
        actor = self._actor(self.now.registry.actors[name], self.names)
        then = self.were.get(stored)
        met = self.old.registry.actors.get(then) if then is not None else None
        earlier = self._actor(met, self.was) if met is not None else None
        texts = {alias.text for alias in earlier.aliases} if earlier else set()
        texts -= self.dropped.get(stored, set())
        more = [row for row in alias_rows(actor) if row["text"] not in texts]
        known = {text for (text,) in self.database.ask(select(aliases.c.text).where(aliases.c.entity == stored))}
        self.database.many(insert(aliases), [{**row, "entity": stored} for row in more if row["text"] not in known])
        there = self.database.ask(select(entities.c.speaks_for).where(entities.c.name == stored))
        told, before = _attributes(actor), _attributes(earlier) if earlier else None
        if not there or told == before or not self._is_known(stored):
            return
        self.database.ask(update(entities).where(entities.c.name == stored).values(**told))
        if there[0].speaks_for != actor.speaks_for:
            wanted = update(statements).where(statements.c.holder == stored)
            self.database.ask(wanted.values(side=actor.speaks_for or stored, vector=None))

    def _is_known(self, stored: str) -> bool:
        """Whether most of the articles that name an entity are among those that were merged."""
        sources = self.database.ask(
            select(articles.c.source)
            .select_from(mentions.join(articles, articles.c.number == mentions.c.article))
            .where(mentions.c.entity == stored)
            .limit(2 * (len(self.near) + len(self.new)) + 2)
        )
        here = {*self.near, *self.new}
        return sum(source in here for (source,) in sources) >= _MOSTLY * len(sources)

    def _words(self, named: Iterable[str]) -> None:
        """The names that lead to somebody; what led to another stays with it."""
        wanted = {
            k: (self._name(name), sort) for k, (name, sort) in self.now.registry._words.items() if name in set(named)
        }
        known = {
            k
            for at in _parts(list(wanted))
            for (k,) in self.database.ask(select(names.c.key).where(names.c.key.in_(at)))
        }
        rows = [{"key": k, "entity": name, "sort": sort} for k, (name, sort) in wanted.items() if k not in known]
        self.database.many(insert(names), rows)
        then = {k: self.was.get(name, name) for k, (name, _) in self.old.registry._words.items()}
        moved = [{"one": k, "entity": n} for k, (n, _) in wanted.items() if k in known and then.get(k, n) != n]
        self.database.many(update(names).where(names.c.key == bind("one")), moved)
        nothing = sorted(self.now.registry.nobody - wanted.keys())
        known = {
            k for at in _parts(nothing) for (k,) in self.database.ask(select(nobody.c.key).where(nobody.c.key.in_(at)))
        }
        self.database.many(insert(nobody), [{"key": k} for k in nothing if k not in known])

    def _persons(self, fresh: Iterable[str]) -> None:
        new = set(fresh)
        known = {
            entity for (entity,) in self.database.ask(select(persons.c.entity).where(persons.c.entity.in_(sorted(new))))
        }
        for row, heard in person_rows(self.now.registry):
            if row["entity"] in new - known:
                self.database.ask(insert(persons), **row)
                self.database.many(insert(sounds), heard)

    def _forget_unnamed(self) -> None:
        """Drop the entities that nothing leads to any more, among those that were named before."""
        gone = list(dict.fromkeys(self.was.values()))
        for part in _parts(gone):
            held = select(statements.c.holder).where(statements.c.holder.in_(part))
            told = select(statements.c.reporter).where(statements.c.reporter.in_(part))
            seen = select(mentions.c.entity).where(mentions.c.entity.in_(part))
            led = select(entities.c.speaks_for).where(entities.c.speaks_for.in_(part))
            used = {name for wanted in (held, told, seen, led) for (name,) in self.database.ask(wanted.distinct())}
            for name in [each for each in part if each not in used]:
                for table, column in (
                    (entities, "name"),
                    *((t, "entity") for t in (aliases, names, tails, persons, sounds)),
                ):
                    self.database.ask(delete(table).where(table.c[column] == name))

    def _drop_aliases(self, gone: Sequence[str]) -> dict[str, set[str]]:
        """Names whose evidence is gone; where another article shows them too, they are told again."""
        found: dict[str, set[str]] = {}
        for part in _parts(gone):
            for entity, text in self.database.ask(
                select(aliases.c.entity, aliases.c.text).where(aliases.c.source.in_(part))
            ):
                found.setdefault(entity, set()).add(text)
            self.database.ask(delete(aliases).where(aliases.c.source.in_(part)))
        return found

    # statements

    def _beside(self, source: str) -> None:
        """The rows of an article that did not change itself, where the two merges differ."""
        then = {_place(row): self._named(row, self.was) for row in self.old.in_source(source)}
        now = {_place(row): self._named(row, self.names) for row in self.now.in_source(source)}
        differ = {at for at in then.keys() | now.keys() if _told(then.get(at)) != _told(now.get(at))}
        self._mentions_beside(source)
        if not differ:
            return
        details: Mapping[str, Details] = {source: self.now.details[source]}
        kept: list[tuple[Statement, bool]] = []
        for row in self.database.ask(SELECT.where(articles.c.source == source).order_by(statements.c.place)):
            one = statement_of(row, details)
            at = _place(one)
            if at not in differ:
                kept.append((one, row.turn is not None))
            elif at in now:
                kept.append((replace(now.pop(at), issue=one.issue), row.turn is not None))
        rows = self.now.in_source(source)
        more = [row for row in rows if _place(row) in differ and _place(row) in now and _place(row) not in then]
        named = self._filed([self._named(row, self.names) for row in more], [self.terms[row] for row in more])
        kept += [(one, row not in self.echoed) for one, row in zip(named, more, strict=True)]
        kept.sort(key=lambda pair: pair[0].quote_span)
        self._write(source, None, kept)

    def _mentions_beside(self, source: str) -> None:
        """The mentions of an article that did not change itself, where the two merges differ."""
        then = {(one.span, self.was.get(one.actor, one.actor)) for one in self.old.registry.linked.get(source, ())}
        now = {(one.span, self._name(one.actor)): one for one in self.now.registry.linked.get(source, ())}
        lost, more = then - now.keys(), [one for place, one in now.items() if place not in then]
        if not lost and not more:
            return
        number = self.numbers[source]
        stored = self.database.ask(select(mentions).where(mentions.c.article == number))
        rows = [
            (entity, LinkedMention(Span(start, end), "", entity, Sort(sort), Use(use)))
            for entity, spans in ((row.entity, json.loads(row.spans)) for row in stored)
            for start, end, sort, use in spans
            if (Span(start, end), entity) not in lost
        ]
        there = {(one.span, entity) for entity, one in rows}
        rows += [(self._name(one.actor), one) for one in more if (one.span, self._name(one.actor)) not in there]
        seen = sorted((one._replace(actor=entity) for entity, one in rows), key=lambda one: one.span)
        self.database.ask(delete(mentions).where(mentions.c.article == number))
        self.database.many(insert(mentions), mention_rows(number, seen))

    def _write(self, source: str, seen: Iterable[LinkedMention] | None, rows: Sequence[tuple[Statement, bool]]) -> None:
        number = self.numbers[source]
        if seen is not None:
            self.database.ask(delete(mentions).where(mentions.c.article == number))
            self.database.many(insert(mentions), mention_rows(number, seen, self.names))
        self.database.ask(delete(statements).where(statements.c.article == number))
        self.database.many(insert(statements), rows_of(number, rows, self._side_of(rows)))

    def _side_of(self, rows: Sequence[tuple[Statement, bool]]) -> Callable[[str], str]:
        found: dict[str, str | None] = {}
        for part in _parts(sorted({row.holder for row, _ in rows})):
            wanted = select(entities.c.name, entities.c.speaks_for).where(entities.c.name.in_(part))
            found.update(map(tuple, self.database.ask(wanted)))
        return lambda holder: found.get(holder) or holder

    def _filed(self, rows: Sequence[Statement], terms: Sequence[Sequence[str]]) -> list[Statement]:
        """The statements under the issues that there are."""
        given = read_issues(self.folder) if self.folder else None
        if given is not None:
            return [replace(row, issue=given.issue_of(row.quote)) for row in rows]
        filing = read_filing(self.database)
        homes = filing.file(said_in(list(zip(rows, terms, strict=True)), str, self.index.vectors))
        return [
            replace(row, issue=None if at is None else filing.groups[at].name)
            for row, at in zip(rows, homes, strict=True)
        ]

    # names

    def _name(self, name: str) -> str:
        return self.names.get(name, name)

    def _named(self, row: Statement, known: Mapping[str, str]) -> Statement:
        """A statement under the names that are stored."""
        reporter = known.get(row.reporter, row.reporter) if row.reporter else None
        return replace(row, holder=known.get(row.holder, row.holder), reporter=reporter)

    def _actor(self, actor: Actor, known: Mapping[str, str]) -> Actor:
        side = known.get(actor.speaks_for, actor.speaks_for) if actor.speaks_for else None
        return replace(actor, name=known.get(actor.name, actor.name), speaks_for=side)


def _chief(names: Mapping[str, str]) -> dict[str, str]:
    """By stored name the actor that it is: of several the one that is called so, else the first."""
    found: dict[str, str] = {}
    for name, stored in names.items():
        if name == stored:
            found[stored] = name
        else:
            found.setdefault(stored, name)
    return found


def _place(row: Statement) -> Place:
    return row.quote_span, row.cue_span, row.holder_span


def _told(row: Statement | None) -> object:
    return (row.holder, row.reporter, row.act, row.polarity, row.said) if row else None


def _attributes(actor: Actor) -> dict[str, object]:
    return {"kind": actor.kind.value, "speaks_for": actor.speaks_for, "role": actor.role}


def _parts(values: Sequence[str], together: int = 500) -> Iterable[Sequence[str]]:
    return (values[at : at + together] for at in range(0, len(values), together))
