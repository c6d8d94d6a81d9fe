"""The ledger: every statement of every article, with its holder and its reporter by name.

    ledger = build(articles, transcripts, accounts)
    ledger.statements                             # by source and offset
    ledger.said_by("Ukraine")                     # also by those who speak for it
    ledger.registry, ledger.issues, ledger.details, ledger.origins

An article's own part (grammar, names, details) is kept per content of its file. What depends on several articles (who
is who, what the issues are, which articles are one origin) is merged here; `records` keeps it as rows.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import ChainMap, Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from retrieval.articles import near_duplicates as origins_of
from retrieval.entities.actors import Registry
from retrieval.entities.evidence import Evidence
from retrieval.entities.overrides import read_overrides
from retrieval.entities.packed.evidences import Evidences
from retrieval.entities.speakers import is_no_actor
from retrieval.issues.filing import PassageVectors, file_statements
from retrieval.issues.induction import NO_FILING, Filing
from retrieval.issues.issues import Issues
from retrieval.layout.normal_form import as_read
from retrieval.mentions.uses import Use
from retrieval.shelf import Shelf
from retrieval.statements.accounts import Account
from retrieval.statements.genders import genders
from retrieval.statements.headlines import repeated
from retrieval.statements.holders import Reader
from retrieval.statements.in_files import registry_in, rows_in
from retrieval.statements.transcripts import Transcript
from retrieval.types import Actor, ActorKind, Article, Details, Statement

Read = TypeVar("Read")
_SEVERAL = 2  # sentences
FEW = 1_000  # articles


@dataclass(frozen=True, eq=False)
class Ledger:
    statements: Sequence[Statement]  # by source and offset; headlines too
    registry: Registry
    issues: Issues
    details: Mapping[str, Details]
    origins: Mapping[str, str]  # source → the source of its origin
    echoed: frozenset[int]  # numbers of the headline statements that their article's body says too
    signatures: Mapping[str, Sequence[int]]  # what near-duplicates are told by
    acting: frozenset[str] = frozenset()  # who is the subject of several sentences
    terms: Sequence[Sequence[str]] = ()  # the noun phrases of each statement
    filing: Filing = NO_FILING  # what further statements are filed by

    @cached_property
    def counted(self) -> tuple[Statement, ...]:
        """The statements, each once: without headlines that the body says again."""
        return tuple(row for number, row in enumerate(self.statements) if number not in self.echoed)

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Who holds a statement, has an office, or acts in several sentences; and for whom these speak."""
        sure = {name for row in self.counted for name in (row.holder, row.reporter) if name} | self.acting
        sure |= {one.name for one in self.registry.actors.values() if _is_told(one)}
        sure |= {side for name in sure for side in self.registry.sides(name)}
        return tuple(
            one
            for one in self.registry.actors.values()
            if one.name in sure and not (one.kind is ActorKind.GROUP and is_no_actor(one.name))
        )

    def party(self, actor: str) -> tuple[str, ...]:
        """The actor's name and the names of all who speak for it."""
        return (actor, *self._speakers.get(actor, ()))

    def said_by(self, actor: str) -> tuple[Statement, ...]:
        """The statements of an actor and of those who speak for it."""
        return tuple(row for name in self.party(actor) for row in self._by_holder.get(name, ()))

    def in_source(self, source: str) -> tuple[Statement, ...]:
        return self._by_source.get(source, ())

    @cached_property
    def _speakers(self) -> dict[str, tuple[str, ...]]:
        """Who speaks for an actor, or for one that speaks for it."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.registry.actors:
            for side in self.registry.sides(name):
                found[side].append(name)
        return {side: tuple(names) for side, names in found.items()}

    @cached_property
    def _by_holder(self) -> dict[str, tuple[Statement, ...]]:
        return _grouped(self.counted, lambda row: row.holder)

    @cached_property
    def _by_source(self) -> dict[str, tuple[Statement, ...]]:
        return _grouped(self.statements, lambda row: row.source)


def build(
    articles: Mapping[str, Article],
    transcripts: Mapping[str, Transcript],
    accounts: Mapping[str, Account],
    folder: Path | None = None,
    vectors: PassageVectors = lambda _: (),
    few: int = FEW,
) -> Ledger:
    """Merge what was read out of each article, and the vectors of its passages, which issues are found by.

    Of more than a `few` articles what is held is packed, which takes longer and gives the same.

    All are asked for one by one, and let go of: they may be read when they are asked for, and of many they should be.
    Raises `ArticlesError` where a file of the user's is wrong.
    """
    many = len(accounts) > few
    evidence: MutableMapping[str, Evidence] = Evidences() if many else {}
    details: dict[str, Details] = {}
    signatures: dict[str, Sequence[int]] = {}
    for source, one in accounts.items():
        evidence[source], details[source], signatures[source] = one.evidence, one.details, array("Q", one.signature)
    read = _Each(articles, as_read)
    origins = origins_of.group(read, details, signatures)  # while little else is in memory
    registry = Registry.build(evidence, read_overrides(folder) if folder else ())
    sexes = genders(registry, evidence, _Each(read, lambda article: article.text))
    del evidence
    voices: dict[str, Actor] = {}  # "officials in Velmar": no names, and yet they speak for somebody
    heard = replace(registry, actors=ChainMap(voices, dict(registry.actors)))
    found: Shelf[tuple[Statement, tuple[str, ...]]] = Shelf(packed=many)
    echoed: set[int] = set()
    subjects: Counter[str] = Counter()
    for source in sorted(transcripts):
        transcript = transcripts[source]
        said = Reader(heard, voices, read[source], transcript, details[source], sexes).statements()
        rows = [row for row, _ in said]
        details[source] = replace(details[source], instructs=_instructs(transcript, rows))
        echoed.update(len(found) + number for number in repeated(rows))
        found.put(list(zip(rows_in(articles, rows), (terms for _, terms in said), strict=True)))
        subjects.update(_subjects(registry, source, transcript))
    acting = frozenset(name for name, sentences in subjects.items() if sentences >= _SEVERAL)
    issues, under, filing = file_statements(found, registry, vectors, folder)
    statements, terms = _filed(found, under, packed=many)
    del found
    registry = registry.with_voices(voices.get(row.holder) or Actor(row.holder, ActorKind.GROUP) for row in statements)
    return Ledger(
        statements,
        registry_in(articles, registry),
        issues,
        details,
        origins,
        frozenset(echoed),
        signatures,
        acting,
        terms,
        filing,
    )


class _Each(Mapping[str, Read]):
    """What is made of each article when it is asked for."""

    def __init__(self, articles: Mapping[str, Article], make: Callable[[Article], Read]) -> None:
        self._articles, self._make = articles, make

    def __getitem__(self, source: str) -> Read:
        return self._make(self._articles[source])

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)


def _filed(
    found: Shelf[tuple[Statement, tuple[str, ...]]], under: Sequence[str | None], *, packed: bool
) -> tuple[Sequence[Statement], Sequence[Sequence[str]]]:
    """The statements with their issues, and the noun phrases of each."""
    rows: Shelf[Statement] = Shelf(packed=packed)
    terms: Shelf[Sequence[str]] = Shelf(packed=packed)
    issues = iter(under)
    for run in found.runs():
        rows.put([replace(row, issue=next(issues)) for row, _ in run])
        terms.put([phrases for _, phrases in run])
    return (rows, terms) if packed else (tuple(rows), tuple(terms))


def _instructs(transcript: Transcript, said: Sequence[Statement]) -> bool:
    """Whether an article gives an order that is nobody's statement, and so one to its reader."""
    return any(not any(row.quote_span.overlaps(order) for row in said) for order in transcript.orders)


def _subjects(registry: Registry, source: str, one: Transcript) -> Iterator[str]:
    """The actors that are the subjects of clauses in an article, once for each sentence."""
    heads = {span.end for span in one.subjects}
    starts = [span.start for span in one.sentences]
    seen = (s for s in registry.linked.get(source, ()) if s.span.end in heads and Use.LOUD not in s.use)
    return (actor for actor, _ in {(s.actor, bisect_right(starts, s.span.start)) for s in seen})


def _is_told(actor: Actor) -> bool:
    """Whether `actors.yaml` or an office makes somebody an actor."""
    told = any(alias.evidence == "actors.yaml" for alias in actor.aliases)
    return actor.role is not None or (actor.kind is ActorKind.PERSON and actor.speaks_for is not None) or told


def _grouped(rows: Iterable[Statement], by: Callable[[Statement], str]) -> dict[str, tuple[Statement, ...]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for row in rows:
        found[by(row)].append(row)
    return {name: tuple(group) for name, group in found.items()}
