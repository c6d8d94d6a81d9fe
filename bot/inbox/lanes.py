"""What must be done in order: the messages of one thread, each after those before it."""

from __future__ import annotations

import asyncio
from bisect import insort
from dataclasses import dataclass, field


@dataclass
class _Line:
    waiting: list[tuple[str, str]] = field(default_factory=list)  # (order, key), in order
    turns: dict[str, asyncio.Event] = field(default_factory=dict)
    running: str | None = None

    def call(self) -> None:
        """Gives the turn to whoever is first, if nobody has it."""
        if self.running is None and self.waiting:
            self.running = self.waiting[0][1]
            self.turns[self.running].set()


class Lanes:
    """Keyed lines. A place is taken when something is received; it counts by its order, not by when it was taken.

    For one event loop.
    """

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}

    def enter(self, lane: str, order: str, key: str) -> None:
        line = self._lines.setdefault(lane, _Line())
        if key not in line.turns:
            line.turns[key] = asyncio.Event()
            insort(line.waiting, (order, key))

    async def turn(self, lane: str, key: str) -> None:
        """Waits until nobody in the lane is before the key, and nobody at work."""
        line = self._lines[lane]
        line.call()
        await line.turns[key].wait()

    def leave(self, lane: str, key: str) -> None:
        line = self._lines.get(lane)
        if line is None or line.turns.pop(key, None) is None:
            return
        line.waiting = [place for place in line.waiting if place[1] != key]
        if line.running == key:
            line.running = None
        line.call()
        if not line.waiting:
            del self._lines[lane]

    def __contains__(self, lane: str) -> bool:
        return lane in self._lines
