"""Sentences that answer a plain question of fact, out of the passages that were found for it."""

from __future__ import annotations

from bot.library import Library
from bot.types import Question
from bot.words import content_words, names, numbers
from retrieval.types import Hit, Span

MOST = 3
PASSAGES = 6  # looked through
RERANKED = 10  # sentences given to the reranker
BAR = 2.0  # of the reranker's score; see `tests/benchmarks/calibrate.py`


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
            candidates.append((len(wanted & content_words(words)), hit, span, words))
    candidates.sort(key=lambda each: -each[0])
    nearest = candidates[:RERANKED]
    scores = library.relevance(question.text, [words for *_, words in nearest])
    ranked = sorted(zip(scores, nearest, strict=True), key=lambda pair: -pair[0])
    return [(hit, span, score) for score, (_, hit, span, _) in ranked if score >= BAR][:MOST]


def _stands(question: Question, around: str, library: Library) -> bool:
    here = {actor.name for actor, _ in library.actors_in(around)[0]}
    if not set(question.actors) | set(question.about) <= here:
        return False
    if not numbers(question.text) <= numbers(around):
        return False
    known = {span for _, span in library.actors_in(question.text)[0]}
    folded = around.casefold()
    return all(
        name.casefold() in folded
        for name, span in names(question.text)
        if not any(span.overlaps(other) for other in known)
    )
