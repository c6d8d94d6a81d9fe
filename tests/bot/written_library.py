"""A library written down in a test: the real interface over a few sentences, with nothing read by a model.

library = WrittenLibrary({"a.txt": "Arvia demands the harbour. Belmark refuses."})
library.say("a.txt", "Arvia", "the harbour", act=Act.DEMAND)
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from math import log

import numpy as np

from bot.library import Vector
from bot.words import content_words
from retrieval.articles.sentences import sentences
from retrieval.grammar.parsing import Parse, Parser
from retrieval.grammar.words import english
from retrieval.matching.evidence import Evidence, Match, Wanted
from retrieval.matching.weights import weights
from retrieval.types import (
    Act,
    Actor,
    ActorKind,
    Alias,
    Article,
    Day,
    Details,
    Form,
    Hit,
    Passage,
    Polarity,
    Span,
    Statement,
)

SURE = 0.97  # of a holder at most: a test's statements are beyond doubt
BAR = max(weights().shown / SURE, weights().answered)  # from there on a sentence is shown, the question answered
CLEAR = BAR + 0.9 * (1 - BAR)  # beyond doubt
FAINT = 0.9 * min(weights().shown / SURE, weights().answered)  # near, and no answer
_ENOUGH = 2 / 3  # of a question's words
_ASKING = content_words("say says said want wants think thinks demand demands position")


@cache
def _parser() -> Parser:
    return Parser()


def _probability(share: float, own: bool) -> float:
    if share < _ENOUGH:
        return share * FAINT
    return BAR + (CLEAR - BAR) * share * (1.0 if own else 0.5)


def _logit(probability: float) -> float:
    """The score with which a question that only this sentence may answer is as probably answered."""
    whole = weights().list
    return (log(probability / (1 - probability)) - whole.bias) / whole.weights[0] + 1e-9


class WrittenLibrary:
    def __init__(
        self, texts: Mapping[str, str], actors: Sequence[Actor] = (), published: Mapping[str, str] | None = None
    ):
        self.articles = {name: Article(name, text, "") for name, text in sorted(texts.items())}
        self.actors = list(actors)
        self.statements: list[Statement] = []
        self.origins: dict[str, str] = {}
        self._published = published or {}
        self._ranked: dict[tuple[str, Span], float] = {}
        self.chance: float | None = None  # that anything answers, where it is not that of the likeliest sentence
        every = sorted({word for text in texts.values() for word in content_words(text)})
        self._words = {word: place for place, word in enumerate(every)}

    def know(self, name: str, *aliases: str, speaks_for: str | None = None, role: str | None = None) -> Actor:
        kind = ActorKind.PERSON if speaks_for or role else ActorKind.STATE
        actor = Actor(name, kind, tuple(Alias(text, "a test") for text in (name, *aliases)), speaks_for, role)
        self.actors.append(actor)
        return actor

    def say(
        self,
        source: str,
        holder: str,
        quote: str,
        *,
        act: Act = Act.STATE,
        reporter: str | None = None,
        polarity: Polarity | None = None,
        issue: str | None = None,
        said: str | None = None,
        mention: str | None = None,
        cue: str | None = None,
        form: Form = Form.INDIRECT,
    ) -> Statement:
        """A row whose quote stands in the article as written, the holder's mention and the cue before it or behind."""
        text = self.articles[source].text
        start = text.index(quote)
        span = Span(start, start + len(quote))
        at = text.rfind(mention or holder, 0, start)
        if at < 0 and cue is not None:
            at = text.find(mention or holder, span.end)
        verb = max(text.rfind(cue, 0, start), text.find(cue, span.end)) if cue is not None else -1
        row = Statement(
            source=source,
            holder=holder,
            holder_span=Span(at, at + len(mention or holder)) if at >= 0 else None,
            reporter=reporter,
            cue_span=Span(verb, verb + len(cue)) if cue is not None and verb >= 0 else None,
            quote_span=span,
            quote=quote,
            form=form,
            act=act,
            polarity=polarity,
            hedge=False,
            issue=issue,
            said=Day(said) if said else None,
            published=self.details(source).published,
            confidence=1.0,
            sentence=next(each for each in self.sentences(source) if each.overlaps(span)),
        )
        self.statements.append(row)
        return row

    def details(self, source: str) -> Details:
        day = self._published.get(source)
        return Details(title=source, publisher="The Courier", published=Day(day) if day else None)

    def origin(self, source: str) -> str:
        return self.origins.get(source, source)

    def rank(self, piece: str, probability: float, source: str | None = None) -> None:
        """From now on `match` finds ranked sentences only, as probable as told; each is ranked by a piece of it."""
        place = next(
            (name, span)
            for name, article in self.articles.items()
            for span in self.sentences(name)
            if piece in span.of(article.text) and source in (None, name)
        )
        self._ranked[place] = probability

    def match(self, wanted: Wanted, unknown: bool = False) -> Match:
        """Shared words in place of meaning: two thirds of the question's are an answer, less of them is only near.

        The sides asked about come first, whatever share others have.
        """
        asked = frozenset().union(*wanted.sides) if wanted.sides else frozenset()
        words = content_words(wanted.text) - content_words(" ".join([*asked, *wanted.aliases])) - _ASKING
        found = []
        for source, article in self.articles.items():
            for span in self.sentences(source):
                rows = self.statements_at(source, span)
                rows = sorted(rows, key=lambda row: (row.holder not in asked, row.reporter is not None, row.quote_span))
                day = rows[0].said if rows and rows[0].said else self.details(source).published
                late = day is None or not (wanted.since or "") <= day.iso <= (wanted.until or "9999")
                if late and (wanted.since or wanted.until):
                    continue
                side = any(row.holder in asked for row in rows)
                share = len(words & content_words(span.of(article.text))) / len(words) if words else float(side)
                probability = _probability(share, own=side or not asked)
                if self._ranked:
                    probability = self._ranked.get((source, span), 0.0)
                if probability:
                    iso = day.iso if day else None
                    found.append(
                        Evidence(source, span, tuple(rows), probability, _logit(self.chance or probability), iso)
                    )
        found.sort(key=lambda each: (-each.probability, each.source, each.span))
        likely = found[0].probability if found and self.chance is None else self.chance or FAINT
        return Match(tuple(found), FAINT if unknown or not found else likely)

    def within(self, folder: str) -> WrittenLibrary:
        found = WrittenLibrary({s: a.text for s, a in self.articles.items() if s.split("/")[0] == folder})
        found.actors, found.statements = self.actors, [row for row in self.statements if row.source in found.articles]
        return found

    def on(self, issue: str) -> Sequence[Statement]:
        return [row for row in self.statements if row.issue == issue]

    def doing(self, acts: Collection[Act]) -> Sequence[Statement]:
        return [row for row in self.statements if row.act in acts]

    def counts(self) -> Mapping[str, int]:
        return Counter(row.holder for row in self.statements)

    def quoted(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self.statements:
            if row.reporter is None:
                found[row.source][row.holder] += 1
        return {source: [name for name, _ in those.most_common()] for source, those in found.items()}

    def writes(self, text: str) -> bool:
        return any(text.casefold() in article.text.casefold() for article in self.articles.values())

    def holds(self, word: str) -> bool:
        return any(re.search(rf"\b{re.escape(word)}\b", each.text, re.I) for each in self.articles.values())

    def search(self, question: str, k: int) -> Sequence[Hit]:
        wanted = content_words(question)
        hits = [
            Hit(
                Passage(source, span.start, span.end, span.of(article.text)),
                len(wanted & content_words(span.of(article.text))),
            )
            for source, article in self.articles.items()
            for span in self.sentences(source)
        ]
        return sorted((hit for hit in hits if hit.score), key=lambda hit: -hit.score)[:k]

    def relevance(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Shared words, on the reranker's scale: one shared word is doubtful, three are plenty."""
        wanted = content_words(question)
        return [3.0 * len(wanted & content_words(text)) - 4.0 for text in texts]

    def meaning(self, row: Statement) -> Vector | None:
        """The words of the row's sentence."""
        found: Vector = self.embed([row.sentence.of(self.articles[row.source].text)])[0]
        return found

    def nearest(self, text: str, rows: Sequence[Statement], k: int) -> Sequence[Statement]:
        wanted = content_words(text)

        def shared(row: Statement) -> int:
            return len(wanted & content_words(row.sentence.of(self.articles[row.source].text)))

        return sorted(rows, key=shared, reverse=True)[:k]

    def embed(self, texts: Sequence[str]) -> Vector:
        """A dimension for each word of the articles: alike is what shares words."""
        vectors = np.zeros((len(texts), len(self._words) + 1), np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for word in content_words(text):
                vector[self._words.get(word, len(self._words))] = 1.0
            vector /= max(1.0, float(np.linalg.norm(vector)))
        return vectors

    def actor(self, name: str) -> Actor | None:
        wanted = name.casefold()
        return next((a for a in self.actors if wanted in {alias.text.casefold() for alias in a.aliases}), None)

    def actors_in(self, text: str) -> tuple[Sequence[tuple[Actor, Span]], Sequence[str]]:
        found: list[tuple[Actor, Span]] = []
        for actor in self.actors:
            for alias in actor.aliases:
                found += [(actor, Span(*m.span())) for m in re.finditer(rf"\b{re.escape(alias.text)}\b", text)]
        known = {span for _, span in found}
        body = "\n".join(article.text for article in self.articles.values())
        unknown = [
            m.group()
            for m in re.finditer(r"(?<=\s)[A-Z]\w+", text)
            if m.group() not in body and not any(Span(*m.span()).overlaps(span) for span in known)
        ]
        return found, unknown

    def party(self, actor: str) -> Iterable[str]:
        return [actor, *(each.name for each in self.actors if each.speaks_for == actor)]

    def mentioning(self, actor: str) -> frozenset[str]:
        found = self.actor(actor)
        names = [alias.text for alias in found.aliases] if found else [actor]
        return frozenset(s for s, article in self.articles.items() if any(name in article.text for name in names))

    def said_by(self, actor: str) -> Sequence[Statement]:
        party = set(self.party(actor))
        return [row for row in self.statements if row.holder in party]

    def statements_at(self, source: str, span: Span) -> Sequence[Statement]:
        return [row for row in self.statements if row.source == source and row.quote_span.overlaps(span)]

    def sentences(self, source: str) -> Sequence[Span]:
        return sentences(self.articles[source].text, ())

    def parse(self, text: str) -> Sequence[Parse]:
        return _parser().parse(text, sentences(text, ()))

    def is_word(self, word: str) -> bool:
        return english().knows(word)

    def neighbourhood(self, source: str, span: Span) -> Span:
        spans = self.sentences(source)
        touched = [i for i, each in enumerate(spans) if each.overlaps(span)] or [0]
        return Span(spans[max(0, touched[0] - 1)].start, spans[min(len(spans) - 1, touched[-1] + 1)].end)

    @property
    def issues(self) -> Sequence[str]:
        return sorted({row.issue for row in self.statements if row.issue})

    def issue_in(self, text: str) -> str | None:
        return next((issue for issue in self.issues if content_words(issue) <= content_words(text)), None)
