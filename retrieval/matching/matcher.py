"""A question against statements and sentences: recall, the cross-encoder, and two calibrated probabilities.

    matcher = Matcher(index, ledger, StatementVectors.open(index, ledger), sentences, rerank)
    match = matcher(Wanted("What does Ona Brel want?", sides=(frozenset({"Ona Brel", "Tarsia"}),)))
    match.evidence[0].probability      # that this sentence answers
    match.probability                  # that the articles answer at all

Where somebody is asked about, more of that side's words are read; the cross-encoder sees whose each sentence is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.index.index import Index
from retrieval.matching.evidence import Evidence, Match, Wanted
from retrieval.matching.recall import POOL, Candidate, Sentences, day_of, recall
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.matching.texts import in_context, month_of
from retrieval.matching.weights import weights
from retrieval.records.ledger import StoredLedger

Rerank = Callable[[str, Sequence[str]], Sequence[float]]
_LONGEST = 1_000  # code points of a question that the models read
_LOWEST = -5.0  # of a logit


class Matcher:
    """Safe to use from several threads."""

    def __init__(
        self, index: Index, ledger: StoredLedger, vectors: StatementVectors, sentences: Sentences, rerank: Rerank
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
        evidence = [self._evidence(one, float(score)) for one, score in zip(pool, scores, strict=True)]
        evidence.sort(key=lambda each: -each.score)  # equals stay in the order of recall: the side asked about first
        return Match(
            tuple(evidence),
            weights().list(list_features(evidence, unknown)),
        )

    def candidates(self, wanted: Wanted, pool: int = POOL) -> list[Candidate]:
        return recall(wanted, self._index, self._ledger, self._vectors, self._sentences, pool)

    def text(self, one: Candidate) -> str:
        """A candidate as the cross-encoder reads it."""
        text = self._index.articles[one.source].text
        actor = self._ledger.actor(one.rows[0].holder) if one.rows else None
        spans = self._sentences(one.source)
        at = next((n for n, each in enumerate(spans) if each.overlaps(one.span)), 0)
        before = spans[at - 1].of(text) if at else ""
        day = day_of(one.rows, one.source, self._ledger)
        return in_context(one.span.of(text), actor, self._ledger.details[one.source].title, month_of(day), before)

    def _evidence(self, one: Candidate, score: float) -> Evidence:
        day = day_of(one.rows, one.source, self._ledger)
        likely = weights().sentence((clipped(score),))
        return Evidence(one.source, one.span, one.rows, likely, score, day.iso if day else None)


def clipped(logit: float) -> float:
    """What is beside the point is not worse for being farther away."""
    return max(logit, _LOWEST)


def list_features(evidence: Sequence[Evidence], unknown: bool) -> tuple[float, ...]:
    """The values of `weights.LIST`."""
    return (clipped(max(each.score for each in evidence)), float(unknown))
