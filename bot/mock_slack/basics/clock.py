"""The workspace's clock: real time plus an offset that a test can move, and timers that notice when it is moved."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(eq=False)
class Timer:
    deadline: float
    callback: Callable[[], None]
    handle: asyncio.TimerHandle | None = None


@dataclass
class Clock:
    offset: float = 0.0
    _timers: set[Timer] = field(default_factory=set)

    def now(self) -> float:
        return time.time() + self.offset

    def advance(self, seconds: float) -> None:
        """Move the clock; the timers whose time has come by then fire at once, in their order. It never goes back."""
        self.offset += max(0.0, seconds)
        for timer in sorted(self._timers, key=lambda timer: timer.deadline):
            if timer.handle is not None:
                timer.handle.cancel()
            if not self._arm(timer) and timer.deadline <= self.now():
                self._fire(timer)

    def reset(self) -> None:
        """Back to real time; whoever waits for a timer waits as long as before."""
        for timer in list(self._timers):
            timer.deadline -= self.offset
        self.offset = 0.0

    def start(self) -> None:
        """Arm what was set before there was anybody to ring for, such as the timers of a workspace that was saved."""
        for timer in list(self._timers):
            if timer.handle is None:
                self._arm(timer)

    def call_in(self, seconds: float, callback: Callable[[], None]) -> Timer:
        timer = Timer(self.now() + seconds, callback)
        self._timers.add(timer)
        self._arm(timer)
        return timer

    def cancel(self, timer: Timer) -> None:
        self._timers.discard(timer)
        if timer.handle is not None:
            timer.handle.cancel()

    async def sleep(self, seconds: float) -> None:
        done = asyncio.get_running_loop().create_future()

        def wake() -> None:
            if not done.done():
                done.set_result(None)

        timer = self.call_in(seconds, wake)
        try:
            await done
        finally:
            self.cancel(timer)

    def _arm(self, timer: Timer) -> bool:
        """Whether a loop runs that will fire it; in a workspace that nobody serves only `advance` does."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return False
        timer.handle = loop.call_later(max(0.0, timer.deadline - self.now()), self._fire, timer)
        return True

    def _fire(self, timer: Timer) -> None:
        if timer in self._timers:
            self._timers.discard(timer)
            timer.callback()
