"""Calls of a chat model that end: in time, as a whole, and in size; and none for a while after several that failed.

A client's own time-out counts from one byte to the next, so a model that sends a byte now and then is waited for
without end. Here a call is a coroutine on a loop of its own, which is cancelled when its time is over and leaves no
thread behind.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, TypeVar

import httpx

from bot.errors import WriterError

T = TypeVar("T")
LARGEST = 500_000  # bytes of a reply; one of eight claims takes some thousands
FAILURES = 3  # in a row, after which nothing is asked
REST = 30.0  # seconds


class Calls:
    """One model's calls. Safe to use from many threads."""

    def __init__(
        self,
        name: str,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        client: httpx.AsyncClient | None = None,
    ) -> None:
        """`client` is what the calls are made with, closed with them."""
        self._name, self._seconds, self._clock, self._client = name, seconds, clock, client
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._failed, self._closed_until = 0, 0.0

    def run(self, call: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The call's result. Raises `TimeoutError` where its time is over, and `WriterError` while nothing is asked."""
        self._pass()
        try:
            found = asyncio.run_coroutine_threadsafe(self._in_time(call), self._started()).result()
        except BaseException:
            self._note(failed=True)
            raise
        self._note(failed=False)
        return found

    def close(self) -> None:
        """Lets go of connections and of the loop; nothing may be under way."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is None:
            return
        if self._client is not None:
            asyncio.run_coroutine_threadsafe(self._client.aclose(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        if self._thread is not None:
            self._thread.join(10)
        loop.close()

    async def _in_time(self, call: Callable[[], Coroutine[Any, Any, T]]) -> T:
        async with asyncio.timeout(self._seconds):
            return await call()

    def _pass(self) -> None:
        with self._lock:
            if self._failed >= FAILURES:
                if self._clock() < self._closed_until:
                    raise WriterError(f"The chat model {self._name} failed several times.", "Try again in a minute.")
                self._closed_until = self._clock() + REST  # one call finds out whether it works again

    def _note(self, *, failed: bool) -> None:
        with self._lock:
            self._failed = self._failed + 1 if failed else 0
            if self._failed == FAILURES:
                self._closed_until = self._clock() + REST

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="chat-model", daemon=True)
                self._thread.start()
            return self._loop


class _Counted(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for part in self._stream:
            size += len(part)
            if size > LARGEST:
                raise httpx.ReadError(f"a reply of more than {LARGEST} bytes")
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


async def bounded(response: httpx.Response) -> None:
    """For httpx's hook on responses: one breaks off where it is larger than any that is meant."""
    assert isinstance(response.stream, httpx.AsyncByteStream)
    response.stream = _Counted(response.stream)
