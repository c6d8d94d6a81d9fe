import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.layout.limits import BLOCKS, CHARACTERS, characters, cut, fit
from bot.slack.layout.parts import small


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_cut_keeps_to_its_length_and_says_so(text: str, most: int) -> None:
    shown = cut(text, most)
    assert len(shown) <= most
    assert shown == text or shown.endswith("…")


def test_cut_prefers_the_end_of_a_word() -> None:
    assert cut("free passage through the strait", 20) == "free passage…"


@pytest.mark.parametrize("length", [1, 50, 400, 1400])
@pytest.mark.parametrize("count", [0, 1, 5, 49, 300])
def test_fit_finds_the_most_that_fits(length: int, count: int) -> None:
    blocks = fit(lambda shown: [*(small("x" * length) for _ in range(shown)), small(f"{shown} shown")], count)
    shown = len(blocks) - 1
    assert blocks[-1]["elements"][0]["text"] == f"{shown} shown"
    assert len(blocks) <= BLOCKS
    assert characters(blocks) <= CHARACTERS
    if shown < count:
        size = characters([blocks[0]])
        assert shown + 2 > BLOCKS or characters(blocks) + size + 1 > CHARACTERS
