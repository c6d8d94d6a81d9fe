"""Slack's limits, checked before anything is sent, and the one way that a message is made to fit.

Slack refuses a message of more than 50 blocks, and one whose blocks hold more than about 13,200 characters, by a count
that it does not document. The length as JSON is never smaller than any such count, so that is what is held below it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

BLOCKS = 50
CHARACTERS = 13_000
HEADER = 150
SECTION = 3_000
NOTE = 1_500  # of small print
BUTTON_LABEL = 75
FALLBACK = 3_000  # Slack takes 40,000; a notification shows a line or two
QUOTE = 700
NAME = 80
TITLE = 100
BUTTON_VALUE = 2_000
TABLE_ROWS = 100
TABLE_COLUMNS = 20

Block = dict[str, Any]


def cut(text: str, most: int) -> str:
    """`text` in at most `most` characters, the last one an ellipsis where something is missing."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    space = kept.rfind(" ", most // 2)
    return (kept[:space] if space > 0 else kept).rstrip(" ,;:") + "…"


def characters(blocks: Sequence[Block]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))


def fits(blocks: Sequence[Block]) -> bool:
    return len(blocks) <= BLOCKS and characters(blocks) <= CHARACTERS


def fit(layout: Callable[[int], Sequence[Block]], count: int) -> list[Block]:
    """`layout(n)` for the largest n of at most `count` that Slack takes.

    `layout(n)` is the whole message with its first n items, and says so itself when n < count: so an item is always
    cut together with its sources, and what stands below the items survives.
    """
    whole = list(layout(count))
    if fits(whole):
        return whole
    too_many = bisect_right(range(count), 0, key=lambda n: 0 if fits(layout(n)) else 1)
    return list(layout(max(0, too_many - 1)))
