"""JSON out of whatever a model wrote around it: fences, a sentence before it, an end that is missing."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Reply = TypeVar("Reply", bound=BaseModel)
_DECODER = json.JSONDecoder(strict=False)
MOST = 400_000  # code points of a reply that are read; more is a model that runs on


def read(text: str, schema: type[Reply]) -> Reply | None:
    """The first JSON object of a text that fits the schema; `None` where there is none."""
    text = text[:MOST]
    at = text.find("{")
    for _ in range(20):
        if at < 0:
            return None
        try:
            found, _end = _DECODER.raw_decode(text, at)
            return schema.model_validate(found)
        except (ValueError, ValidationError, RecursionError):
            at = text.find("{", at + 1)
    return None


def read_partly(text: str, schema: type[Reply]) -> Reply | None:
    """The object of a text that is still being written: its last item may be unfinished and is left out."""
    start = text.find("{")
    if start < 0:
        return None
    found = closed(text[start : start + MOST])
    try:
        value: Any = json.loads(found, strict=False)
        return schema.model_validate(value)
    except (ValueError, ValidationError, RecursionError):
        return None


def closed(text: str) -> str:
    """A JSON text that was cut, up to the last complete item of its lists, with its brackets closed."""
    inside, escaped, opened, ends = False, False, [], (0, "")
    for at, letter in enumerate(text):
        if inside:
            inside = escaped or letter != '"'
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            inside = True
        elif letter in "{[":
            opened.append("}" if letter == "{" else "]")
            if letter == "[":
                ends = (at + 1, "".join(reversed(opened)))
        elif letter in "}]" and opened:
            opened.pop()
            ends = (at + 1, "".join(reversed(opened)))
    return text[: ends[0]] + ends[1]
