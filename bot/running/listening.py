"""An HTTP server that slow or many clients cannot hold up: no proxy has to stand before it for that.

A connection must bring a whole request, headers and body, within a few seconds, or it is closed. Of those that have
not yet brought one only so many are kept: for one more, the one that has kept us waiting longest is closed. A flood of
slow clients therefore ends itself, and a client that sends its request at once, as Slack does, gets its answer.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.errors import SettingsError

PATIENCE = 5.0  # seconds in which a request must have arrived as a whole
WAITING = 100  # connections that have not yet brought a request
_GRACE = 10  # seconds for requests that are being answered when the server is stopped


@contextmanager
def listening(
    app: Starlette, host: str, port: int, patience: float = PATIENCE, waiting: int = WAITING
) -> Iterator[str]:
    """Serve the application from a thread; its address. Raises `SettingsError` where it cannot listen there."""
    with _bound(host, port) as bound:
        config = uvicorn.Config(
            app,
            http=_protocol(patience, waiting),
            ws="none",
            lifespan="off",
            log_config=None,  # the root's handlers, which write no token
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([bound],), name="http", daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            thread.join(0.005)
        shown = f"[{host}]" if ":" in host else host
        try:
            yield f"http://{shown}:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(2 * _GRACE)


def _bound(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=256)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise SettingsError(
            f"Cannot listen on {host}:{port} ({reason or error}).", "Set HOST or PORT to what is free."
        ) from error


def _protocol(patience: float, most: int) -> type[asyncio.Protocol]:
    """The protocol of one server's connections, which share one list of those that are waited for."""
    waiting: dict[H11Protocol, asyncio.TimerHandle] = {}  # who has waited longest comes first

    class Impatient(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._wait()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.cycle is not None and not self.cycle.more_body and not self.cycle.response_complete:
                self._heard()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            if not self.transport.is_closing():
                self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            self._heard()
            super().connection_lost(exc)

        def _wait(self) -> None:
            self._heard()
            if len(waiting) >= most:
                longest = next(iter(waiting))
                waiting.pop(longest).cancel()
                longest.transport.abort()
            waiting[self] = self.loop.call_later(patience, self.transport.abort)

        def _heard(self) -> None:
            timer: Any = waiting.pop(self, None)
            if timer is not None:
                timer.cancel()

    return Impatient
