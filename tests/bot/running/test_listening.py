"""Clients that are slow, or many, keep nobody else from being answered."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import SettingsError
from bot.running.listening import listening

HEADERS = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"


async def echo(request: Request) -> Response:
    return PlainTextResponse(await request.body())


APP = Starlette(routes=[Route("/", echo, methods=["GET", "POST"])])


@pytest.fixture(scope="module")
def hasty() -> Iterator[str]:
    with listening(APP, "127.0.0.1", 0, patience=0.3) as address:
        yield address


def reach(address: str, sent: bytes) -> socket.socket:
    parts = urlsplit(address)
    opened = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=60)
    opened.sendall(sent)
    return opened


def ended(opened: socket.socket) -> bool:
    """Waits until the other side has closed the connection."""
    try:
        return opened.recv(1) == b""
    except ConnectionResetError:
        return True


def answered(address: str) -> bool:
    with urllib.request.urlopen(address, b"question", timeout=60) as answer:
        return bool(answer.read() == b"question")


@pytest.mark.parametrize("sent", [b"", b"POST / HT", HEADERS[:-2], HEADERS, HEADERS + b"half of a body"])
def test_a_request_that_does_not_arrive_in_time_is_ended(hasty: str, sent: bytes) -> None:
    with reach(hasty, sent) as slow:
        assert ended(slow)
    assert answered(hasty)


def test_a_second_request_on_a_connection_is_waited_for_no_longer(hasty: str) -> None:
    with reach(hasty, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") as slow:
        assert slow.recv(4096).startswith(b"HTTP/1.1 200")
        slow.sendall(HEADERS)
        assert ended(slow)


def test_a_thousand_slow_bodies_keep_nobody_else_waiting() -> None:
    with listening(APP, "127.0.0.1", 0, patience=600, waiting=20) as address, ExitStack() as stack:
        slow = [stack.enter_context(reach(address, HEADERS + b"half of a body")) for _ in range(200)]
        assert answered(address)
        assert all(ended(one) for one in slow[:180])  # who has waited longest goes first
        slow[-1].setblocking(False)
        with pytest.raises(BlockingIOError):
            slow[-1].recv(1)


def test_a_port_that_is_taken_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(SettingsError, match=f"Cannot listen on 127.0.0.1:{port}"),
            listening(APP, "127.0.0.1", port),
        ):
            pass
