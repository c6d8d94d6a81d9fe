"""Calls of a chat model end, whatever the model does."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from bot.answering import answer
from bot.errors import WriterError
from bot.writers.calls import FAILURES, REST, Calls
from bot.writers.chat import open_chat_writer
from bot.writers.extractive import ExtractiveWriter
from tests.bot.written_library import WrittenLibrary

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n"


async def hang() -> str:
    await asyncio.Event().wait()
    return "never"


async def well() -> str:
    return "well"


def test_a_call_that_hangs_ends_and_leaves_no_thread() -> None:
    running = Calls("m", 0.05)
    with pytest.raises(TimeoutError):
        running.run(hang)
    before = threading.active_count()
    with pytest.raises(TimeoutError):
        running.run(hang)
    assert threading.active_count() == before
    assert running.run(well) == "well"
    running.close()


def test_after_several_failures_nothing_is_asked_until_one_call_finds_it_well_again() -> None:
    now = [0.0]
    running = Calls("m", 0.01, lambda: now[0])
    for _ in range(FAILURES):
        with pytest.raises(TimeoutError):
            running.run(hang)
    with pytest.raises(WriterError, match="failed several times"):
        running.run(well)
    now[0] = REST + 1
    assert running.run(well) == "well"
    assert running.run(well) == "well"
    running.close()


@contextmanager
def server(send: Callable[[socket.socket, threading.Event], None]) -> Iterator[str]:
    """Something that is taken for a model, and sends what it likes."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)

        def serve() -> None:
            while not ended.is_set():
                try:
                    connection, _ = listening.accept()
                except OSError:
                    continue
                with connection:
                    connection.settimeout(5)
                    connection.recv(100_000)
                    try:
                        send(connection, ended)
                    except OSError:
                        continue

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        finally:
            ended.set()
            thread.join(10)


def drip(connection: socket.socket, ended: threading.Event) -> None:
    """A byte now and then: no read ever takes too long."""
    connection.sendall(HEAD)
    while not ended.wait(0.05):
        connection.sendall(b" ")


def pour(connection: socket.socket, ended: threading.Event) -> None:
    connection.sendall(HEAD)
    while not ended.is_set():
        connection.sendall(b" " * 50_000)


@pytest.mark.parametrize(("send", "seconds"), [(drip, 0.5), (pour, 600.0)])
def test_a_reply_without_end_is_replaced_by_the_articles_own_words(
    send: Callable[[socket.socket, threading.Event], None], seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    library = WrittenLibrary({"a.txt": "Belmark insists on a neutral harbour."})
    library.know("Belmark")
    library.say("a.txt", "Belmark", "a neutral harbour")
    with server(send) as url:
        writer = open_chat_writer("openai:m", base_url=url, timeout_seconds=seconds)
        found = answer("What does Belmark demand?", library, writer, ExtractiveWriter(), date(2031, 6, 1))
        writer.close()
    assert found.note is not None
    assert "The articles' own words are shown instead." in found.note
