"""Slack's older paging, by numbered pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.mock_slack.basics.arguments import Arguments
from bot.mock_slack.workspace.records import Json

T = TypeVar("T")


def numbered(arguments: Arguments, items: Sequence[T], default: int = 100, high: int = 1000) -> tuple[list[T], Json]:
    """The page that `count` and `page` ask for, and the `paging` object that tells of it."""
    count = arguments.integer("count", default, 1, high)
    number = arguments.integer("page", 1, 1, 10**6)
    start = (number - 1) * count
    paging = {"count": count, "total": len(items), "page": number, "pages": -(-len(items) // count)}
    return list(items[start : start + count]), paging
