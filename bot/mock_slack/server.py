"""The running workspace, started in a thread or for good."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import ipaddress
import logging
import os
import socket
import threading
from pathlib import Path
from typing import Any, Self

import uvicorn

from bot.mock_slack.asgi import build_app
from bot.mock_slack.basics.errors import WorkspaceError
from bot.mock_slack.control import saving
from bot.mock_slack.control.client import Client
from bot.mock_slack.conversations import streams
from bot.mock_slack.hub import Hub
from bot.mock_slack.workspace.manifest import Manifest, read_manifest

log = logging.getLogger(__name__)
LOOPBACK = "127.0.0.1"
SAVE_SECONDS = 2


class _Server(uvicorn.Server):
    """Lets go of the page's streams and of the app's sockets before it waits for connections to end."""

    def __init__(self, config: uvicorn.Config, hub: Hub, save: Path | None) -> None:
        super().__init__(config)
        self.hub = hub
        self.save = save

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.hub.workspace.clock.start()
        for stream in list(self.hub.workspace.streams.values()):  # those of a saved workspace
            streams.watch(self.hub.workspace, stream)
        if self.save is not None:
            self.hub.start(self._save_now_and_then(self.save))

    async def _save_now_and_then(self, path: Path) -> None:
        saved, failing = 0, False
        while True:
            await asyncio.sleep(SAVE_SECONDS)
            number = self.hub.workspace.feed.number
            if number == saved:
                continue
            written = self._save(path, say=not failing)
            failing = not written
            if written:
                saved = number

    def _save(self, path: Path, *, say: bool) -> bool:
        """Whether it was written. What is in the way is said once, and may be gone the next time."""
        try:
            saving.write(self.hub.workspace, path)
        except OSError as error:
            if say:
                log.error("The workspace cannot be saved to %s (%s). It is tried again until it can.", path, error)
            return False
        return True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self.hub.close()
        if self.save is not None:
            self._save(self.save, say=True)
        await super().shutdown(sockets)


class MockWorkspace:
    """A workspace that serves from a thread: `with MockWorkspace(manifest) as slack: …`.

    `manifest` is a path, its parsed content, or None for an app that may do everything. Port 0 takes a free one.
    Raises `WorkspaceError` when it cannot start.
    """

    def __init__(
        self,
        manifest: Path | str | dict[str, Any] | Manifest | None = None,
        port: int = 0,
        *,
        host: str = LOOPBACK,
        seed: int = 0,
        save: Path | str | None = None,
    ) -> None:
        self.manifest = read_manifest(manifest) if manifest is not None else everything()
        self._socket = bind(host, port)
        self.port: int = self._socket.getsockname()[1]
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - naming it, not binding it
        self.url = f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}"
        self.hub = Hub(self.manifest, seed=seed, base_url=self.url)
        saved = Path(save) if save is not None else None
        if saved is not None:
            saving.load(self.hub.workspace, saved)
        hosts = ["127.0.0.1", "localhost", "[::1]"] if is_loopback(host) else ["*"]
        config = uvicorn.Config(
            build_app(self.hub, hosts),
            log_level="warning",
            access_log=False,  # an address can hold a token
            lifespan="off",
            ws_max_size=4_000_000,
            timeout_graceful_shutdown=2,
        )
        self._server = _Server(config, self.hub, saved)
        self._thread: threading.Thread | None = None

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        return self.hub.workspace.bot_token

    @property
    def app_token(self) -> str:
        return self.hub.workspace.app_token

    @property
    def user_token(self) -> str:
        return self.hub.workspace.user_token

    @property
    def signing_secret(self) -> str:
        return self.hub.workspace.signing_secret

    @property
    def client(self) -> Client:
        """A client of this workspace's control API."""
        return Client(self.url)

    def start(self) -> Self:
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="mock-slack", daemon=True)
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise WorkspaceError("The mock workspace could not start.", "Its log says why.")
            self._thread.join(0.005)
        return self

    def stop(self) -> None:
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(10)
        self._socket.close()

    def run(self) -> None:
        """Serve in this thread until it is interrupted."""
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn has shut down in order by then
            self._server.run([self._socket])

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. Raises `WorkspaceError` when the port is taken or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere this would let two servers share a port
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(256)  # who comes before the server is up waits, and is not turned away
    except (OSError, OverflowError) as error:
        bound.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise WorkspaceError(
                f"Port {port} is in use.", "Choose another one with --port, or 0 for a free one."
            ) from None
        raise WorkspaceError(f"Cannot listen on {host}:{port} ({error}).", "Choose another address or port.") from None
    return bound


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def everything() -> Manifest:
    """The manifest of an app that subscribes to everything and may do everything, for when none is given."""
    return read_manifest(Path(__file__).with_name("everything.json"))
