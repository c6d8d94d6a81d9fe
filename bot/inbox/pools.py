"""A bounded pool of threads in which people take turns: nobody's tenth question comes before somebody's first."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Pool:
    """`hands` daemon threads, so that no call that hangs keeps a process from ending. Safe to use from many threads."""

    def __init__(self, name: str, hands: int) -> None:
        self.name, self.hands = name, hands
        self._waiting: OrderedDict[str, deque[tuple[Future[Any], Callable[[], Any]]]] = OrderedDict()
        self._changed = threading.Condition()
        self._busy, self._closed, self._begun = 0, False, 0

    def submit(self, work: Callable[[], T], who: str = "") -> Future[T]:
        """The work's outcome; it is done when its turn comes, and never where the pool is closed before."""
        found: Future[T] = Future()
        with self._changed:
            self._waiting.setdefault(who, deque()).append((found, work))
            if self._begun < self.hands:  # a pool that nobody uses has no threads
                self._begun += 1
                threading.Thread(target=self._serve, name=f"{self.name}-{self._begun}", daemon=True).start()
            self._changed.notify()
        return found

    async def run(self, work: Callable[[], T], who: str = "") -> T:
        return await asyncio.wrap_future(self.submit(work, who))

    def ahead(self, who: str) -> int:
        """How many turns others and this person have before a piece of work that this person would add now."""
        with self._changed:
            if not self._waiting and self._busy < self.hands:
                return 0
            own = len(self._waiting.get(who, ()))
            waiting = own + sum(min(len(queue), own + 1) for name, queue in self._waiting.items() if name != who)
            return waiting + self._busy

    @property
    def busy(self) -> int:
        with self._changed:
            return self._busy

    def close(self) -> None:
        """No more turns are given; what is under way goes on."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _serve(self) -> None:
        while (turn := self._next()) is not None:
            future, work = turn
            if future.set_running_or_notify_cancel():
                try:
                    result = work()
                except BaseException as error:  # it belongs to whoever waits for it
                    future.set_exception(error)
                else:
                    future.set_result(result)
            with self._changed:
                self._busy -= 1
            del turn, future, work  # or an idle hand would hold the last reply

    def _next(self) -> tuple[Future[Any], Callable[[], Any]] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._waiting))
            if self._closed:
                return None
            who, queue = self._waiting.popitem(last=False)
            turn = queue.popleft()
            if queue:
                self._waiting[who] = queue  # at the end of the line
            self._busy += 1
            return turn
