"""How well a statement fits what was asked: words and names first, the reranker on the few that are left.

The bar below which nothing is shown is calibrated by `tests/benchmarks/calibrate.py` on the development data.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.library import Library
from bot.types import Question
from bot.words import content_words, numbers
from retrieval.types import Form, Span, Statement

SURE = 0.5  # a row that is rather an attribution than not
VARIED = 30  # rows put in order of variety; the ones after them are surer of nothing
RERANKED = 10  # pairs given to the reranker, at about 10 ms each

# score = sigmoid(BIAS + COVERAGE * covered share of the topic + RERANKER * reranker's score)
BIAS, COVERAGE, RERANKER = -1.6, 3.0, 0.25
BAR = 0.5


# Units: beside a number they are no topic of their own.
_UNITS = content_words("per cent percent percentage million billion thousand dollars euros pounds")
_CIRCUMSTANCE = re.compile(
    r"\b(?:under|after|before|during|since|despite|amid|over|until|following|as part of|ahead of)\s+"
    r"(?:(?:the|a|an|any|this|that|its|their)\s+)?(?:[a-z-]+\s+){0,2}[a-z-]+",
    re.I,
)
_POINTING = re.compile(
    r"^\W*(?:it|this|that|they|these|those|neither|both)\b|\b(?:such|this|these|those)\s+[a-z]", re.I
)
_IT = re.compile(r"\b(?:it|this|that|them)[.,!]?$", re.I)
_SAYING_LITTLE = re.compile(r"\W*(?:i|we|he|she|they)\b", re.I)
_HOLLOW = 2  # content words: what says so little speaks of what stands before it
_JOINED = 20  # code points between two things said, where one is told beside the other: "and also", "but later"


@dataclass(frozen=True)
class Scored:
    row: Statement
    score: float  # 0 to 1


def on_topic(question: Question, rows: Sequence[Statement], library: Library, bar: float = BAR) -> list[Scored]:
    """The rows that speak of the question's topic, best first; all of them, the surest first, where it has none."""
    if not question.topic and not question.about:
        return _varied(rows)
    wanted = numbers(question.topic)
    covered: list[tuple[float, Statement, str]] = []
    for row in rows:
        text = sentence_of(row, library)
        share = topic_coverage(question, text, library)
        if share > 0:
            share = own_coverage(question, row, library)
        if share > 0 and wanted <= numbers(text):
            covered.append((share, row, text))
    covered.sort(key=lambda item: -item[0])
    nearest = covered[:RERANKED]
    reranked = library.relevance(question.text, [_with_name(row, text) for _, row, text in nearest])
    scored = [
        Scored(row, _sigmoid(BIAS + COVERAGE * share + RERANKER * score))
        for (share, row, _), score in zip(nearest, reranked, strict=True)
    ]
    return sorted((each for each in scored if each.score >= bar), key=lambda each: -each.score)


def _with_name(row: Statement, text: str) -> str:
    """The sentence as the reranker reads it: a "she" that was resolved goes by her name."""
    return text if row.holder.split()[-1] in text else f"{row.holder}: {text}"


def best_score(question: Question, actor: str, library: Library) -> float:
    """The score of the actor's statement that fits best, whatever the bar; 0 where none shares a word."""
    return max((each.score for each in on_topic(question, library.said_by(actor), library, bar=0.0)), default=0.0)


def _varied(rows: Sequence[Statement]) -> list[Scored]:
    """The rows in an order in which what says least again comes first (maximal marginal relevance).

    Carbonell and Goldstein, "The use of MMR", SIGIR 1998, with the overlap of content words as similarity. How sure
    the reader is of a row counts as yes or no only: finer differences come from names, and names should not count.
    """
    words = {row: content_words(row.quote) for row in rows}
    left = sorted(rows, key=lambda row: (-_sure(row), _newest(row), row.source, row.quote_span))
    left, rest = left[:VARIED], left[VARIED:]
    chosen: list[Statement] = []
    while left:
        best = max(
            left, key=lambda row: _sure(row) - max((_alike(words[row], words[old]) for old in chosen), default=0)
        )
        chosen.append(best)
        left.remove(best)
    return [Scored(row, row.confidence) for row in chosen + rest]


def _sure(row: Statement) -> float:
    return 1.0 if row.confidence >= SURE else 0.5


