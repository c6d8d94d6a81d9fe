"""A question against statements and sentences: recall, the cross-encoder, and two calibrated probabilities.

    matcher = Matcher(index, ledger, StatementVectors.open(index, ledger), sentences, rerank)
    match = matcher(Wanted("What does Ona Brel want?", sides=(frozenset({"Ona Brel", "Tarsia"}),)))
    match.evidence[0].probability      # that this sentence answers
    match.probability                  # that the articles answer at all

Where somebody is asked about, that side's words are preferred, not required.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.index.index import Index
from retrieval.matching.evidence import Evidence, Match, Wanted
from retrieval.matching.recall import Candidate, Sentences, day_of, recall
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.matching.terms import content, stems
from retrieval.matching.texts import shown
from retrieval.matching.weights import weights
from retrieval.statements.ledger import Ledger

Rerank = Callable[[str, Sequence[str]], Sequence[float]]
_LONGEST = 1_000  # code points of a question that the models read


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
        pool = recall(wanted, self._index, self._ledger, self._vectors, self._sentences)
        if not pool:
            return Match()
        scores = self._rerank(wanted.text[:_LONGEST], [self.text(one) for one in pool])
        best = max(scores)
        evidence = [
            self._evidence(one, float(score), float(best), bool(wanted.sides))
            for one, score in zip(pool, scores, strict=True)
        ]
        evidence.sort(key=lambda each: (-each.probability, -each.score, each.source, each.span))
        return Match(tuple(evidence), weights().list(self.list_features(wanted, evidence, unknown)))

    def text(self, one: Candidate) -> str:
        """A candidate as the cross-encoder reads it."""
        sentence = one.span.of(self._index.articles[one.source].text)
        actor = self._ledger.cast.actors.get(one.rows[0].holder) if one.rows else None
        return shown(self._ledger.details[one.source].title, sentence, one.rows, actor.speaks_for if actor else None)

    def list_features(self, wanted: Wanted, evidence: Sequence[Evidence], unknown: bool) -> tuple[float, ...]:
        """The values of `weights.LIST` for sentences in their order."""
        first = evidence[0]
        nothing = 1.0
        for each in evidence[:5]:
            nothing *= 1 - each.probability
        return (
            first.probability,
            evidence[1].probability if len(evidence) > 1 else 0.0,
            1 - nothing,
            first.features[1],
            first.features[2],
            float(unknown),
            self._covered(wanted, evidence[:3]),
        )

    def _evidence(self, one: Candidate, score: float, best: float, asked: bool) -> Evidence:
        values = (
            score,
            float(one.side),
            float(asked and bool(one.rows) and not one.side),
            float(bool(one.rows)),
            best - score,
        )
        day = day_of(one.rows, one.source, self._ledger)
        return Evidence(one.source, one.span, one.rows, weights().sentence(values), score, day, values)

    def _covered(self, wanted: Wanted, evidence: Sequence[Evidence]) -> float:
        """The share of the question's words that the sentences and their titles hold, rare ones counting more."""
        words = list(dict.fromkeys(content(wanted.text)))
        held: set[str] = set()
        for each in evidence:
            title = self._ledger.details[each.source].title
            held.update(stems(f"{title} {each.span.of(self._index.articles[each.source].text)}"))
        share = {word: 1 / (1 + self._index.store.frequency(word)) for word in words}
        total = sum(share.values())
        return sum(share[word] for word in words if held.intersection(stems(word))) / total if total else 0.0
