"""Reads blocks as a person does, and checks them as Slack does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.slack.layout.limits import BLOCKS, CHARACTERS, characters

CONTROL = re.compile(r"<[@#!]|<[a-zA-Z][\w+.-]*:")
TEXT_LIMITS = {"header": 150, "section": 3000, "context": 3000}


def strings(part: Any, key: str = "text") -> Iterator[str]:
    """Every string under `key`, in reading order."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == key and isinstance(value, str):
                yield value
            elif name != "value":
                yield from strings(value, key)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from strings(each, key)


def seen(blocks: Sequence[Any]) -> str:
    """All that a reader sees: rich text in one line a section, all else a line a text."""
    lines: list[str] = []
    for block in blocks:
        if block["type"] == "rich_text":
            lines += ["".join(strings(section)) for element in block["elements"] for section in _sections(element)]
        else:
            lines += strings(block)
    return "\n".join(lines)


def bold(blocks: Sequence[Any]) -> list[str]:
    return [part["text"] for part in parts(blocks) if part.get("type") == "text" and part.get("style", {}).get("bold")]


def parts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from parts(value)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from parts(each)


def elements(blocks: Sequence[Any], kind: str) -> list[dict[str, Any]]:
    return [part for part in parts(blocks) if part.get("type") == kind]


def check(blocks: Sequence[Any], users: Sequence[str] = ()) -> None:
    """Fails where Slack would refuse the blocks, parse anything in them, or tell anybody but `users`."""
    assert 0 < len(blocks) <= BLOCKS
    assert characters(list(blocks)) <= CHARACTERS
    for block in blocks:
        for text in strings(block):
            assert 0 < len(text) <= TEXT_LIMITS.get(block["type"], CHARACTERS), block["type"]
            assert not CONTROL.search(text)
        assert len(block.get("elements", [])) <= {"context": 10, "actions": 25, "context_actions": 5}.get(
            block["type"], 999
        )
    for part in parts(blocks):
        assert part.get("type") != "mrkdwn"
        assert part.get("type") not in ("broadcast", "link", "channel", "usergroup", "emoji", "markdown")
        assert part.get("type") != "user" or part["user_id"] in users
        assert len(part.get("value", "")) <= 2000
        if part.get("type") == "table":
            assert len(part["rows"]) <= 100
            assert {len(row) for row in part["rows"]} == {len(part["rows"][0])}
            assert len(part["rows"][0]) <= 20
        if part.get("type") == "button":
            assert 0 < len(part["text"]["text"]) <= 75
    assert len(elements(blocks, "table")) <= 1


def _sections(element: dict[str, Any]) -> list[Any]:
    return element["elements"] if element["type"] == "rich_text_list" else [element]
