"""What is shown beside the best sentence: mostly what goes on from it, where few others are as likely.

The cross-encoder reads each sentence alone, and what comes after the best one is by its probability right or wrong by
turns. What the two have to do with each other tells more.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.library import Library
from bot.words import content_words
from retrieval.matching.evidence import Evidence
from retrieval.matching.weights import logit, weights

LEAST = 0.6  # worth of what is shown beside the best one
RIVAL = 0.5  # worth of a sentence that might be shown


def with_the_best(value: Mapping[Evidence, float], library: Library) -> list[Evidence]:
    """The best sentence, where it is worth it, and those that are to stand beside it. `value` has the best first."""
    best = list(value)[:1]
    if not best or value[best[0]] < weights().least:
        return []
    likely = [each for each in list(value)[1:] if value[each] >= LEAST]
    return best + [
        each for each in likely if weights().beside(features(each, value, library)) >= weights().shown_beside
    ]


def features(evidence: Evidence, value: Mapping[Evidence, float], library: Library) -> tuple[float, ...]:
    """The values of `weights.BESIDE`."""
    best = next(iter(value))
    here, there = (content_words(each.span.of(library.articles[each.source].text)) for each in (evidence, best))
    shared = len(here & there) / max(1, min(len(here), len(there)))
    rivals = sum(each >= RIVAL for each in value.values())
    return logit(value[evidence]), float(evidence.source == best.source), shared, float(rivals)
