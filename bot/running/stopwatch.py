"""How long a question takes by itself: what the first question has to load is not counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

clock: Callable[[], float] = time.perf_counter
_loading: ContextVar[float] = ContextVar("loading", default=0.0)  # seconds, of this thread since it was started


class Stopwatch:
    """Runs from when it is made, and stands still inside `uncounted()`, on the thread that made it."""

    def __init__(self) -> None:
        self._began, self._loaded = clock(), _loading.get()

    def milliseconds(self) -> float:
        loaded = _loading.get() - self._loaded
        return round((clock() - self._began - loaded) * 1000, 1)


@contextmanager
def uncounted() -> Iterator[None]:
    """Around what is loaded, or waited for while somebody else loads it."""
    began = clock()
    try:
        yield
    finally:
        _loading.set(_loading.get() + clock() - began)
