"""The library that was read out of a folder of articles: the index and the ledger behind one interface."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, lru_cache

import numpy as np

from bot.desks.grammar import grammar, is_word
from bot.library import Vector
from bot.running.stopwatch import uncounted
from bot.running.tracing import span
from retrieval.errors import OvertakenIndexError
from retrieval.grammar.parsing import Parse
from retrieval.index.index import Index
from retrieval.issues import filing
from retrieval.matching.evidence import Match, Wanted
from retrieval.matching.matcher import Matcher
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.mentions import roles
from retrieval.records.ledger import StoredLedger
from retrieval.records.opening import merged_by
from retrieval.types import Act, Actor, ActorKind, Article, Details, Hit, Span, Statement

Rerank = Callable[[str, Sequence[str]], Sequence[float]]
_BESIDE_NAMES = frozenset("the of for mr mrs ms mx dr sir dame lord lady".split()) | roles.MODIFIERS


class ReadLibrary:
    """`bot.library.Library` over an index and its ledger. Safe to use from several threads."""

    def __init__(self, index: Index, ledger: StoredLedger, vectors: StatementVectors, rerank: Rerank) -> None:
        self.index, self.ledger, self.vectors, self._rerank = index, ledger, vectors, rerank
        self._merged = merged_by(index)
        self.matcher = Matcher(index, ledger, vectors, self.sentences, self.relevance)
        self._sentences = lru_cache(maxsize=4096)(self._split)
        self._names = lru_cache(maxsize=16384)(self._find)
        self._vector = lru_cache(maxsize=4096)(self._embed)
        self._passages = lru_cache(maxsize=1024)(self._read_passages)

    def check_current(self) -> None:
        """Raises `OvertakenIndexError` where what is held in memory may no longer fit the rows."""
        if merged_by(self.index) != self._merged:
            raise OvertakenIndexError(
                "Another program has read these articles anew, by other code or settings.",
                "Ask again: I read them anew.",
            )

    def within(self, folder: str) -> ReadLibrary:
        """The same library, as far as it lies in one folder of the articles."""
        index, ledger = self.index.within(folder), self.ledger.within(folder)
        return ReadLibrary(index, ledger, StatementVectors(index, ledger), self._rerank)

    @property
    def articles(self) -> Mapping[str, Article]:
        return self.index.articles

    @property
    def statements(self) -> Sequence[Statement]:
        return self.ledger.counted

    def on(self, issue: str) -> Sequence[Statement]:
        return self.ledger.on(issue)

    def doing(self, acts: Collection[Act]) -> Sequence[Statement]:
        return self.ledger.doing(acts)

    def counts(self) -> Mapping[str, int]:
        return dict(self.ledger.counts_by("holder"))

    def quoted(self) -> Mapping[str, Sequence[str]]:
        return self.ledger.quoted()

    def writes(self, text: str) -> bool:
        return self.index.store.writes(text)

    @cached_property
    def actors(self) -> Sequence[Actor]:
        return self.ledger.actors

    @property
    def issues(self) -> Sequence[str]:
        return self.ledger.issues.names

    def details(self, source: str) -> Details:
        return self.ledger.details[source]

    def origin(self, source: str) -> str:
        return self.ledger.origins[source]

    def match(self, wanted: Wanted, unknown: bool = False) -> Match:
        with uncounted():
            self.index.warm()
        with span("rank"):
            return self.matcher(wanted, unknown)

    def holds(self, word: str) -> bool:
        return bool(self.index.store.some_with(word, 1))

    def search(self, question: str, k: int) -> Sequence[Hit]:
        named, _ = self.actors_in(question)
        with uncounted():
            self.index.warm(reranker=True)
        return self.index.search(question, k, [alias.text for actor, _ in named for alias in actor.aliases])

    def relevance(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        return [float(score) for score in self._rerank(question, texts)] if texts else []

    def meaning(self, row: Statement) -> Vector | None:
        passages, whole = self._passages(row.source)
        found = filing.meaning(passages, row.quote_span, whole)
        return None if found is None else found / max(1e-9, float(np.linalg.norm(found)))

    def nearest(self, text: str, rows: Sequence[Statement], k: int) -> Sequence[Statement]:
        if len(rows) <= k:
            return rows
        asked = self.embed([text])[0]
        found = {source: self._passages(source)[0] for source in {row.source for row in rows}}
        scores = [filing.likeness(found[row.source], row.quote_span, asked) for row in rows]
        return [rows[at] for at in sorted(range(len(rows)), key=lambda at: -scores[at])[:k]]

    def embed(self, texts: Sequence[str]) -> Vector:
        return np.stack([self._vector(text) for text in texts])

    def _embed(self, text: str) -> Vector:
        with uncounted():
            self.index.warm()
        found: Vector = self.index.embed([text])[0]
        return found

    def actor(self, name: str) -> Actor | None:
        """By canonical name first; any other name must name one actor and nothing else but its offices."""
        known = self.ledger.actor(name)
        if known is not None:
            return known
        found, _ = self.actors_in(name)
        if len(found) != 1:
            return None
        actor, span = found[0]
        beside = re.sub(r"['’]s?\b", " ", f"{name[: span.start]} {name[span.end :]}".lower())
        return actor if all(_is_office(word, actor) for word in re.findall(r"\w[\w-]*", beside)) else None

    def actors_in(self, text: str) -> tuple[Sequence[tuple[Actor, Span]], Sequence[str]]:
        return self._names(text)

    def party(self, actor: str) -> Sequence[str]:
        return self.ledger.party(actor)

    def mentioning(self, actor: str) -> frozenset[str]:
        return frozenset(self.ledger.mentioned_in(actor))

    def said_by(self, actor: str) -> Sequence[Statement]:
        return self.ledger.said_by(actor)

    def statements_at(self, source: str, span: Span) -> Sequence[Statement]:
        return [row for row in self.ledger.in_source(source) if row.quote_span.overlaps(span)]

    def sentences(self, source: str) -> Sequence[Span]:
        return self._sentences(source)

    def parse(self, text: str) -> Sequence[Parse]:
        return grammar(text)

    def is_word(self, word: str) -> bool:
        return is_word(word)

    def neighbourhood(self, source: str, span: Span) -> Span:
        spans = self.sentences(source)
        if not spans:
            return span
        starts = [each.start for each in spans]
        first = max(0, bisect_right(starts, span.start) - 1)
        last = max(0, bisect_right(starts, max(span.start, span.end - 1)) - 1)
        start, end = spans[max(0, first - 1)].start, spans[min(len(spans) - 1, last + 1)].end
        return Span(min(start, span.start), max(end, span.end))

    def issue_in(self, text: str) -> str | None:
        return self.ledger.issues.find(text)

    def _split(self, source: str) -> tuple[Span, ...]:
        return tuple(self.index.sentences(source))

    def _read_passages(self, source: str) -> tuple[Sequence[tuple[Span, Vector]], Vector | None]:
        passages = self.index.vectors(source)
        return passages, filing.mean(passages)

    def _find(self, text: str) -> tuple[Sequence[tuple[Actor, Span]], Sequence[str]]:
        found, unknown = self.ledger.find(text)
        return tuple(found), tuple(name for name in unknown if not self._stands_somewhere(name))

    def _stands_somewhere(self, name: str) -> bool:
        """Whether every word of a name that is nobody's stands in some article: a dam, a treaty, a month."""
        return all(map(self.holds, re.findall(r"\w+", name)))


def _is_office(word: str, actor: Actor) -> bool:
    """Whether a word beside a name leaves it the same actor: "Foreign Minister Ona Brel", "the Tarsian government"."""
    if actor.kind is ActorKind.PERSON:
        return word in _BESIDE_NAMES or word in roles.WITHOUT or roles.is_head(word)
    one = word.removesuffix("s")
    return word in _BESIDE_NAMES or word in roles.BODIES or not roles.SPEAKING.isdisjoint((word, one))