def _newest(row: Statement) -> float:
    day = row.said or row.published
    return -date.fromisoformat(day.iso[:10]).toordinal() if day else 0.0


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def sentence_of(row: Statement, library: Library) -> str:
    span = row.sentence if row.sentence.end else row.quote_span
    return " ".join(Span(*span).of(library.articles[row.source].text).split())


def own_coverage(question: Question, row: Statement, library: Library) -> float:
    """How much of the topic the row's sentence holds without what others say in it; 0 where the row's own clause
    holds none of it: "While A demands the port, B insists on it", "A welcomed the offer and rejected the port"."""
    span = row.sentence if row.sentence.end else row.quote_span
    beside = [each for each in library.statements_at(row.source, span) if not each.quote_span.overlaps(row.quote_span)]
    text = library.articles[row.source].text
    others = [each.quote_span for each in beside if each.holder != row.holder]
    also = [each.quote_span for each in beside if each.holder == row.holder and _coordinate(row, each, text)]
    who = [row.holder_span] if row.holder_span else []  # whoever says it is not what it is about
    clause = _without(text, span, others + also + who)
    if not _terms(question.topic) & (content_words(clause) | numbers(clause)) and not _named(question, clause, library):
        return 0.0
    return topic_coverage(question, _without(text, span, others), library)


def _coordinate(one: Statement, other: Statement, text: str) -> bool:
    """Whether two things that somebody says stand side by side; "he declined to discuss it, saying …" is one thing."""
    first, second = sorted((one, other), key=lambda row: row.quote_span)
    start = (second.cue_span or second.quote_span).start
    between = text[first.quote_span.end : start].strip(" ,;").lower()
    return between.split()[:1] in (["and"], ["but"]) and len(between) < _JOINED


def _without(text: str, span: Span, gaps: Sequence[Span]) -> str:
    kept = (text[at] for at in range(*span) if not any(gap.start <= at < gap.end for gap in gaps))
    return " ".join("".join(kept).split())


def _named(question: Question, text: str, library: Library) -> int:
    """How many of the names that the topic holds a text names, by any of their aliases."""
    return len(set(question.about) & {actor.name for actor, _ in library.actors_in(text)[0]}) if question.about else 0


def _words_of(names: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(content_words(name) for name in names)) if names else frozenset()


def topic_coverage(question: Question, text: str, library: Library) -> float:
    """The share of the topic's words, numbers and names that a text holds; a name counts by any of its aliases."""
    words, about = _terms(question.topic) - _words_of(question.about), question.about
    if not words and not about:
        return 0.0
    hits = len(words & (content_words(text) | numbers(text)))
    if words and not hits:
        return 0.0  # names alone are no topic
    return (hits + _named(question, text, library)) / (len(words) + len(about))


def _terms(topic: str) -> frozenset[str]:
    """The words and numbers of a topic; what a number counts is said in many ways: "12%", "12 per cent", "twelve"."""
    words, counted = content_words(topic), numbers(topic)
    return (words - _UNITS if counted else words) | counted


def in_foreground(question: Question, text: str) -> bool:
    """Whether a text speaks of the topic otherwise than as circumstance: "no ward closes under the merger" does not."""
    return bool(_terms(question.topic) & content_words(_CIRCUMSTANCE.sub(" ", text))) or bool(_IT.search(text))


def in_context(question: Question, rows: Sequence[Statement], library: Library) -> list[Scored]:
    """The rows that go on about the topic of the sentence before: "It was a step forward", "She had not made up her
    mind", "9 per cent", or somebody's own words in the same paragraph. Together they must hold all of the topic."""
    found = []
    for row in rows:
        text = library.articles[row.source].text
        span = row.sentence if row.sentence.end else row.quote_span
        near = Span(library.neighbourhood(row.source, span).start, span.end)
        goes_on = row.form is Form.DIRECT and "\n\n" not in near.of(text)
        little = _SAYING_LITTLE.match(row.quote) or numbers(row.quote)
        hollow = little and len(content_words(row.quote) - _UNITS) <= _HOLLOW
        if not (goes_on or hollow or _POINTING.search(row.quote)):
            continue
        farther = Span(library.neighbourhood(row.source, near).start, span.end)
        words = (farther if hollow and "\n\n" not in farther.of(text) else near).of(text)
        if numbers(question.topic) <= numbers(words) and topic_coverage(question, words, library) == 1.0:
            found.append(Scored(row, BAR))
    return found


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))
