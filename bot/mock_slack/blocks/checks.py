"""The small checks that Block Kit's rules are put together from.

A check looks at a value, knows where it stands (a JSON pointer), and adds what is wrong in Slack's words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Problems = list[str]
Check = Callable[[Any, str, Problems], None]


def problem(found: Problems, sentence: str, pointer: str) -> None:
    found.append(f"{sentence} [json-pointer:{pointer}]")


def string(high: int | None = None, low: int = 0) -> Check:
    """`high` and `low` in characters, both included."""

    def check(value: Any, pointer: str, found: Problems) -> None:
        if not isinstance(value, str):
            problem(found, "must provide a string", pointer)
        elif len(value) < low:
            problem(found, f"must be more than {low - 1} characters", pointer)
        elif high is not None and len(value) > high:
            problem(found, f"must be less than {high + 1} characters", pointer)

    return check


def one_of(*values: str) -> Check:
    def check(value: Any, pointer: str, found: Problems) -> None:
        if not isinstance(value, str) or value not in values:
            problem(found, "must be a valid enum value", pointer)

    return check


def boolean(value: Any, pointer: str, found: Problems) -> None:
    if not isinstance(value, bool):
        problem(found, "must provide a boolean", pointer)


def integer(low: int | None = None, high: int | None = None) -> Check:
    def check(value: Any, pointer: str, found: Problems) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            problem(found, "must provide an integer", pointer)
        elif low is not None and value < low:
            problem(found, f"must be greater than or equal to {low}", pointer)
        elif high is not None and value > high:
            problem(found, f"must be less than or equal to {high}", pointer)

    return check


def number(value: Any, pointer: str, found: Problems) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        problem(found, "must provide a number", pointer)


def url(high: int = 3000) -> Check:
    length = string(high, 1)

    def check(value: Any, pointer: str, found: Problems) -> None:
        length(value, pointer, found)
        if isinstance(value, str) and value and "://" not in value and not value.startswith("mailto:"):
            problem(found, "must be a valid URL", pointer)

    return check


def items(check_item: Check, high: int | None = None, low: int = 0) -> Check:
    """A list of `low` to `high` items, each checked."""

    def check(value: Any, pointer: str, found: Problems) -> None:
        if not isinstance(value, list):
            problem(found, "must provide an array", pointer)
            return
        if len(value) < low:
            problem(found, f"no fewer than {low} items allowed", pointer)
        if high is not None and len(value) > high:
            problem(found, f"no more than {high} items allowed", pointer)
            return
        for place, item in enumerate(value):
            check_item(item, f"{pointer}/{place}", found)

    return check


def shape(
    required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, also: Check | None = None
) -> Check:
    """An object with these fields and no others. `null` stands for an absent optional field.

    `also` looks at the whole object when every field was right.
    """
    known = {**required, **(optional or {})}

    def check(value: Any, pointer: str, found: Problems) -> None:
        if not isinstance(value, dict):
            problem(found, "must provide an object", pointer)
            return
        before = len(found)
        for name in required:
            if value.get(name) is None:
                problem(found, f"missing required field: {name}", pointer)
        for name, content in value.items():
            if name not in known:
                problem(found, f"invalid additional property: {name}", pointer)
            elif content is not None:
                known[name](content, f"{pointer}/{name}", found)
        if also is not None and len(found) == before:
            also(value, pointer, found)

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` says what it is."""

    def check(value: Any, pointer: str, found: Problems) -> None:
        if not isinstance(value, dict):
            problem(found, "must provide an object", pointer)
            return
        kind = value.get("type")
        if kind is None:
            problem(found, "missing required field: type", pointer)
        elif not isinstance(kind, str) or kind not in kinds:
            problem(found, f"unsupported type: {str(kind)[:100]}", f"{pointer}/type")
        else:
            kinds[kind](value, pointer, found)

    return check


def exactly_one(*names: str) -> Check:
    """For `also`: one of these fields must be there, and only one."""
    listed = " or ".join(f"`{name}`" for name in names)

    def check(value: Any, pointer: str, found: Problems) -> None:
        given = sum(value.get(name) is not None for name in names)
        if given == 0:
            problem(found, f"must define either {listed}", pointer)
        elif given > 1:
            problem(found, f"must define only one of {listed}", pointer)

    return check


def at_least_one(*names: str) -> Check:
    listed = " or ".join(f"`{name}`" for name in names)

    def check(value: Any, pointer: str, found: Problems) -> None:
        if not any(value.get(name) is not None for name in names):
            problem(found, f"must define either {listed}", pointer)

    return check


def both(*checks: Check) -> Check:
    def check(value: Any, pointer: str, found: Problems) -> None:
        for one in checks:
            one(value, pointer, found)

    return check


def anything(value: Any, pointer: str, found: Problems) -> None:
    """A field whose content Slack leaves to the app."""
