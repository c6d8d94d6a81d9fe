"""The answer often stands in two sentences of one holder, of which the cross-encoder reads each alone.

"Why is Brel against the quay?": "Brel said the quay must go. “It is sinking,” she said." Either sentence alone answers
less than both; so it is asked about both together, across the ends of paragraphs, which are short in the news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.library import Library
from bot.questions.asking import in_full
from bot.types import Question
from retrieval.matching.evidence import Evidence, Match
from retrieval.matching.matcher import clipped
from retrieval.matching.texts import in_context
from retrieval.matching.weights import weights
from retrieval.types import Span

_LOOKED_AT = 3  # sentences, the likeliest ones
_LEAST = 0.5  # probability that both must have
_BESIDE = 2  # sentences of the same holder on either side
_LONGEST = 400  # code points; the cross-encoder reads no more


def with_neighbours(match: Match, question: Question, library: Library) -> Match:
    """The evidence, where a sentence is taken together with those beside it if both answer better than it alone."""
    wider = list(dict.fromkeys(filter(None, (_around(each, library) for each in match.evidence[:_LOOKED_AT]))))
    if not wider:
        return match
    actors = [library.actor(each.rows[0].holder) for each in wider]
    texts = [
        in_context(each.span.of(library.articles[each.source].text), actor, library.details(each.source).title, "", "")
        for each, actor in zip(wider, actors, strict=True)
    ]
    scores = library.relevance(in_full(question), texts)
    better: list[Evidence] = []
    for each, score in zip(wider, scores, strict=True):
        likely = weights().sentence((clipped(score),))
        alone = max(one.probability for one in match.evidence if _lies_in(one, each))
        if likely > max(alone, _LEAST):
            better.append(replace(each, probability=likely, score=score))
    kept = [one for one in match.evidence if not any(_lies_in(one, each) for each in better)]
    found = sorted((*better, *kept), key=lambda each: -each.probability)
    return Match(tuple(found), match.probability)


def _around(evidence: Evidence, library: Library) -> Evidence | None:
    """The sentence with those of its holder beside it."""
    if not evidence.rows or evidence.rows[0].headline:
        return None
    spans = list(library.sentences(evidence.source))
    at = next((place for place, each in enumerate(spans) if each.overlaps(evidence.span)), None)
    if at is None:
        return None
    first = last = at
    while last - at < _BESIDE and _is_theirs(evidence, spans[first : last + 2], last + 1 - first, library):
        last += 1
    while first and at - first < _BESIDE and _is_theirs(evidence, spans[first - 1 : last + 1], 0, library):
        first -= 1
    return replace(evidence, span=Span(spans[first].start, spans[last].end)) if first < last else None


def _is_theirs(evidence: Evidence, spans: Sequence[Span], new: int, library: Library) -> bool:
    """Whether one of these sentences is the same holder's alone, and all of them together are short."""
    if new >= len(spans):
        return False
    whole = Span(spans[0].start, spans[-1].end)
    words = whole.of(library.articles[evidence.source].text)
    holders = {row.holder for row in library.statements_at(evidence.source, spans[new]) if row.reporter is None}
    return holders == {evidence.rows[0].holder} and len(words) <= _LONGEST


def _lies_in(one: Evidence, other: Evidence) -> bool:
    return one.source == other.source and one.span.overlaps(other.span)
