"""A circuit breaker: a chat model that keeps failing is left alone for a while, so that nobody waits for it in vain."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from bot.errors import WriterError

FAILURES = 3  # in a row
PAUSE = 60.0  # seconds; doubled each time that it fails again at once, up to LONGEST
LONGEST = 900.0


class Breaker:
    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._name, self._clock = name, clock
        self._lock = threading.Lock()
        self._failed, self._pause, self._until = 0, PAUSE, 0.0

    def check(self) -> None:
        """Raises `WriterError` while the model is left alone. After the pause one call may try it."""
        with self._lock:
            left = self._until - self._clock()
            if left > 0:
                raise WriterError(
                    f"The chat model {self._name} has failed {self._failed} times in a row.",
                    f"I try it again in {round(left)} seconds.",
                )
            if self._failed >= FAILURES:
                self._until = self._clock() + self._pause  # the others wait until this one call has told

    def succeeded(self) -> None:
        with self._lock:
            self._failed, self._pause, self._until = 0, PAUSE, 0.0

    def failed(self) -> None:
        with self._lock:
            self._failed += 1
            if self._failed >= FAILURES:
                if self._failed > FAILURES:
                    self._pause = min(2 * self._pause, LONGEST)
                self._until = self._clock() + self._pause
