from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.passages.quotes import locate
from retrieval.types import Span

ODD = st.text(st.sampled_from("ab“”\"' \t\r\n\u00a0\u200b\u200f\ufeff’‘—-é🙂ﬁ"), max_size=60)


@given(ODD, ODD, ODD)
def test_what_is_found_is_a_slice_that_reads_the_same(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    span = locate(quote, text)
    if any(c.isalpha() or c == "🙂" for c in quote):
        assert span is not None
        assert 0 <= span.start < span.end <= len(text)
        assert locate(span.of(text), text) is not None


@given(ODD, st.integers(0, 60), st.integers(0, 60))
def test_nothing_is_found_outside_the_window(text: str, start: int, end: int) -> None:
    span = locate("ab", text, Span(start, end))
    assert span is None or (start <= span.start and span.end <= end)


def test_the_exact_slice_is_kept() -> None:
    text = "He said:\r\n“We  will\r\nnot leave – ever,” and left."
    span = locate('"We will not leave - ever,"', text)
    assert span is not None
    assert span.of(text) == "We  will\r\nnot leave – ever,"


@pytest.mark.parametrize("quote", ["", "   ", "“”", "\u200b"])
def test_an_empty_quote_is_nowhere(quote: str) -> None:
    assert locate(quote, "some text “” here") is None


def test_other_words_are_not_found() -> None:
    assert locate("We will leave", "We will not leave") is None
