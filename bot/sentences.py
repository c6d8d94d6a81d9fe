"""Sentences that answer a plain question of fact, out of the passages that were found for it."""

from __future__ import annotations

import re

from bot.library import Library
from bot.relevance import topic_coverage
from bot.types import Question
from bot.words import content_words, names, numbers
from retrieval.types import Hit, Span

MOST = 3
PASSAGES = 6  # looked through
RERANKED = 10  # sentences given to the reranker
BAR = 4.0  # of the reranker's score; see `tests/benchmarks/calibrate.py`
COVERED = 0.5  # share of the topic's words that must stand around the sentence

# What a sentence must hold to answer a question that begins so.
_WANTED = (
    (
        re.compile(r"^\W*(?:when|what (?:day|date|year|month|time))\b", re.I),
        re.compile(
            r"\d|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
            r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|(?:last|next|this) \w+)\b",
            re.I,
        ),
    ),
    (re.compile(r"^\W*how (?:many|much|long|far|old|tall|high|big|large)\b", re.I), re.compile(r"\d")),
)


def answering_sentences(question: Question, library: Library) -> list[tuple[Hit, Span, float]]:
    """(passage, sentence, reranker's score), best first; the passage holds every name and number of the question."""
    wanted = content_words(question.text)
    candidates: list[tuple[float, Hit, Span, str]] = []
    for hit in library.search(question.text, PASSAGES):
        text = library.articles[hit.passage.source].text
        around = library.neighbourhood(hit.passage.source, hit.passage.span).of(text)
        if not _stands(question, around, library):
            continue
        for span in library.sentences(hit.passage.source):
            if not span.overlaps(hit.passage.span):
                continue
            words = " ".join(span.of(text).split())
            if not _can_answer(question.text, words):
                continue
            candidates.append((len(wanted & content_words(words)), hit, span, words))
    candidates.sort(key=lambda each: -each[0])
    nearest = candidates[:RERANKED]
    scores = library.relevance(question.text, [words for *_, words in nearest])
    ranked = sorted(zip(scores, nearest, strict=True), key=lambda pair: -pair[0])
    return [(hit, span, score) for score, (_, hit, span, _) in ranked if score >= BAR][:MOST]


def _can_answer(question: str, sentence: str) -> bool:
    """Whether the sentence has what the question asks for: a time for "when", a number for "how many"."""
    written = f"{sentence} {' '.join(numbers(sentence))}"  # "thirty-one" and "31" alike
    return all(need.search(written) for asks, need in _WANTED if asks.match(question))


def _stands(question: Question, around: str, library: Library) -> bool:
    here = {actor.name for actor, _ in library.actors_in(around)[0]}
    if not set(question.actors) | set(question.about) <= here:
        return False
    if not numbers(question.text) <= numbers(around):
        return False
    if question.topic and topic_coverage(question, around, library) < COVERED:
        return False
    known = {span for _, span in library.actors_in(question.text)[0]}
    folded = around.casefold()
    return all(
        name.casefold() in folded
        for name, span in names(question.text)
        if not any(span.overlaps(other) for other in known)
    )
