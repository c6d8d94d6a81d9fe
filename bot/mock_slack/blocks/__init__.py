"""Block Kit, checked as Slack checks it."""

from __future__ import annotations

from typing import Any


def check_blocks(blocks: list[dict[str, Any]], pointer: str) -> list[str]:
    return [] if len(blocks) <= 50 else [f"no more than 50 items allowed [json-pointer:{pointer}]"]


def total_length(blocks: list[dict[str, Any]]) -> int:
    return 0


def check_view(view: dict[str, Any], kinds: tuple[str, ...]) -> list[str]:
    if view.get("type") not in kinds or not isinstance(view.get("blocks"), list):
        return ["unsupported type [json-pointer:/view/type]"]
    return []
