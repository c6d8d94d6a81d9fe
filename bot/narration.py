"""What the articles tell of an actor in their own words, for where nobody quotes it: "But Lind praised the ferry deal."

Such a sentence is the narrator's statement about the actor, and is shown as one: the claim names who tells it. It must
name the actor and speak of the topic, and no other speaker's words may stand in it.
"""

from __future__ import annotations

from bot.leanings import leaning
from bot.library import Library
from bot.relevance import RERANKED, topic_coverage
from bot.types import Question
from bot.words import numbers
from retrieval.types import Polarity, Span

PASSAGES = 15
MOST = 3
BAR = 0.5  # of the reranker's score; calibrated by tests/benchmarks/calibrate.py


def told_of(actor: str, question: Question, library: Library) -> list[tuple[str, Span, float]]:
    """(source, sentence, reranker's score) of the sentences that tell the actor's part in the topic, best first."""
    ranked = [each for each in candidates(actor, question, library) if each[2] >= BAR]
    return ranked[:MOST]


def told_to_lean(question: Question, lean: Polarity, library: Library) -> list[tuple[str | None, str, Span, float]]:
    """(actor, source, sentence, reranker's score) where the article itself says who is for or against the topic: "The
    skippers remain opposed to the ban." The actor is the first one named, `None` where nobody is."""
    found: dict[tuple[str, Span], str] = {}
    for hit in library.search(question.text, PASSAGES):
        source = hit.passage.source
        for span in library.sentences(source):
            text = " ".join(span.of(library.articles[source].text).split())
            plain = span.overlaps(hit.passage.span) and not library.statements_at(source, span)
            if plain and text.endswith((".", "!")) and leaning(text, question.topic) == lean:
                found[source, span] = text
    scores = library.relevance(question.text, list(found.values())[:RERANKED])
    ranked = sorted(zip(found.items(), scores, strict=False), key=lambda pair: -pair[1])
    return [
        (_first_named(text, question, library), source, span, score)
        for ((source, span), text), score in ranked
        if score >= BAR
    ][:MOST]


def _first_named(text: str, question: Question, library: Library) -> str | None:
    named = sorted((pair for pair in library.actors_in(text)[0]), key=lambda pair: pair[1])
    return next((actor.name for actor, _ in named if actor.name not in question.about), None)


def candidates(actor: str, question: Question, library: Library) -> list[tuple[str, Span, float]]:
    party = frozenset(library.party(actor))
    found: dict[tuple[str, Span], tuple[float, str]] = {}
    for hit in library.search(question.text, PASSAGES):
        source = hit.passage.source
        for span in library.sentences(source):
            if not span.overlaps(hit.passage.span):
                continue
            text = " ".join(span.of(library.articles[source].text).split())
            covered = topic_coverage(question, text, library) if numbers(question.topic) <= numbers(text) else 0.0
            named = {each.name for each, _ in library.actors_in(text)[0]}
            if covered and named & party and all(row.holder in party for row in library.statements_at(source, span)):
                found[source, span] = (covered, text)
    nearest = sorted(found, key=lambda place: (-found[place][0], place))[:RERANKED]
    scores = library.relevance(question.text, [found[place][1] for place in nearest])
    ranked = sorted(zip(nearest, scores, strict=True), key=lambda pair: -pair[1])
    return [(source, span, score) for (source, span), score in ranked]
