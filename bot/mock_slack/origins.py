"""Pages of other sites may send nothing here and read nothing: a browser says where a request comes from."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class OwnOrigin:
    """Middleware that refuses what a page of another site asks for. Programs, which name no origin, are let in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        origin = headers.get("origin")
        if origin is None or origin.partition("://")[2] == headers.get("host", ""):
            await self._app(scope, receive, send)
            return
        refusal = {"ok": False, "error": "This workspace is not for other sites' pages."}
        await JSONResponse(refusal, 403)(scope, receive, send)
