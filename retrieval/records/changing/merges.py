"""Two small merges of the same articles, before a change and after it, and which stored entities their actors are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from retrieval.database.database import Database
from retrieval.database.tables import entities
from retrieval.records.changing.alignment import align, stored_mentions
from retrieval.records.rows.writing import numbers_of_some
from retrieval.statements.ledger import Ledger
from retrieval.types import Actor, Statement


class Merges:
    """`old` and `now` are the merges; `near` are the articles that did not change, `new` those that did."""

    def __init__(self, database: Database, old: Ledger, now: Ledger, near: Sequence[str], new: Sequence[str]) -> None:
        self.database, self.old, self.now = database, old, now
        self.near, self.new = near, new
        there = stored_mentions(database, near)
        self.was = align(database, old.registry, there)  # the stored name of each actor that is stored
        self.names = align(database, now.registry, there)
        self.were = chief(self.was)
        self._split()
        self.numbers = numbers_of_some(database, [*near, *new])
        self.terms = dict(zip(now.statements, now.terms, strict=True))
        self.echoed = {row for number, row in enumerate(now.statements) if number in now.echoed}

    def _split(self) -> None:
        """Who was one with a stored entity before, and is somebody apart from it now, is a new one."""
        single, chiefs = Counter(self.was.values()), chief(self.names)
        apart = [
            name
            for name, stored in self.names.items()
            if chiefs[stored] != name and single[stored] == 1 and name not in self.old.registry.actors
        ]
        for part in parts(apart):
            known = {n for (n,) in self.database.ask(select(entities.c.name).where(entities.c.name.in_(part)))}
            for name in part:
                if name in known:
                    self.names[name] = name
                else:
                    del self.names[name]

    def name(self, name: str) -> str:
        """What an actor of now is called in the rows."""
        return self.names.get(name, name)

    @staticmethod
    def named(row: Statement, known: Mapping[str, str]) -> Statement:
        """A statement under the names that are stored."""
        reporter = known.get(row.reporter, row.reporter) if row.reporter else None
        return replace(row, holder=known.get(row.holder, row.holder), reporter=reporter)

    @staticmethod
    def stored(actor: Actor, known: Mapping[str, str]) -> Actor:
        """An actor under the names that are stored."""
        side = known.get(actor.speaks_for, actor.speaks_for) if actor.speaks_for else None
        return replace(actor, name=known.get(actor.name, actor.name), speaks_for=side)


def chief(names: Mapping[str, str]) -> dict[str, str]:
    """By stored name the actor that it is: of several the one that is called so, else the first."""
    found: dict[str, str] = {}
    for name, stored in names.items():
        if name == stored:
            found[stored] = name
        else:
            found.setdefault(stored, name)
    return found


def parts(values: Sequence[str], together: int = 500) -> Iterator[Sequence[str]]:
    return (values[at : at + together] for at in range(0, len(values), together))
