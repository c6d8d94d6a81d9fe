"""What is kept of each of many articles, in the order that it was put in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

Row = TypeVar("Row")


class BySource(Generic[Row]):
    """The half of a mapping that needs no article's objects; whoever inherits makes them."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}

    def __contains__(self, source: object) -> bool:
        return source in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
