"""Slack's cursors: opaque text that says where the next page begins."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.mock_slack.basics.arguments import Arguments
from bot.mock_slack.basics.errors import SlackError

T = TypeVar("T")


def page(
    arguments: Arguments, items: Sequence[T], key: Callable[[T], str], kind: str, default: int = 100, high: int = 1000
) -> tuple[list[T], str]:
    """One page of `items` and the cursor of the next one ("" when there is none).

    The cursor names the item the next page begins with; when that item is gone by then, the cursor is invalid.
    Raises `invalid_limit` and `invalid_cursor`.
    """
    limit = arguments.integer("limit", default, 0, high, "invalid_limit") or default
    start = 0
    cursor = arguments.text("cursor")
    if cursor:
        wanted = decode(cursor, kind)
        start = next((number for number, item in enumerate(items) if key(item) == wanted), -1)
        if start < 0:
            raise SlackError("invalid_cursor")
    chosen = list(items[start : start + limit])
    following = start + limit
    return chosen, encode(kind, key(items[following])) if following < len(items) else ""


def encode(kind: str, value: str) -> str:
    return base64.b64encode(f"{kind}:{value}".encode()).decode()


def decode(cursor: str, kind: str) -> str:
    try:
        found, _, value = base64.b64decode(cursor, validate=True).decode().partition(":")
    except ValueError:
        raise SlackError("invalid_cursor") from None
    if found != kind:
        raise SlackError("invalid_cursor")
    return value
