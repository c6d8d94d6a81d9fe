import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.layout.escaping import fallback, flowing, one_line, plain

HOSTILE = [
    "<!channel>",
    "<!here|x>",
    "<@U012ABCDEF>",
    "<#C012ABCDEF|general>",
    "<https://a.example|safe>",
    "<mailto:a@b.c>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_control_sequence_is_broken_but_looks_the_same(text: str) -> None:
    assert text not in plain(f"before {text} after")
    assert plain(text).replace("\u2060", "") == text


@pytest.mark.parametrize("text", HOSTILE)
def test_the_top_level_text_is_escaped(text: str) -> None:
    assert "<" not in fallback(text)
    assert ">" not in fallback(text)


def test_an_address_in_the_top_level_text_becomes_no_link() -> None:
    assert "https://" not in fallback("see https://evil.example/x")


def test_ordinary_text_is_left_alone() -> None:
    text = "“Neutrality” — 5 < 6, *stars* and `ticks`, שלום \u200f, naïve"
    assert plain(text) == text


def test_marks_that_reorder_what_is_read_are_taken_out() -> None:
    assert plain("a\u202eb\u2066c\x00d\x1b[31m") == "abcd[31m"


def test_lines() -> None:
    assert one_line(" a\r\n\tb  c ") == "a b c"
    assert flowing("a\r\n\r\n \r\nb\nc") == "a\nb\nc"


@given(st.text())
def test_nothing_that_slack_parses_is_left(text: str) -> None:
    assert not re.search(r"<[@#!]", plain(text))
    escaped = fallback(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert not re.search(r"&(?!amp;|lt;|gt;)", escaped)
    escaped.encode()
