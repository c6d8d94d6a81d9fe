"""What one step of the layout does to a text, as a list of edits in order."""

from __future__ import annotations

from typing import NamedTuple

from retrieval.types import Span


class Edit(NamedTuple):
    """`text[start:end]` is read as `new`; with `like`, as the slice that stands there, which `new` repeats."""

    start: int
    end: int
    new: str
    like: Span | None = None
