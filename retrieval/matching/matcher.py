"""A question against statements and sentences: recall, the cross-encoder, and two calibrated probabilities.

    matcher = Matcher(index, ledger, StatementVectors.open(index, ledger), sentences, rerank)
    match = matcher(Wanted("What does Ona Brel want?", sides=(frozenset({"Ona Brel", "Tarsia"}),)))
    match.evidence[0].probability      # that this sentence answers
    match.probability                  # that the articles answer at all

Where somebody is asked about, that side's words are preferred, not required.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, prod

from retrieval.index.index import Index
from retrieval.matching.evidence import Evidence, Match, Wanted
from retrieval.matching.recall import POOL, Candidate, Sentences, day_of, recall
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.matching.terms import content
from retrieval.matching.texts import in_context, shown
from retrieval.matching.weights import SENTENCE, sigmoid, weights
from retrieval.statements.ledger import Ledger

Rerank = Callable[[str, Sequence[str]], Sequence[float]]
_LONGEST = 1_000  # code points of a question that the models read
_LOWEST = -5.0  # of a logit: what is beside the point is not worse for being farther away
_CLOSING = " \t\r\n\"'”’)]»"  # what may stand behind a sentence's last mark
_FUSED = 7.0  # brings a fused rank to between 0 and about 1


class Matcher:
    """Safe to use from several threads."""

    def __init__(
        self, index: Index, ledger: Ledger, vectors: StatementVectors, sentences: Sentences, rerank: Rerank
    ) -> None:
        self._index, self._ledger, self._vectors = index, ledger, vectors
        self._sentences, self._rerank = sentences, rerank

    def __call__(self, wanted: Wanted, unknown: bool = False) -> Match:
        """`unknown` says that the question names somebody whom no article mentions."""
        if not wanted.text.strip() or not self._index.articles:
            return Match()
        pool = self.candidates(wanted)
        if not pool:
            return Match()
        scores = self._rerank(wanted.text[:_LONGEST], [self.text(one) for one in pool])
        best = max(scores)
        evidence = [
            self._evidence(one, float(score), float(best), bool(wanted.sides))
            for one, score in zip(pool, scores, strict=True)
        ]
        evidence.sort(key=lambda each: (-each.probability, -each.score, each.source, each.span))
        return Match(
            tuple(evidence),
            weights().list(list_features(evidence, bool(wanted.sides), unknown, self.absent(wanted.text))),
        )

    def candidates(self, wanted: Wanted, pool: int = POOL) -> list[Candidate]:
        return recall(wanted, self._index, self._ledger, self._vectors, self._sentences, pool)

    def text(self, one: Candidate) -> str:
        """A candidate as the cross-encoder reads it."""
        text = self._index.articles[one.source].text
        actor = self._ledger.registry.actors.get(one.rows[0].holder) if one.rows else None
        held = shown("", one.span.of(text), one.rows, actor.speaks_for if actor else None)
        spans = self._sentences(one.source)
        at = next((n for n, each in enumerate(spans) if each.overlaps(one.span)), 0)
        before = spans[at - 1].of(text) if at else ""
        return in_context(held, self._ledger.details[one.source].title or "", before)

    def absent(self, text: str) -> float:
        """The share of a question's words of content that stand in no article, in any of their forms."""
        words = content(text)
        return sum(not self._index.store.frequency(word) for word in words) / max(1, len(words))

    def _evidence(self, one: Candidate, score: float, best: float, asked: bool) -> Evidence:
        first = one.rows[0] if one.rows else None
        words = one.span.of(self._index.articles[one.source].text).rstrip(_CLOSING)
        values = (
            max(score, _LOWEST),
            sigmoid(score),
            exp(score - best),
            float(score == best),
            one.fused * _FUSED,
            float(one.side),
            float(asked and first is not None and not one.side),
            float(first is not None),
            float(first is not None and first.reporter is not None),
            float(first is not None and first.headline),
            float(words.endswith("?")),
            float(words.endswith((".", "!", "?"))),
            min(3.0, (one.span.end - one.span.start) / 100),
        )
        day = day_of(one.rows, one.source, self._ledger)
        return Evidence(one.source, one.span, one.rows, weights().sentence(values), score, day, values)


def list_features(evidence: Sequence[Evidence], asked: bool, unknown: bool, absent: float = 0.0) -> tuple[float, ...]:
    """The values of `weights.LIST` for sentences, best first; `asked`: somebody is asked about."""
    first = evidence[0]
    likely = [*(each.probability for each in evidence[:5]), 0.0, 0.0]
    logits = [*sorted((max(_LOWEST, each.score) for each in evidence), reverse=True)[:5], *[_LOWEST] * 4][:5]
    return (
        *likely[:3],
        1 - prod(1 - each for each in likely),
        *logits[:3],
        sum(logits) / len(logits),
        float(asked),
        first.features[SENTENCE.index("side")],
        first.features[SENTENCE.index("others")],
        float(unknown),
        absent,
    )
