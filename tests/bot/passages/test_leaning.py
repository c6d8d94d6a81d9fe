from __future__ import annotations

import pytest

from bot.passages.leaning import leans
from retrieval.matching.evidence import Evidence
from retrieval.types import Polarity, Span


@pytest.mark.parametrize(
    ("text", "topic", "against"),
    [
        ("Ona Brel, a nurse, voted against.", frozenset(), True),
        ("Ona Brel voted against the deal.", frozenset({"deal"}), True),
        ("Ona Brel voted against.", frozenset({"deal"}), False),
        ("Ona Brel is opposed to the deal.", frozenset({"deal"}), True),
        ("Ona Brel voted for the deal.", frozenset({"deal"}), False),
        ("Ona Brel pushed for the ban on robes.", frozenset({"ban", "robe"}), False),
        ("Ona Brel condemned the ban on robes.", frozenset({"ban", "robe"}), True),
    ],
)
def test_the_articles_own_words_are_against_by_a_word_for_it(text: str, topic: frozenset[str], against: bool) -> None:
    evidence = Evidence("a.txt", Span(0, len(text)), (), 0.9, 2.0)
    assert leans(evidence, Polarity.AGAINST, topic, text) is against
    assert leans(evidence, Polarity.FOR, topic, text) is not against
