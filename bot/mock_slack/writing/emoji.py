"""The emoji that Slack knows by name. The page draws them from the same table."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent.parent / "page" / "emoji.json"


def known(name: str) -> bool:
    """Whether there is an emoji of this name, with a skin tone or without."""
    return name.partition("::skin-tone-")[0] in _names()


@cache
def _names() -> frozenset[str]:
    table: list[list[str]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return frozenset(name for _, *names in table for name in names)
