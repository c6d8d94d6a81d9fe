"""The running workspace: every address it answers at, and how it is started, in a thread or for good."""

from __future__ import annotations

import errno
import ipaddress
import json
import os
import socket
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from bot.mock_slack import control, page, responses, web_api
from bot.mock_slack.arguments import read_body
from bot.mock_slack.client import Client
from bot.mock_slack.errors import SlackError, WorkspaceError
from bot.mock_slack.hub import Hub
from bot.mock_slack.manifest import Manifest, read_manifest

LOOPBACK = "127.0.0.1"
MAX_RESPONSE = 1_000_000  # bytes of what an app sends to a response_url


async def response_url(hub: Hub, request: Request) -> Response:
    """POST to a `response_url`."""
    status, error, body = 200, "", {}
    try:
        raw = await read_body(request, MAX_RESPONSE)
        url = hub.interactions.use_response_url(request.path_params["key"])
        try:
            body = json.loads(raw)
        except (ValueError, RecursionError):
            raise SlackError("invalid_payload", http_status=400) from None
        if not isinstance(body, dict):
            raise SlackError("invalid_payload", http_status=400)
        responses.respond(hub.workspace, url, body)
    except SlackError as wrong:
        error, status = wrong.error, wrong.http_status if wrong.http_status != 200 else 400
    facts = {"status": status, "error": error or None}
    hub.workspace.journal.write("response_url", facts, sent=body)
    return JSONResponse({"ok": False, "error": error}, status) if error else PlainTextResponse("ok")


async def authorize(hub: Hub, request: Request) -> Response:
    """GET /oauth/v2/authorize: everybody here agrees at once, and the app gets its code."""
    query = request.query_params
    redirect_uri = query.get("redirect_uri") or next(iter(hub.workspace.manifest.redirect_urls), "")
    if query.get("client_id") != hub.workspace.client_id or not redirect_uri.startswith(("http://", "https://")):
        return JSONResponse({"ok": False, "error": "invalid_client_id" if redirect_uri else "bad_redirect_uri"}, 400)
    code = hub.interactions.new_code(redirect_uri)
    joint = "&" if "?" in redirect_uri else "?"
    state = f"&state={query['state']}" if "state" in query else ""
    return RedirectResponse(f"{redirect_uri}{joint}code={code}{state}", 302)


def build_app(hub: Hub, hosts: list[str]) -> Starlette:
    """The workspace as an ASGI application. `hosts` are the names it may be called by ("*" for any)."""

    def at(endpoint: Callable[[Hub, Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def bound(request: Request) -> Response:
            return await endpoint(hub, request)

        return bound

    async def link(websocket: WebSocket) -> None:
        await hub.sockets.serve(websocket)

    async def unexpected(_: Request, __: Exception) -> Response:
        return JSONResponse({"ok": False, "error": "internal_error"}, 500)

    return Starlette(
        routes=[
            Route("/api/{method:path}", at(web_api.answer), methods=["GET", "POST"]),
            WebSocketRoute("/link/", link),
            Route("/commands/{key:path}", at(response_url), methods=["POST"]),
            Route("/actions/{key:path}", at(response_url), methods=["POST"]),
            Route("/oauth/v2/authorize", at(authorize)),
            Route("/avatars/{id}.svg", at(page.avatar)),
            Route("/_control/stream", at(page.stream)),
            Route("/_control/{name:path}", at(control.look), methods=["GET"]),
            Route("/_control/{name:path}", at(control.act), methods=["POST"]),
            Route("/", at(page.index)),
            Route("/page/{path:path}", at(page.index)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)],
        exception_handlers={Exception: unexpected},
    )


class _Server(uvicorn.Server):
    """Lets go of the page's streams and of the app's sockets before it waits for connections to end."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self.hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self.hub.close()
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
        hosts = ["127.0.0.1", "localhost", "[::1]"] if is_loopback(host) else ["*"]
        config = uvicorn.Config(
            build_app(self.hub, hosts),
            log_level="warning",
            access_log=False,  # an address can hold a token
            lifespan="off",
            ws_max_size=4_000_000,
            timeout_graceful_shutdown=2,
        )
        self._server = _Server(config, self.hub)
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
        self._server.run([self._socket])

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def bind(host: str, port: int) -> socket.socket:
    """A bound socket. Raises `WorkspaceError` when the port is taken or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere this would let two servers share a port
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
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


def run(
    manifest: Path | str | None = None,
    port: int = 8083,
    *,
    host: str = LOOPBACK,
    save: Path | str | None = None,
) -> None:
    """Serve a workspace until it is interrupted, and print what an app needs to use it. Raises `WorkspaceError`."""
    workspace = MockWorkspace(manifest, port, host=host, save=save)
    sys.stdout.write(introduction(workspace, host))
    sys.stdout.flush()
    workspace.run()


def introduction(workspace: MockWorkspace, host: str) -> str:
    lines = [f"A mock Slack workspace for “{workspace.manifest.name}” is at {workspace.url}", ""]
    lines += ["Put this into the app's environment:"]
    lines += [f"  export SLACK_API_URL={workspace.api_url}", f"  export SLACK_BOT_TOKEN={workspace.bot_token}"]
    lines += [
        f"  export SLACK_APP_TOKEN={workspace.app_token}",
        f"  export SLACK_SIGNING_SECRET={workspace.signing_secret}",
    ]
    if is_loopback(host):
        lines += ["", f"It listens on {host} only: nobody outside this machine can reach it."]
    else:
        lines += ["", f"It listens on {host}: WHOEVER REACHES THIS MACHINE CAN READ AND CHANGE EVERYTHING IN IT."]
    lines += [f"Warning: {warning}." for warning in workspace.manifest.warnings]
    return "\n".join([*lines, ""]) + "\n"
