"""The statements and entities of an index, asked of its rows: opening costs nothing, and little is in memory.

ledger = open_ledger(index, folder)           # brings the rows up to date with the articles
ledger.said_by("Ukraine")                     # also by those who speak for it
ledger.find("What does Moscow demand?")       # the actors that a text names
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, TypeVar, overload

from sqlalchemy import ColumnElement, Select, func, or_, select

from retrieval.database.database import Database
from retrieval.database.tables import aliases, articles, entities, issues, mentions, statements
from retrieval.entities import overrides
from retrieval.entities.speakers import is_no_actor
from retrieval.issues.issues import Issue, Issues
from retrieval.records.rows.entity_rows import actor_of, actors_named
from retrieval.records.rows.finding import Finder
from retrieval.records.rows.statement_rows import SELECT, statement_of
from retrieval.statements.accounts import unpack_details
from retrieval.types import Act, Actor, ActorKind, Alias, Details, Span, Statement

_TOGETHER = 500
_BESIDE = 32  # articles whose details are read at once
_KEPT = 8_192  # articles' details, and actors, in memory
_SOURCES = 1_024  # articles' statements
Told = TypeVar("Told")


class StoredLedger:
    """Safe to use from several threads. With `folder`, only what lies in that folder of the articles is seen."""

    def __init__(self, database: Database, folder: str | None = None) -> None:
        self.database, self.folder = database, folder
        self.details = _OfArticles(database, articles.c.details, _details, folder)
        self.origins = _OfArticles(database, articles.c.origin, str, folder)
        self._finder = Finder(database)
        self._actor = lru_cache(maxsize=_KEPT)(self._read_actor)
        self._find = lru_cache(maxsize=_KEPT)(self._finder.find)
        # what a question asks for again and again; a ledger that is opened anew asks anew
        self._party = lru_cache(maxsize=1_024)(self._read_party)
        self._in_source: dict[str, tuple[Statement, ...]] = {}

    def within(self, folder: str) -> StoredLedger:
        return StoredLedger(self.database, folder)

    # statements

    @property
    def statements(self) -> Rows:
        """By source and offset; headlines too."""
        return Rows(self)

    @property
    def counted(self) -> Rows:
        """The statements, each once: without headlines that the body says again."""
        return Rows(self, statements.c.turn.is_not(None))

    def said_by(self, actor: str) -> tuple[Statement, ...]:
        """The statements of an actor and of those who speak for it."""
        party = self.party(actor)
        order = {name: at for at, name in enumerate(party)}
        found = [
            row
            for at in range(0, len(party), _TOGETHER)
            for row in Rows(self, statements.c.turn.is_not(None), statements.c.holder.in_(party[at : at + _TOGETHER]))
        ]
        return tuple(sorted(found, key=lambda row: order[row.holder]))

    def on(self, issue: str) -> Rows:
        return Rows(self, statements.c.turn.is_not(None), statements.c.issue == issue)

    def doing(self, acts: Iterable[Act]) -> Rows:
        return Rows(self, statements.c.turn.is_not(None), statements.c.act.in_([act.value for act in acts]))

    def in_source(self, source: str) -> tuple[Statement, ...]:
        return self.in_sources([source])[source]

    def in_sources(self, sources: Collection[str]) -> dict[str, tuple[Statement, ...]]:
        """The statements of some articles; those that are not in memory are read together."""
        kept = dict(self._in_source)
        if new := [source for source in sources if source not in kept]:
            self.details.read(new)
            found: dict[str, list[Statement]] = {source: [] for source in new}
            for part in _parts(new):
                wanted = self._within(SELECT.where(articles.c.source.in_(part)))
                for row in self.database.ask(wanted.order_by(statements.c.article, statements.c.place)):
                    found[row.source].append(statement_of(row, self.details))
            kept |= {source: tuple(rows) for source, rows in found.items()}
            self._in_source = dict(list(kept.items())[-_SOURCES:])
        return {source: kept[source] for source in sources}

    def with_vectors(self, keys: Sequence[str]) -> list[tuple[str, Statement]]:
        """The statements that have these vectors, each with the vector's key."""
        return [pair for part in _parts(keys) for pair in self._keyed(statements.c.vector.in_(part))]

    def keys_in(self, source: str) -> list[tuple[str, Statement]]:
        """The statements of an article that have a vector, each with its key."""
        return self._keyed(articles.c.source == source, statements.c.vector.is_not(None))

    def numbered(self, numbers: Sequence[int]) -> list[tuple[int, Statement]]:
        rows = [
            row for part in _parts(numbers) for row in self.database.ask(SELECT.where(statements.c.number.in_(part)))
        ]
        return [(row.number, statement_of(row, self.details)) for row in rows]

    def _keyed(self, *where: ColumnElement[bool]) -> list[tuple[str, Statement]]:
        rows = self.database.ask(SELECT.where(*where).order_by(articles.c.source, statements.c.place))
        return [(row.vector, statement_of(row, self.details)) for row in rows]

    # entities

    def actor(self, name: str) -> Actor | None:
        return self._actor(name)

    def actors_named(self, names: Iterable[str]) -> dict[str, Actor]:
        return actors_named(self.database, names)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who holds a statement, has an office, or acts in several sentences; and for whom these speak."""
        told = select(aliases.c.entity).where(aliases.c.evidence == overrides.FILE)
        speaker = (entities.c.kind == ActorKind.PERSON.value) & entities.c.speaks_for.is_not(None)
        counted = statements.c.turn.is_not(None)
        holding = (
            select(column).where(counted, column.is_not(None))
            for column in (statements.c.holder, statements.c.reporter)
        )
        known = or_(
            entities.c.acting.is_(True),
            entities.c.role.is_not(None),
            speaker,
            entities.c.name.in_(told),
            *(entities.c.name.in_(some) for some in holding),
        )
        rows = self.database.ask(select(entities))
        speaks_for = {row.name: row.speaks_for for row in rows}
        sure = {name for (name,) in self.database.ask(select(entities.c.name).where(known))}
        for name in list(sure):
            while (name := speaks_for.get(name)) is not None and name not in sure:
                sure.add(name)
        also: dict[str, list[Alias]] = {}
        for row in self.database.ask(select(aliases).order_by(aliases.c.entity, aliases.c.place)):
            also.setdefault(row.entity, []).append(Alias(row.text, row.evidence))
        if self.folder is not None:
            sure &= {
                name for (name,) in self.database.ask(self._within(select(mentions.c.entity).distinct(), mentions))
            }
        others = {row.name for row in rows if row.kind == ActorKind.GROUP.value and is_no_actor(row.name)}
        listed = sorted((row for row in rows if row.name in sure - others), key=lambda row: row.rank)
        return tuple(actor_of(row, also.get(row.name, ())) for row in listed)

    def sides(self, name: str) -> tuple[str, ...]:
        """For whom an actor speaks, the nearest first: the White House, and through it the United States."""
        found: list[str] = []
        one = self.actor(name)
        while one is not None and one.speaks_for and one.speaks_for not in (name, *found):
            found.append(one.speaks_for)
            one = self.actor(one.speaks_for)
        return tuple(found)

    def party(self, actor: str) -> tuple[str, ...]:
        """The actor's name and the names of all who speak for it."""
        return self._party(actor)

    def _read_party(self, actor: str) -> tuple[str, ...]:
        found: set[str] = set()
        new = [actor]
        while new:
            rows = self.database.ask(select(entities.c.name).where(entities.c.speaks_for.in_(new[:_TOGETHER])))
            fresh = {name for (name,) in rows if name != actor} - found
            found |= fresh
            new = [*new[_TOGETHER:], *fresh]
        return (actor, *sorted(found))

    def mentioned_in(self, actor: str) -> tuple[str, ...]:
        """The sources that name the actor, by whatever name; a capital that is only a place does not count."""
        wanted = (
            select(articles.c.source).select_from(_NAMED).where(mentions.c.entity == actor, mentions.c.counts.is_(True))
        )
        return tuple(source for (source,) in self.database.ask(self._within(wanted).order_by(articles.c.source)))

    def named_in(self, source: str) -> list[tuple[Span, str]]:
        """Where an article names whom, in the order of the text."""
        wanted = select(mentions.c.entity, mentions.c.spans).select_from(_NAMED).where(articles.c.source == source)
        rows = self.database.ask(wanted)
        return sorted((Span(start, end), entity) for entity, spans in rows for start, end, *_ in json.loads(spans))

    def find(self, text: str) -> tuple[list[tuple[Actor, Span]], list[str]]:
        """The actors that a text names, in its order, and the names that no article mentions. Case may be missing."""
        found, unknown = self._find(text, self.folder)
        return list(found), list(unknown)

    @cached_property
    def issues(self) -> Issues:
        known = self.database.ask(select(issues).order_by(issues.c.rank))
        found = [Issue(row.name, {tuple(t): weight for t, weight in json.loads(row.terms)}) for row in known]
        if self.folder is not None:
            here = {
                name for (name,) in self.database.ask(self._within(select(statements.c.issue).distinct(), statements))
            }
            found = [issue for issue in found if issue.name in here]
        return Issues(tuple(found))

    # counts, which need no statement in memory

    def counts_by(self, column: str) -> Sequence[tuple[Any, ...]]:
        """How many statements there are of each value: ("holder",), ("issue", "holder") …, those of the first
        source first."""
        columns = [articles.c.source if each == "source" else statements.c[each] for each in column.split()]
        wanted = select(*columns, func.count()).select_from(_HELD).where(statements.c.turn.is_not(None))
        wanted = self._within(wanted).group_by(*columns).order_by(func.min(articles.c.source), *columns)
        return [tuple(row) for row in self.database.ask(wanted)]

    def quoted(self) -> dict[str, list[str]]:
        """Who is quoted in each article that quotes anybody, those quoted most first."""
        own = statements.c.reporter.is_(None) & statements.c.turn.is_not(None)
        wanted = select(articles.c.source, statements.c.holder).select_from(_HELD).where(own)
        wanted = self._within(wanted).group_by(articles.c.source, statements.c.holder)
        found: dict[str, list[str]] = {}
        for source, holder in self.database.ask(
            wanted.order_by(articles.c.source, func.count().desc(), func.min(statements.c.place))
        ):
            found.setdefault(source, []).append(holder)
        return found

    def _within(self, wanted: Select[Any], table: Any = None) -> Select[Any]:
        """Only what lies in this ledger's folder; `table` is joined to its articles where it is not yet."""
        if self.folder is None:
            return wanted
        if table is not None:
            wanted = wanted.where(table.c.article == articles.c.number)
        return wanted.where(articles.c.folder == self.folder)

    def _read_actor(self, name: str) -> Actor | None:
        return actors_named(self.database, [name]).get(name)


