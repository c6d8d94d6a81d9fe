from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.arguments import parse
from bot.errors import CallError


def test_the_folders_come_before_the_verb() -> None:
    call = parse(["--articles", "a", "--data", "d", "ask", "Why?", "--json"])
    assert (call.articles, call.data, call.verb, call.question, call.json) == (
        Path("a"),
        Path("d"),
        "ask",
        "Why?",
        True,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["sing"],
        ["ask", "one", "two"],
        ["ask", "why?", "--k", "3"],
        ["search", "x", "--k", "0"],
        ["search", "x", "--k", "many"],
        ["serve", "--port", "70000"],
        ["of"],
        ["eval"],
        ["compare"],
    ],
)
def test_a_wrong_call_is_one_sentence_with_a_way_out(arguments: list[str]) -> None:
    with pytest.raises(CallError) as error:
        parse(arguments)
    assert "--help" in error.value.remedy
    assert "\n" not in str(error.value)
