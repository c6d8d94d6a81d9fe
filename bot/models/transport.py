"""A limit on a whole answer of a provider: on its time from the first byte to the last, and on its size.

A client's own time-out is per read: a server that sends a byte a second never meets it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx2

LARGEST = 4_000_000  # bytes


class LimitedTransport(httpx2.BaseTransport):
    """`httpx2.HTTPTransport`, whose answers end with `httpx2.ReadTimeout` when the time is up, or at too many bytes."""

    def __init__(self, seconds: float, largest: int = LARGEST, inner: httpx2.BaseTransport | None = None) -> None:
        self._seconds, self._largest = seconds, largest
        self._inner = inner or httpx2.HTTPTransport()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        until = time.monotonic() + self._seconds
        response = self._inner.handle_request(request)
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = _Limited(response.stream, until, self._largest, request)
        return response

    def close(self) -> None:
        self._inner.close()


class _Limited(httpx2.SyncByteStream):
    def __init__(self, inner: httpx2.SyncByteStream, until: float, largest: int, request: httpx2.Request) -> None:
        self._inner, self._until, self._largest, self._request = inner, until, largest, request

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for piece in self._inner:
            size += len(piece)
            if time.monotonic() > self._until:
                raise httpx2.ReadTimeout("the answer took too long", request=self._request)
            if size > self._largest:
                raise httpx2.DecodingError("the answer is too large", request=self._request)
            yield piece

    def close(self) -> None:
        self._inner.close()
