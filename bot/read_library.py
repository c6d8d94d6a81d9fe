"""The library that was read out of a folder of articles: the index and the ledger behind one interface."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache

from bot.stopwatch import uncounted
from bot.words import content_words
from retrieval.articles.passages import split
from retrieval.index.index import Index
from retrieval.mentions import roles
from retrieval.statements.ledger import Ledger
from retrieval.types import Actor, ActorKind, Article, Details, Hit, Span, Statement

Rerank = Callable[[str, Sequence[str]], Sequence[float]]
_BESIDE_NAMES = frozenset("the of for mr mrs ms mx dr sir dame lord lady".split()) | roles.MODIFIERS


class ReadLibrary:
    """`bot.library.Library` over an index and its ledger. Safe to use from several threads."""

    def __init__(self, index: Index, ledger: Ledger, rerank: Rerank) -> None:
        self.index, self.ledger, self._rerank = index, ledger, rerank
        self.statements: Sequence[Statement] = ledger.counted
        self._sentences = lru_cache(maxsize=4096)(self._split)
        self._names = lru_cache(maxsize=16384)(self._find)

    @property
    def articles(self) -> Mapping[str, Article]:
        return self.index.articles

    @property
    def actors(self) -> Sequence[Actor]:
        return self.ledger.actors

    @property
    def issues(self) -> Sequence[str]:
        return self.ledger.issues.names

    def details(self, source: str) -> Details:
        return self.ledger.details[source]

    def origin(self, source: str) -> str:
        return self.ledger.origins[source]

    def search(self, question: str, k: int) -> Sequence[Hit]:
        named, _ = self.actors_in(question)
        with uncounted():
            self.index.warm()
        return self.index.search(question, k, [alias.text for actor, _ in named for alias in actor.aliases])

    def relevance(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        return [float(score) for score in self._rerank(question, texts)] if texts else []

    def actor(self, name: str) -> Actor | None:
        """By canonical name first; any other name must name one actor and nothing else but its offices."""
        if name in self.ledger.cast.actors:
            return self.ledger.cast.actors[name]
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
        return frozenset(self.ledger.cast.mentioned_in(actor))

    def said_by(self, actor: str) -> Sequence[Statement]:
        return self.ledger.said_by(actor)

    def voiced(self, words: str) -> Sequence[Statement]:
        wanted = content_words(words)
        rows = self._by_word.get(min(wanted), ()) if wanted else ()
        return [row for row in rows if wanted <= self._called(row)]

    def statements_at(self, source: str, span: Span) -> Sequence[Statement]:
        return [row for row in self.ledger.in_source(source) if row.quote_span.overlaps(span)]

    def sentences(self, source: str) -> Sequence[Span]:
        return self._sentences(source)

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

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[Statement]]:
        """The statements by each word of what the article calls their holder where it quotes them."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for row in self.statements:
            for word in self._called(row):
                found[word].append(row)
        return found

    def _called(self, row: Statement) -> frozenset[str]:
        mention = row.holder_span.of(self.articles[row.source].text) if row.holder_span else ""
        return content_words(mention)

    def _split(self, source: str) -> tuple[Span, ...]:
        return tuple(split(self.articles[source].text))

    def _find(self, text: str) -> tuple[Sequence[tuple[Actor, Span]], Sequence[str]]:
        found, unknown = self.ledger.cast.find(text)
        return tuple(found), tuple(name for name in unknown if not self._stands_somewhere(name))

    def _stands_somewhere(self, name: str) -> bool:
        """Whether every word of a name that is nobody's stands in some article: a dam, a treaty, a month."""
        return all(self.index.store.frequency(word) for word in re.findall(r"\w+", name))


def _is_office(word: str, actor: Actor) -> bool:
    """Whether a word beside a name leaves it the same actor: "Foreign Minister Ona Brel", "the Tarsian government"."""
    if actor.kind is ActorKind.PERSON:
        return word in _BESIDE_NAMES or word in roles.WITHOUT or roles.is_head(word)
    one = word.removesuffix("s")
    return word in _BESIDE_NAMES or word in roles.BODIES or not roles.SPEAKING.isdisjoint((word, one))
