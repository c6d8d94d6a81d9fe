"""Work on one article, tried: an article that cannot be read must not keep the others from being read."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from retrieval.errors import PositionsError

Given = ParamSpec("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Failed:
    """Work that raised: `why` in a word, and `trace` for the log. It can cross from one process to another."""

    why: str
    trace: str


def attempt(work: Callable[Given, Made], *given: Given.args, **named: Given.kwargs) -> Made | Failed:
    """What `work` gives, or why it failed. A `PositionsError` is raised on: it concerns more than one article."""
    try:
        return work(*given, **named)
    except PositionsError:
        raise
    except Exception as error:
        return Failed(type(error).__name__, traceback.format_exc())
