import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.inquiry.button_values import (
    citations_in,
    fits_button,
    for_citations,
    for_inquiry,
    inquiry_in,
    remember_citation,
    remember_inquiry,
)
from bot.slack.inquiry.inquiries import Inquiry
from bot.slack.inquiry.recent import Recent
from bot.types import Citation

TEXTS = st.one_of(st.text(min_size=1), st.text(min_size=1).map(lambda text: text * 3000))


@given(TEXTS)
def test_an_inquiry_comes_back(text: str) -> None:
    long: Recent[str, str] = Recent(10)
    remember_inquiry(Inquiry("ask", text), long)
    value = for_inquiry(Inquiry("ask", text))
    assert len(value) < 2000
    assert "<" not in value
    assert inquiry_in(value, long) == Inquiry("ask", text)


@given(TEXTS.filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text)))
def test_a_citation_comes_back(quote: str) -> None:
    long: Recent[str, str] = Recent(10)
    citation = Citation(source="ä/b.txt", quote=quote, start=3, end=3 + len(quote))
    remember_citation(citation, long)
    value = for_citations([citation])
    assert len(value) < 2000
    assert citations_in(value, long) == [citation]


def test_several_citations_travel_together_as_long_as_they_fit() -> None:
    cited = [Citation(source="a.txt", quote=f"quote {n}", start=n, end=n + 7) for n in range(200)]
    assert fits_button(cited[:3])
    assert citations_in(for_citations(cited[:3]), Recent(1)) == cited[:3]
    assert not fits_button(cited)
    assert citations_in(for_citations(cited), Recent(1)) == []


def test_a_short_value_survives_a_restart_and_a_long_one_is_gone() -> None:
    assert inquiry_in(for_inquiry(Inquiry("ask", "short")), Recent(10)) == Inquiry("ask", "short")
    assert inquiry_in(for_inquiry(Inquiry("ask", "long" * 1000)), Recent(10)) is None


DEEP = "[" * 100_000 + "]" * 100_000
FORGED = [
    "", "#", "#0", "{", "null", "3", "[]", "{}", '"x"', '{"kind": "ask"}', '{"kind": "sing", "text": "x"}',
    '{"kind": "ask", "text": 3}', '{"kind": ["ask"], "text": "x"}', '{"kind": "ask", "text": "x", "before": "y"}',
    '{"kind": "ask", "text": "x", "before": [1]}', '{"kind": "ask", "text": "x", "channel": {}}',
    '[["a.txt", 1, 2]]', '[["a.txt", "1", 2, "q"]]', '[[{}, 1, 2, "q"]]', '[["a.txt", -5, 2, "q"], 3]', DEEP,
    '{"kind": "ask", "text": ' + DEEP + "}", "1" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("value", FORGED)
def test_what_no_button_of_ours_says_stands_for_nothing(value: str) -> None:
    assert inquiry_in(value, Recent(1)) is None
    assert citations_in(value, Recent(1)) == []


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda each: (
            st.lists(each) | st.dictionaries(st.sampled_from(["kind", "text", "before", "channel"]) | st.text(), each)
        ),
    )
)
def test_no_value_makes_the_bot_fail(value: object) -> None:
    inquiry_in(json.dumps(value), Recent(1))
    citations_in(json.dumps(value), Recent(1))


def test_recent_forgets_what_was_used_longest_ago() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.keep("a", 1)
    recent.keep("b", 2)
    recent.get("a")
    recent.keep("c", 3)
    assert (recent.get("a"), recent.get("b"), recent.get("c"), len(recent)) == (1, None, 3, 2)
