"""What the articles tell of an actor in their own words, for where nobody quotes it: "But Lind praised the ferry deal."

Such a sentence is the narrator's statement about the actor, and is shown as one: the claim names who tells it. It must
name the actor and speak of the topic, and no other speaker's words may stand in it.
"""

from __future__ import annotations

from bot.library import Library
from bot.relevance import RERANKED, topic_coverage
from bot.types import Question
from retrieval.types import Span

PASSAGES = 15
MOST = 3
BAR = 0.5  # of the reranker's score; calibrated by tests/benchmarks/calibrate.py


def told_of(actor: str, question: Question, library: Library) -> list[tuple[str, Span, float]]:
    """(source, sentence, reranker's score) of the sentences that tell the actor's part in the topic, best first."""
    ranked = [each for each in candidates(actor, question, library) if each[2] >= BAR]
    return ranked[:MOST]


def candidates(actor: str, question: Question, library: Library) -> list[tuple[str, Span, float]]:
    party = frozenset(library.party(actor))
    found: dict[tuple[str, Span], tuple[float, str]] = {}
    for hit in library.search(question.text, PASSAGES):
        source = hit.passage.source
        for span in library.sentences(source):
            if not span.overlaps(hit.passage.span):
                continue
            text = " ".join(span.of(library.articles[source].text).split())
            covered = topic_coverage(question, text, library)
            named = {each.name for each, _ in library.actors_in(text)[0]}
            if covered and named & party and all(row.holder in party for row in library.statements_at(source, span)):
                found[source, span] = (covered, text)
    nearest = sorted(found, key=lambda place: (-found[place][0], place))[:RERANKED]
    scores = library.relevance(question.text, [found[place][1] for place in nearest])
    ranked = sorted(zip(nearest, scores, strict=True), key=lambda pair: -pair[1])
    return [(source, span, score) for (source, span), score in ranked]
