"""Which way a sentence leans: to "Who opposes X?" those who ask for it are no answer, however near their words come.

By the acts of its statements, and by the stance lexicon's words where the articles' own words tell it.
"""

from __future__ import annotations

import re

from bot.words import content_words, stem, tokens
from retrieval.matching.evidence import Evidence
from retrieval.stance.verbs import BY_LEMMA
from retrieval.types import REFUSALS, Polarity, Statement

_AGAINST = re.compile(r"\bagainst\b", re.IGNORECASE)
TURNING = frozenset(stem(word) for word, (_, polarity) in BY_LEMMA.items() if polarity is Polarity.AGAINST)


def leans(evidence: Evidence, lean: Polarity, topic: frozenset[str], text: str, *, anywhere: bool = False) -> bool:
    """Whether a sentence may answer who leans so on a topic, given as its stems.

    Against it is who refuses something with a word of the topic in it, or `anywhere`; for it may be who does not.
    """
    wanted = frozenset[str]() if anywhere else topic
    against = any(_refuses(row) and _on(wanted, row.quote) for row in evidence.rows) or _turned(wanted, text, topic)
    if lean is Polarity.AGAINST:
        return against
    return lean is not Polarity.FOR or not against


def _refuses(row: Statement) -> bool:
    return row.polarity is Polarity.AGAINST or row.act in REFUSALS


def _on(topic: frozenset[str], text: str) -> bool:
    return not topic or not topic.isdisjoint(content_words(text))


def _turned(topic: frozenset[str], text: str, asked: frozenset[str]) -> bool:
    """Whether a word for being against stands before a word of the topic: "opposed to the dam"; or the word itself,
    which is grammar: "voted against". But "pushed for the ban" is not against the ban."""
    if _AGAINST.search(text) and (not topic or not topic.isdisjoint(content_words(text))):
        return True
    stems = tokens(text)
    first = next((place for place, word in enumerate(stems) if word in TURNING - asked), len(stems))
    return first < len(stems) and (not topic or not topic.isdisjoint(stems[first + 1 :]))
