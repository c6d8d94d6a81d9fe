"""What was written, as the block that Slack puts beside it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mock_slack.blocks import check_blocks
from bot.mock_slack.writing.rich_text import inline, parts, rich_text
from bot.mock_slack.writing.texts import escape


def words(elements: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The words and how they are marked."""
    return [(one.get("text", one["type"]), "+".join(one.get("style", {}))) for one in elements]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a *bold* b", [("a ", ""), ("bold", "bold"), (" b", "")]),
        ("_so_ ~gone~ `x*y*`", [("so", "italic"), (" ", ""), ("gone", "strike"), (" ", ""), ("x*y*", "code")]),
        ("*b _and i_ b*", [("b ", "bold"), ("and i", "bold+italic"), (" b", "bold")]),
        ("(*b*), *c*.", [("(", ""), ("b", "bold"), ("), ", ""), ("c", "bold"), (".", "")]),
        ("2*3*4 and snake_case_name", [("2*3*4 and snake_case_name", "")]),
        ("* not * bold *", [("* not * bold *", "")]),
        ("*never closed", [("*never closed", "")]),
        ("*not over\na line*", [("*not over\na line*", "")]),
        ("*a `*` b*", [("a ", "bold"), ("*", "bold+code"), (" b", "bold")]),
        ("*<@U1> :wave:*", [("user", "bold"), (" ", "bold"), ("emoji", "bold")]),
        ("a &amp; &lt;b&gt;", [("a & <b>", "")]),
    ],
)
def test_styles_within_a_line(text: str, wanted: list[tuple[str, str]]) -> None:
    assert words(inline(text)) == wanted


def test_lists_quotes_and_code_stand_for_themselves() -> None:
    text = "Look:\n- one\n- *two*\n    - deeper\n1. first\n2. second\n&gt; said\n&gt; so\nafter\n```\na = *b*\n```\nend"
    found = parts(text)
    kinds = [(one["type"].removeprefix("rich_text_"), one.get("style"), one.get("indent")) for one in found]
    assert kinds == [
        ("section", None, None),
        ("list", "bullet", 0),
        ("list", "bullet", 1),
        ("list", "ordered", 0),
        ("quote", None, None),
        ("section", None, None),
        ("preformatted", None, None),
        ("section", None, None),
    ]
    assert found[0]["elements"] == [{"type": "text", "text": "Look:\n"}]
    assert words(found[1]["elements"][1]["elements"]) == [("two", "bold")]
    assert len(found[3]["elements"]) == 2
    assert found[4]["elements"][0]["text"] == "said\nso"
    assert found[6]["elements"] == [{"type": "text", "text": "a = *b*"}]


@pytest.mark.parametrize("text", ["2024. That was long ago", "3) of them", "-5 degrees", "a - b", "1.5 million"])
def test_what_is_no_list(text: str) -> None:
    assert parts(text) == [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]


def test_an_apps_text_has_no_lists() -> None:
    text = "- one\n• *two*\n&gt; said"
    section, quote = parts(text, lists=False)
    assert words(section["elements"]) == [("- one\n• ", ""), ("two", "bold"), ("\n", "")]
    assert quote["type"] == "rich_text_quote"


def test_everything_after_three_brackets_is_quoted() -> None:
    section, quote = parts("before\n&gt;&gt;&gt; one\n- two")
    assert (section["type"], quote["type"]) == ("rich_text_section", "rich_text_quote")
    assert quote["elements"][0]["text"] == "one\n- two"


def test_references_are_what_they_name() -> None:
    date, group, here = inline("<!date^1392734382^{date_num}|then><!subteam^S1><!here>")
    assert date == {"type": "date", "timestamp": 1392734382, "format": "{date_num}", "fallback": "then"}
    assert group == {"type": "usergroup", "usergroup_id": "S1"}
    assert here == {"type": "broadcast", "range": "here"}
    code = inline("`see <https://example.org>`")
    assert [one["type"] for one in code] == ["text", "link"]
    assert all(one["style"] == {"code": True} for one in code)


@given(st.text(alphabet="*_~`->&;1. \n<@U:a", max_size=60))
def test_whatever_is_written_makes_a_block_that_slack_takes(text: str) -> None:
    assert check_blocks([rich_text(escape(text), "b")], "/blocks") == []


def test_a_line_of_open_marks_takes_no_time() -> None:
    started = time.perf_counter()
    inline("*a _b ~c `d " * 3000)
    assert time.perf_counter() - started < 2
