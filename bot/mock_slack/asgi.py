"""The workspace as an ASGI application: which address is answered by what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from bot.mock_slack import addresses, page
from bot.mock_slack.control import api
from bot.mock_slack.hub import Hub
from bot.mock_slack.origins import OwnOrigin
from bot.mock_slack.web import web_api


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
            Route("/commands/{key:path}", at(addresses.response_url), methods=["POST"]),
            Route("/actions/{key:path}", at(addresses.response_url), methods=["POST"]),
            Route("/upload/v1/{key}", at(addresses.upload), methods=["POST", "PUT"]),
            Route("/files/{user}/{file}/{name:path}", at(addresses.permalink)),
            Route("/files-pri/{file}/{name:path}", at(addresses.download)),
            Route("/files-pub/{file}", at(addresses.public_file)),
            Route("/oauth/v2/authorize", at(addresses.authorize)),
            Route("/openid/connect/authorize", at(addresses.authorize)),
            Route("/avatars/{id}.svg", at(page.avatar)),
            Route("/_control/stream", at(page.stream)),
            Route("/_control/{name:path}", at(api.look), methods=["GET"]),
            Route("/_control/{name:path}", at(api.act), methods=["POST"]),
            Route("/", at(page.index)),
            Route("/page/{path:path}", at(page.index)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts), Middleware(OwnOrigin)],
        exception_handlers={Exception: unexpected},
    )
