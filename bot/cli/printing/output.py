"""Standard output: one JSON object a line, or text for a person."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel


def show(found: BaseModel, as_json: bool, write: Callable[[Any], str]) -> None:
    if as_json:
        line(found.model_dump(mode="json"))
    else:
        print(write(found))


def line(found: dict[str, Any]) -> None:
    print(json.dumps(found, ensure_ascii=False), flush=True)