_NAMED = mentions.join(articles, articles.c.number == mentions.c.article)
_HELD = statements.join(articles, articles.c.number == statements.c.article)


class Rows(Sequence[Statement]):
    """Statements by source and offset, read as they are asked for."""

    def __init__(self, ledger: StoredLedger, *where: ColumnElement[bool]) -> None:
        folder = (articles.c.folder == ledger.folder,) if ledger.folder is not None else ()
        self._ledger, self._where = ledger, (*where, *folder)

    def __iter__(self) -> Iterator[Statement]:
        wanted = SELECT.where(*self._where).order_by(articles.c.source, statements.c.place)
        for row in self._ledger.database.stream(wanted):
            yield statement_of(row, self._ledger.details)

    def __len__(self) -> int:
        wanted = select(func.count()).select_from(_HELD).where(*self._where)
        return int(self._ledger.database.ask(wanted)[0][0])

    def __bool__(self) -> bool:
        return bool(self._ledger.database.ask(SELECT.where(*self._where).limit(1)))

    @overload
    def __getitem__(self, at: int) -> Statement: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Statement]: ...
    def __getitem__(self, at: int | slice) -> Statement | Sequence[Statement]:
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # equal to tuples, and as changeable as what it reads


class _OfArticles(Mapping[str, Told]):
    """A column of the articles by source, read as it is asked for, a few neighbours along with each."""

    def __init__(
        self, database: Database, column: ColumnElement[Any], unpack: Callable[[str], Told], folder: str | None
    ) -> None:
        self._database, self._column, self._unpack, self._folder = database, column, unpack, folder
        self._told: dict[str, Told] = {}

    def __getitem__(self, source: str) -> Told:
        found = self._told.get(source)
        if found is None:
            found = self._keep(self._wanted().where(articles.c.source >= source).limit(_BESIDE))[source]
        return found

    def read(self, sources: Sequence[str]) -> None:
        """Read those of some articles at once, which takes less time than one by one."""
        for part in _parts([source for source in sources if source not in self._told]):
            self._keep(self._wanted().where(articles.c.source.in_(part)))

    def _keep(self, wanted: Select[Any]) -> dict[str, Told]:
        found = {name: self._unpack(str(value)) for name, value in self._database.ask(wanted)}
        self._told = found if len(self._told) > _KEPT else self._told | found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter([name for name, _ in self._database.ask(self._wanted())])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _wanted(self) -> Select[Any]:
        wanted = select(articles.c.source, self._column).where(self._column.is_not(None)).order_by(articles.c.source)
        return wanted.where(articles.c.folder == self._folder) if self._folder is not None else wanted


def _details(packed: str) -> Details:
    return unpack_details(json.loads(packed))


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[at : at + _TOGETHER] for at in range(0, len(values), _TOGETHER))
