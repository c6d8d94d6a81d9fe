from __future__ import annotations

import pytest

from bot.leanings import leaning
from retrieval.types import Polarity

FOR, AGAINST, NEUTRAL = Polarity.FOR, Polarity.AGAINST, Polarity.NEUTRAL


@pytest.mark.parametrize(
    ("text", "topic", "lean"),
    [
        ("Brel said her board remained in favour of the tunnel", "tunnel", FOR),
        ("Okoro said he backed the new tunnel", "tunnel", FOR),
        ("Without the tunnel, the port would close by May", "tunnel", FOR),
        ("the tunnel is supported by the guild", "tunnel", FOR),
        ("The parish has voted 19–14 against the tunnel", "tunnel", AGAINST),
        ("she said she could no longer support a tunnel that nobody wanted", "tunnel", AGAINST),
        ("the guild remained opposed to the tunnel", "tunnel", AGAINST),
        ("the skippers never wanted the tunnel", "tunnel", AGAINST),
        ("Tarn called for the tunnel to be scrapped", "tunnel", AGAINST),
        ("they rejected calls for a tunnel", "tunnel", AGAINST),
        ("he was not against the tunnel", "tunnel", FOR),
        ("Councillors will debate a motion opposing the tunnel", "tunnel", NEUTRAL),
        ("Councillors passed a motion opposing the tunnel", "tunnel", AGAINST),
        ("Okoro has not said whether he supports the tunnel", "tunnel", NEUTRAL),
    ],
)
def test_which_way_a_text_leans_on_its_topic(text: str, topic: str, lean: Polarity) -> None:
    assert leaning(text, topic) is lean


@pytest.mark.parametrize(
    "text",
    [
        "they demanded a promise that no ward would close under the tunnel plan",  # a promise is what they demand
        "Brel supports the nurses and will study the tunnel",
        "Tarn welcomed the report on the tunnel",
        "Okoro rejected criticism of the tunnel",
        "The tunnel opens in May",
    ],
)
def test_words_that_do_not_govern_the_topic_lean_nowhere(text: str) -> None:
    assert leaning(text, "tunnel") is None
