"""JSON from outside, read so that nothing in it can hurt later: no NaN, no endless nesting, no half characters."""

from __future__ import annotations

import json
import math
from typing import Any

MAX_DEPTH = 64


def parse(text: str | bytes) -> Any:
    """The parsed value. Raises `ValueError` for anything but sound JSON nested at most 64 deep."""
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return clean(value)


def clean(value: Any, depth: int = 0) -> Any:
    """A copy without lone surrogates, which JSON can carry and UTF-8 cannot. Raises `ValueError` when too deep."""
    if isinstance(value, str):
        return value if value.isprintable() else value.encode("utf-8", "replace").decode("utf-8")
    if depth > MAX_DEPTH:
        raise ValueError("nested too deeply")
    if isinstance(value, list):
        return [clean(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {clean(key): clean(one, depth + 1) for key, one in value.items()}
    return value


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large")
    return number
