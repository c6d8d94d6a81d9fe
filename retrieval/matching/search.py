"""A question → the best passages: by words and by vectors, weighed together, the first few read again by a reranker.

1. Articles come from two lists: BM25 over whole articles, and those that hold the passages nearest in meaning (Chroma).
2. Their passages are described by `features` and ordered by the weights of `ranking.json`, learnt on public data.
3. The reranker reads the first few with their title.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from retrieval.index.embedding import Embedder, Vectors
from retrieval.index.rows.store import Store
from retrieval.index.rows.stored_articles import StoredArticles
from retrieval.layout.normal_form import plain
from retrieval.matching.features import NAMES, ArticleWords, Asked, Candidate, ask, choose, features, read_words
from retrieval.matching.query import expression, parse, telling
from retrieval.matching.reranking import Reranker
from retrieval.types import Hit, Passage

ARTICLES = 40  # best by words
NEIGHBOURS = 100  # nearest passages by meaning
COMMON = 20_000  # articles: a word in more of them is not looked for where the question has a rarer one
CANDIDATES = 150  # passages that are described
RERANKED = 12  # passages that are read again: each costs about 10 milliseconds
_TITLE_WEIGHT = 2.0
_KEPT = 3_000  # articles whose words stay in memory: about 60 MB


@dataclass(frozen=True, slots=True)
class Weights:
    """What the features are worth to a kind of question, and a point of the reranker's."""

    features: NDArray[np.float64]
    reranker: float


@cache
def ranking() -> Mapping[str, Weights]:
    """The learnt weights: for questions with a `holder`, and for `plain` ones."""
    table = json.loads(resources.files(__package__).joinpath("ranking.json").read_text("utf-8"))
    return {
        kind: Weights(np.array([table[kind]["features"].get(name, 0.0) for name in NAMES]), table[kind]["reranker"])
        for kind in ("holder", "plain")
    }


class Search:
    """The search over one index. `nearest` gives the numbers of the passages nearest to a vector."""

    def __init__(
        self,
        articles: StoredArticles,
        store: Store,
        embedder: Embedder,
        nearest: Callable[[Vectors, int], list[int]],
        reranker: Reranker | None,
    ) -> None:
        self._articles, self._store, self._embedder, self._nearest = articles, store, embedder, nearest
        self._reranker = reranker
        self._total = len(articles)
        self._words: dict[str, ArticleWords] = {}
        self._lock = threading.Lock()

    def __call__(self, question: str, k: int, aliases: Iterable[str] = ()) -> list[Hit]:
        asked, candidates = self.candidates(question, aliases)
        if not candidates:
            return []
        weights = ranking()["holder" if asked.query.holder else "plain"]
        scores = features(asked, candidates) @ weights.features
        order = _best_first(candidates, scores)
        if self._reranker is not None and weights.reranker:
            head = order[:RERANKED]
            logits = self._reranker.score(question[:1_000], [self.shown(candidates[i]) for i in head])
            scores[head] += weights.reranker * logits
            # what was not read again stays behind what was
            order = [head[i] for i in _best_first([candidates[i] for i in head], scores[head])] + order[RERANKED:]
            for place in range(1, len(order)):
                scores[order[place]] = min(scores[order[place]], scores[order[place - 1]])
        return [Hit(self._passage(candidates[i]), float(scores[i])) for i in order[:k]]

    def warm(self, *, reranker: bool = False) -> None:
        """Open the vectors, run the embedder once, and load the reranker where passages are to be read again."""
        self._nearest(self._embedder.embed_question("warm"), 1)
        if reranker and self._reranker is not None:
            self._reranker.warm()

    def candidates(self, question: str, aliases: Iterable[str] = ()) -> tuple[Asked, list[Candidate]]:
        """The question made ready, and the passages worth describing for it; none where it holds no word."""
        query = parse(question, aliases)
        if not query.words:
            return ask(query, {}, self._total, np.empty(0, np.float32), {}), []
        vector = self._embedder.embed_question(query.text)
        near = self._store.sources_of(self._nearest(vector, NEIGHBOURS))
        frequency = {word: self._store.frequency(word) for word in query.words}
        words = expression(telling(frequency, COMMON))
        found = dict(self._store.match(words, ARTICLES, _TITLE_WEIGHT))
        asked = ask(query, frequency, self._total, vector, found)
        sources = [source for source in dict.fromkeys([*found, *near.values()]) if source in self._articles]
        return asked, choose(asked, self._read(sources), CANDIDATES)

    def shown(self, candidate: Candidate) -> str:
        """A passage as models read it: after its title."""
        title = self._store.titles([candidate.row.source]).get(candidate.row.source, "")
        return with_title(title, plain(self._passage(candidate).text))

    def _passage(self, candidate: Candidate) -> Passage:
        row = candidate.row
        return Passage(row.source, row.first, row.past, self._articles[row.source].text[row.first : row.past])

    def _read(self, sources: Sequence[str]) -> list[ArticleWords]:
        """The articles' words and vectors; those that are not in memory are read together."""
        with self._lock:
            new = [source for source in sources if source not in self._words]
            if new:
                self._articles.read(new)
                digests = {source: self._articles.digests[source] for source in new}
                found, vectors = self._store.passages_of(digests), self._store.vectors.of(new)
                for source in new:
                    title, rows = found.get(source, ("", []))
                    text = self._articles[source].text
                    self._words[source] = read_words(source, text, title, rows, vectors[source] if rows else ())
            chosen = [self._words[source] for source in sources]
            for source in list(self._words)[: max(0, len(self._words) - _KEPT)]:
                del self._words[source]
            return chosen


def with_title(title: str, passage: str) -> str:
    return passage if title == passage else f"{title}\n{passage}"


def _best_first(candidates: list[Candidate], scores: NDArray[np.float64]) -> list[int]:
    return sorted(range(len(candidates)), key=lambda i: (-scores[i], candidates[i].row.source, candidates[i].place))
