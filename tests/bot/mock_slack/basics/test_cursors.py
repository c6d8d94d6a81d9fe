from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mock_slack.basics.arguments import Arguments
from bot.mock_slack.basics.cursors import decode, encode, page
from bot.mock_slack.basics.errors import SlackError


@given(st.lists(st.text(min_size=1), unique=True, max_size=30), st.integers(1, 10))
def test_pages_have_every_item_once_and_in_order(items: list[str], limit: int) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        chosen, cursor = page(Arguments({"limit": limit, "cursor": cursor}), items, str, "item")
        assert len(chosen) <= limit
        seen += chosen
        if not cursor:
            break
    assert seen == items


@pytest.mark.parametrize("cursor", ["x", "====", encode("other", "a"), encode("item", "gone")])
def test_a_cursor_of_something_else_is_refused(cursor: str) -> None:
    with pytest.raises(SlackError, match="invalid_cursor"):
        page(Arguments({"cursor": cursor}), ["a", "b"], str, "item")


def test_a_cursor_says_where_it_is_from() -> None:
    assert decode(encode("item", "a:b"), "item") == "a:b"


@pytest.mark.parametrize("limit", ["-1", "many", "1.5"])
def test_a_limit_is_a_whole_number(limit: str) -> None:
    with pytest.raises(SlackError, match="invalid_limit"):
        page(Arguments({"limit": limit}), ["a"], str, "item")
