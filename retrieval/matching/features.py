"""What the search sees of a passage for a question, as a few numbers; `ranking.json` says what each is worth.

All of them are about words and vectors; none knows an outlet, a name or a subject.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

import numpy as np
from numpy.typing import NDArray

from retrieval.index.rows.store import Row
from retrieval.layout.normal_form import STEPS, plain
from retrieval.matching.query import Query
from retrieval.matching.terms import content, stems

NAMES = (
    "dense",  # cosine of the passage (with its title) and the question
    "dense_article",  # the best such cosine in the article
    "article",  # BM25 of the whole article, by the weight of the question's words
    "article_length",  # logarithm of the article's number of words: BM25 is too hard on long ones
    "passage",  # BM25 of the passage, by the same
    "passage_best",  # the best such in the article
    "title",  # share of the question's words in the title
    "context",  # share of the issue's words in the passage, its title and the passage before it
    "names",  # share of the question's names and numbers in the same
    "holder",  # share of the holder's name in the passage
    "issue",  # share of the issue's words in the passage
    "both",  # the smaller of the two
    "surname",  # the last word of the holder's name is in the passage
    "surname_before",  # it is in the passage before
    "carried",  # share of the holder's name in the passage before, where this one has not its last word
    "pronoun",  # so, and this passage opens with "he", "she" or "they"
    "order",  # the holder is named before the issue
    "early",  # how early in the passage the holder is named
    "length",  # logarithm of the passage's number of words
    "lead",  # how early in the article the passage stands
)
_PRONOUNS = frozenset(("he", "she", "they", "his", "her", "their"))
_LENGTH = 22.0  # words in a usual sentence of news


@dataclass(frozen=True)
class ArticleWords:
    """An article's passages with their words and vectors, made once and kept."""

    source: str
    title: frozenset[str]
    rows: tuple[Row, ...]
    words: tuple[tuple[str, ...], ...]  # stems of each passage
    vectors: NDArray[np.float16] | None  # [passages that have one, dimensions]
    vector_places: tuple[int, ...]  # which passages those are

    @cached_property
    def length(self) -> int:
        return sum(map(len, self.words))

    @cached_property
    def bags(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(words) for words in self.words)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer: `article.rows[place]`."""

    article: ArticleWords
    place: int

    @property
    def row(self) -> Row:
        return self.article.rows[self.place]


def as_read(text: str) -> str:
    """The same as `plain`, in a third of the time: a question reads some thousand sentences, and hardly one of them is
    read in another way than it is written."""
    return plain(text) if any(True for step in STEPS for _ in step(text)) else text


def read_words(
    source: str, text: str, title: str, rows: Sequence[Row], blobs: Sequence[tuple[int, bytes]] = ()
) -> ArticleWords:
    """`rows` are all passages of the article in order, `blobs` the places and vectors of those that have one."""
    vectors = np.stack([np.frombuffer(blob, dtype=np.float16) for _, blob in blobs]) if blobs else None
    return ArticleWords(
        source,
        frozenset(stems(title)),
        tuple(rows),
        tuple(tuple(stems(as_read(text[row.first : row.past]))) for row in rows),
        vectors,
        tuple(place for place, _ in blobs),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question made ready: stems and their weights, its vector, the BM25 score of the articles that have one."""

    query: Query
    weights: Mapping[str, float]  # inverse document frequency by stem
    names: tuple[str, ...]
    vector: NDArray[np.float32]
    articles: Mapping[str, float]


def ask(
    query: Query, frequency: Mapping[str, int], total: int, vector: NDArray[np.float32], found: Mapping[str, float]
) -> Asked:
    """`frequency` says in how many of the `total` articles each of `query.words` stands; `found` is their BM25."""
    weights: dict[str, float] = {}
    for word in query.words:
        count = frequency[word]
        weights[stems(word)[0]] = math.log(1 + (total - count + 0.5) / (count + 0.5))
    capitals = [word for word in query.text.split()[1:] if word[:1].isupper() or word[:1].isdigit()]
    names = tuple(stem for stem in dict.fromkeys(stems(" ".join(content(" ".join(capitals))))) if stem in weights)
    return Asked(query, weights, names, vector, found)


