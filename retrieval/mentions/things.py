"""Nouns that mean things: a learnt list (`things.json`, by `tests/benchmarks/learn_things.py`).

is_thing("videos")      # True: nobody wrote that a video wanted, refused or asked
is_thing("unions")      # False; nor is a noun one that is not known
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


def is_thing(noun: str) -> bool:
    return singular(noun.lower()) in _things()


def singular(noun: str) -> str:
    """Near enough for a list: the same for both numbers of a noun."""
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


@cache
def _things() -> frozenset[str]:
    return frozenset(json.loads(Path(__file__).with_name("things.json").read_text(encoding="utf-8")))
