"""What the difference of two small merges does to the rows of statements and mentions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import delete, insert, select

from retrieval.database.tables import articles, entities, mentions, statements
from retrieval.entities.lexicon import Sort
from retrieval.entities.packed.links import LinkedMention
from retrieval.issues.filing import PassageVectors, said_in
from retrieval.issues.issues import read_issues
from retrieval.mentions.uses import Use
from retrieval.records.changing.merges import Merges, parts
from retrieval.records.rows.entity_rows import mention_rows
from retrieval.records.rows.statement_rows import SELECT, rows_of, statement_of
from retrieval.records.rows.writing import read_filing
from retrieval.types import Details, Span, Statement

Place = tuple[Span, Span | None, Span | None]


class StatementChanges:
    """`vectors` and `folder`, which may hold issues.yaml, are what statements are filed by."""

    def __init__(self, merges: Merges, vectors: PassageVectors, folder: Path | None) -> None:
        self.merges, self.database = merges, merges.database
        self._vectors, self._folder = vectors, folder

    def anew(self, source: str) -> None:
        """The rows of an article that changed itself."""
        merges, rows = self.merges, self.merges.now.in_source(source)
        named = self._filed([merges.named(row, merges.names) for row in rows], [merges.terms[row] for row in rows])
        counts = [row not in merges.echoed for row in rows]
        self._write(source, merges.now.registry.linked.get(source, ()), list(zip(named, counts, strict=True)))

    def beside(self, source: str) -> None:
        """The rows of an article that did not change itself, where the two merges differ."""
        then = {_place(row): self.merges.named(row, self.merges.was) for row in self.merges.old.in_source(source)}
        now = {_place(row): self.merges.named(row, self.merges.names) for row in self.merges.now.in_source(source)}
        differ = {at for at in then.keys() | now.keys() if _told(then.get(at)) != _told(now.get(at))}
        self._mentions_beside(source)
        if not differ:
            return
        details: Mapping[str, Details] = {source: self.merges.now.details[source]}
        kept: list[tuple[Statement, bool]] = []
        for row in self.database.ask(SELECT.where(articles.c.source == source).order_by(statements.c.place)):
            one = statement_of(row, details)
            at = _place(one)
            if at not in differ:
                kept.append((one, row.turn is not None))
            elif at in now:
                kept.append((replace(now.pop(at), issue=one.issue), row.turn is not None))
        rows = self.merges.now.in_source(source)
        more = [row for row in rows if _place(row) in differ and _place(row) in now and _place(row) not in then]
        named = self._filed(
            [self.merges.named(row, self.merges.names) for row in more], [self.merges.terms[row] for row in more]
        )
        kept += [(one, row not in self.merges.echoed) for one, row in zip(named, more, strict=True)]
        kept.sort(key=lambda pair: pair[0].quote_span)
        self._write(source, None, kept)

    def _mentions_beside(self, source: str) -> None:
        """The mentions of an article that did not change itself, where the two merges differ."""
        then = {
            (one.span, self.merges.was.get(one.actor, one.actor))
            for one in self.merges.old.registry.linked.get(source, ())
        }
        now = {(one.span, self.merges.name(one.actor)): one for one in self.merges.now.registry.linked.get(source, ())}
        lost, more = then - now.keys(), [one for place, one in now.items() if place not in then]
        if not lost and not more:
            return
        number = self.merges.numbers[source]
        stored = self.database.ask(select(mentions).where(mentions.c.article == number))
        rows = [
            (entity, LinkedMention(Span(start, end), "", entity, Sort(sort), Use(use)))
            for entity, spans in ((row.entity, json.loads(row.spans)) for row in stored)
            for start, end, sort, use in spans
            if (Span(start, end), entity) not in lost
        ]
        there = {(one.span, entity) for entity, one in rows}
        rows += [
            (self.merges.name(one.actor), one) for one in more if (one.span, self.merges.name(one.actor)) not in there
        ]
        seen = sorted((one._replace(actor=entity) for entity, one in rows), key=lambda one: one.span)
        self.database.ask(delete(mentions).where(mentions.c.article == number))
        self.database.many(insert(mentions), mention_rows(number, seen))

    def _write(self, source: str, seen: Iterable[LinkedMention] | None, rows: Sequence[tuple[Statement, bool]]) -> None:
        number = self.merges.numbers[source]
        if seen is not None:
            self.database.ask(delete(mentions).where(mentions.c.article == number))
            self.database.many(insert(mentions), mention_rows(number, seen, self.merges.names))
        self.database.ask(delete(statements).where(statements.c.article == number))
        self.database.many(insert(statements), rows_of(number, rows, self._side_of(rows)))

    def _side_of(self, rows: Sequence[tuple[Statement, bool]]) -> Callable[[str], str]:
        found: dict[str, str | None] = {}
        for part in parts(sorted({row.holder for row, _ in rows})):
            wanted = select(entities.c.name, entities.c.speaks_for).where(entities.c.name.in_(part))
            found.update(map(tuple, self.database.ask(wanted)))
        return lambda holder: found.get(holder) or holder

    def _filed(self, rows: Sequence[Statement], terms: Sequence[Sequence[str]]) -> list[Statement]:
        """The statements under the issues that there are."""
        given = read_issues(self._folder) if self._folder else None
        if given is not None:
            return [replace(row, issue=given.issue_of(row.quote)) for row in rows]
        filing = read_filing(self.database)
        homes = filing.file(said_in(list(zip(rows, terms, strict=True)), str, self._vectors))
        return [
            replace(row, issue=None if at is None else filing.groups[at].name)
            for row, at in zip(rows, homes, strict=True)
        ]


def _place(row: Statement) -> Place:
    return row.quote_span, row.cue_span, row.holder_span


def _told(row: Statement | None) -> object:
    return (row.holder, row.reporter, row.act, row.polarity, row.said) if row else None