def choose(asked: Asked, articles: Sequence[ArticleWords], limit: int) -> list[Candidate]:
    """The passages worth a closer look: at most `limit`, by a score that costs next to nothing."""
    total = sum(asked.weights.values()) or 1.0
    wanted = asked.weights.keys()
    scored: list[tuple[float, str, int, ArticleWords]] = []  # no two have one source and place
    for article in articles:
        close = _cosines(article, asked.vector)
        base = asked.articles.get(article.source, 0.0) / total
        for place, bag in enumerate(article.bags):
            cover = sum(asked.weights[stem] for stem in wanted & bag) / total
            score = base + 2.0 * cover + 4.0 * close.get(place, 0.5)
            scored.append((-score, article.source, place, article))
    return [Candidate(article, place) for _, _, place, article in nsmallest(limit, scored)]


def features(asked: Asked, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """A row of `NAMES` for each candidate."""
    query, weights = asked.query, asked.weights
    total = sum(weights.values()) or 1.0
    issue = tuple(dict.fromkeys(stem for form in query.issue[:1] for stem in form))
    lasts = {form[-1] for form in query.holder}
    holder_stems = {stem for form in query.holder for stem in form}
    closes = {id(c.article): _cosines(c.article, asked.vector) for c in candidates}
    known = [cosine for close in closes.values() for cosine in close.values()]
    floor = min(known, default=0.0)
    bm25s = [_bm25(weights, c.article.words[c.place]) / total for c in candidates]
    best: dict[int, float] = {}
    for candidate, score in zip(candidates, bm25s, strict=True):
        best[id(candidate.article)] = max(best.get(id(candidate.article), 0.0), score)

    table = np.zeros((len(candidates), len(NAMES)))
    for number, candidate in enumerate(candidates):
        article, place = candidate.article, candidate.place
        words, bag = article.words[place], article.bags[place]
        before = article.bags[place - 1] if place else frozenset()
        around = bag | before | article.title
        close = closes[id(article)]
        holder = max((_share(form, bag, weights) for form in query.holder), default=0.0)
        covered = max((_share(form, bag, weights) for form in query.issue), default=0.0)
        surname, surname_before = bool(lasts & bag), bool(lasts & before)
        holder_at = next((at for at, word in enumerate(words) if word in holder_stems), None)
        issue_at = next((at for at, word in enumerate(words) if word in issue), None)
        table[number] = (
            close.get(place, floor),
            max(close.values(), default=floor),
            asked.articles.get(article.source, 0.0) / total,
            math.log(article.length + 1),
            bm25s[number],
            best[id(article)],
            _share(tuple(weights), article.title, weights),
            _share(issue, around, weights),
            _share(asked.names, around, weights),
            holder,
            covered,
            min(holder, covered),
            surname,
            surname_before,
            0.0 if surname else max((_share(form, before, weights) for form in query.holder), default=0.0),
            surname_before and not surname and not _PRONOUNS.isdisjoint(words[:8]),
            holder_at is not None and issue_at is not None and holder_at < issue_at,
            0.0 if holder_at is None else 1 - min(holder_at / 20, 1.0),
            math.log(len(words) + 1),
            1 - min(place / 40, 1.0),
        )
    return table


def _cosines(article: ArticleWords, vector: NDArray[np.float32]) -> dict[int, float]:
    if article.vectors is None:
        return {}
    cosines = article.vectors.astype(np.float32) @ vector
    return dict(zip(article.vector_places, cosines.tolist(), strict=True))


def _share(form: Sequence[str], bag: frozenset[str], weights: Mapping[str, float]) -> float:
    """How much of a phrase is in a bag of words, rare words counting more."""
    total = sum(weights.get(stem, 1.0) for stem in form)
    return sum(weights.get(stem, 1.0) for stem in form if stem in bag) / total if total else 0.0


def _bm25(weights: Mapping[str, float], words: Sequence[str]) -> float:
    counts = Counter(word for word in words if word in weights)
    norm = 1.2 * (0.25 + 0.75 * len(words) / _LENGTH)
    return sum(weights[word] * count * 2.2 / (count + norm) for word, count in counts.items())
