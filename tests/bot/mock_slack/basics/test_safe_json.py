from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mock_slack.basics.safe_json import MAX_DEPTH, parse

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_sound_json_is_read_as_it_is(value: object) -> None:
    assert parse(json.dumps(value, ensure_ascii=False)) == value


@pytest.mark.parametrize(
    "text", ["NaN", "[Infinity]", "-Infinity", "1e999", "{", "", "[" * 100_000, "[" * 90 + "]" * 90]
)
def test_what_would_hurt_later_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - that it is one is the point
        parse(text)


def test_half_characters_are_replaced() -> None:
    assert parse('{"\\ud800": ["a\\udfffb"]}') == {"?": ["a?b"]}


def test_the_depth_is_bounded_exactly() -> None:
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
