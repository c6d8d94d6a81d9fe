"""A provider that drips, or never ends: the limit is on the whole answer."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from bot.models.transport import LimitedTransport


class Endless(httpx2.SyncByteStream):
    def __init__(self, piece: bytes) -> None:
        self._piece, self.closed = piece, False

    def __iter__(self) -> Iterator[bytes]:
        while True:
            yield self._piece

    def close(self) -> None:
        self.closed = True


class Scripted(httpx2.BaseTransport):
    def __init__(self, stream: httpx2.SyncByteStream) -> None:
        self._stream = stream

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, stream=self._stream)


@pytest.mark.parametrize(
    ("piece", "seconds", "error"),
    [(b"x", -1.0, httpx2.ReadTimeout), (b"x" * 1000, 3600.0, httpx2.DecodingError)],
    ids=["drips", "never ends"],
)
def test_an_answer_that_does_not_end_is_ended(piece: bytes, seconds: float, error: type[Exception]) -> None:
    stream = Endless(piece)
    transport = LimitedTransport(seconds, largest=10_000, inner=Scripted(stream))
    with httpx2.Client(transport=transport) as client, pytest.raises(error):
        client.get("http://model.test/")
    assert stream.closed
