from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words import content_words, names, numbers, stem


def test_function_words_carry_nothing() -> None:
    assert content_words("What is it that they would have of this?") == frozenset()
    assert content_words("the territories of the territory") == {stem("territory")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("twenty ships and 1,400 men", {"20", "1400"}),
        ("4.5 per cent", {"4.5"}),
        ("one of them", set()),
        ("", set()),
        ("Thirty-five of two hundred and twelve, a hundred more, sixty or so", {"35", "212", "100", "60"}),
    ],
)
def test_numbers_in_figures_and_words(text: str, found: set[str]) -> None:
    assert numbers(text) == found


def test_a_sentences_first_word_is_no_name_by_itself() -> None:
    assert [name for name, _ in names("Nobody met Ona Brel. Later Brel's aide left.")] == ["Ona Brel", "Later Brel"]


@given(st.text())
def test_names_are_slices(text: str) -> None:
    for name, span in names(text):
        assert text[span.start : span.end].startswith(name)
