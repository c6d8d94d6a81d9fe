from __future__ import annotations

from bot.mock_slack.blocks.checks import (
    Check,
    at_least_one,
    boolean,
    by_type,
    exactly_one,
    integer,
    items,
    shape,
    string,
)


def problems(check: Check, value: object) -> list[str]:
    found: list[str] = []
    check(value, "/x", found)
    return found


def test_strings_are_measured() -> None:
    assert problems(string(3, 1), "abc") == []
    assert problems(string(3, 1), "") == ["must be more than 0 characters [json-pointer:/x]"]
    assert problems(string(3, 1), "abcd") == ["must be less than 4 characters [json-pointer:/x]"]
    assert problems(string(3), None) == ["must provide a string [json-pointer:/x]"]


def test_booleans_are_no_integers_and_the_other_way_round() -> None:
    assert problems(boolean, 1) == ["must provide a boolean [json-pointer:/x]"]
    assert problems(integer(0, 9), True) == ["must provide an integer [json-pointer:/x]"]
    assert problems(integer(0, 9), 10) == ["must be less than or equal to 9 [json-pointer:/x]"]


def test_lists_say_which_item() -> None:
    check = items(string(), 2, 1)
    assert problems(check, []) == ["no fewer than 1 items allowed [json-pointer:/x]"]
    assert problems(check, ["", "", ""]) == ["no more than 2 items allowed [json-pointer:/x]"]
    assert problems(check, ["", 5]) == ["must provide a string [json-pointer:/x/1]"]


def test_objects_have_what_they_need_and_nothing_else() -> None:
    check = shape({"a": string()}, {"b": string()})
    assert problems(check, {"a": "", "b": None}) == []
    assert problems(check, {"c": 1}) == [
        "missing required field: a [json-pointer:/x]",
        "invalid additional property: c [json-pointer:/x]",
    ]
    assert problems(check, []) == ["must provide an object [json-pointer:/x]"]


def test_types_choose_the_check() -> None:
    check = by_type({"t": shape({"type": string()})})
    assert problems(check, {"type": "t"}) == []
    assert problems(check, {"type": "u"}) == ["unsupported type: u [json-pointer:/x/type]"]
    assert problems(check, {}) == ["missing required field: type [json-pointer:/x]"]
    assert problems(check, {"type": ["t"]}) == ["unsupported type: ['t'] [json-pointer:/x/type]"]


def test_alternatives() -> None:
    assert problems(exactly_one("a", "b"), {"a": 1}) == []
    assert problems(exactly_one("a", "b"), {}) == ["must define either `a` or `b` [json-pointer:/x]"]
    assert problems(exactly_one("a", "b"), {"a": 1, "b": 2}) == ["must define only one of `a` or `b` [json-pointer:/x]"]
    assert problems(at_least_one("a", "b"), {"a": 1, "b": 2}) == []
