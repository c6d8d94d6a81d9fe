"""Everything that changes, in order, for whoever is looking at the workspace: the page, or a test that waits."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

KEPT = 4096  # changes that a reader who was away can still catch up with


class Change(NamedTuple):
    number: int
    kind: str
    body: dict[str, Any]


class Feed:
    def __init__(self, run: str) -> None:
        self.run = run  # tells a reader that the workspace was started anew, so its numbers mean nothing any more
        self.number = 0
        self._kept: deque[Change] = deque(maxlen=KEPT)
        self._readers: set[asyncio.Queue[Change | None]] = set()

    @property
    def watched(self) -> bool:
        return bool(self._readers)

    def publish(self, kind: str, body: dict[str, Any]) -> None:
        self.number += 1
        change = Change(self.number, kind, body)
        self._kept.append(change)
        for queue in list(self._readers):
            try:
                queue.put_nowait(change)
            except asyncio.QueueFull:  # a reader that sleeps must not fill the memory: it is let go, and comes back
                self._readers.discard(queue)
                queue.get_nowait()
                queue.put_nowait(None)

    def since(self, number: int) -> list[Change] | None:
        """The changes after `number`, or None when they are no longer all kept."""
        missed = self.number - number
        if missed < 0 or missed > len(self._kept):
            return None
        return [change for change in self._kept if change.number > number]

    @contextlib.contextmanager
    def reader(self) -> Iterator[asyncio.Queue[Change | None]]:
        """A queue of the changes from now on; `None` in it means: you were too slow, start again."""
        queue: asyncio.Queue[Change | None] = asyncio.Queue(maxsize=KEPT)
        self._readers.add(queue)
        try:
            yield queue
        finally:
            self._readers.discard(queue)

    def close(self) -> None:
        for queue in list(self._readers):
            with contextlib.suppress(asyncio.QueueFull):
                queue.put_nowait(None)
