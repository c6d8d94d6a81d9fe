"""The Web API over HTTP: who calls, may they, what do they want; and every answer in Slack's form."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.mock_slack.basics.arguments import Arguments, read_arguments
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.delivering.faults import Fault
from bot.mock_slack.hub import Hub
from bot.mock_slack.web.app.oauth import basic_credentials
from bot.mock_slack.web.method import Call, Method
from bot.mock_slack.web.methods import METHODS
from bot.mock_slack.workspace.records import Json, Token

log = logging.getLogger(__name__)


async def answer(hub: Hub, request: Request) -> Response:
    """One call of a method, journalled. Whatever is wrong with it becomes Slack's error, never a 500 of our own."""
    name = request.path_params["method"][:100]
    started = time.perf_counter()
    arguments, status, headers = Arguments({}), 200, {}
    token: Token | None = None
    struck: list[Fault] = []
    try:
        arguments, warnings = await read_arguments(request)
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        token = authenticate(hub, request, arguments, method)
        struck = hub.faults.for_call(name)
        await before(struck)
        limit(hub, name, method, arguments, token)
        body: Json = {"ok": True, **run(hub, method, arguments, token)}
        if warnings:
            body.setdefault("warning", warnings[0])
            body.setdefault("response_metadata", {}).setdefault("warnings", warnings)
        headers = scope_headers(method, token)
        status, body = after(struck, status, body)
    except SlackError as error:
        body, status, headers = error.body, error.http_status, {**error.headers}
        method = METHODS.get(name)
        if method is not None and token is not None:
            headers |= scope_headers(method, token)
    except Exception:  # a fault of ours must look like one of Slack's, and must be seen
        log.exception("%s failed", name)
        body, status = {"ok": False, "error": "internal_error"}, 500
    facts: dict[str, Any] = {
        "method": name,
        "status": status,
        "ok": body.get("ok", False),
        "error": body.get("error"),
        "token": token.kind if token else None,
        "elapsed_ms": round((time.perf_counter() - started) * 1000, 2),
    }
    if struck:
        facts["faults"] = [fault.kind for fault in struck]
    given = {key: value for key, value in arguments.values.items() if key not in {"token", "client_secret"}}
    hub.workspace.journal.write("call", facts, arguments=given, response=body)
    if any(fault.kind == "cut" for fault in struck):
        return Cut()
    return Response(
        json.dumps(body, ensure_ascii=False), status, {**headers, "content-type": "application/json; charset=utf-8"}
    )


class Cut(Response):
    """An answer that breaks off after its first line, so that the server closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's shape
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})


def authenticate(hub: Hub, request: Request, arguments: Arguments, method: Method) -> Token:
    header = request.headers.get("authorization", "")
    scheme, _, given = header.partition(" ")
    if scheme.lower() == "basic":
        arguments.values = {**basic_credentials(header), **arguments.values}
    if not method.kinds:
        return Token("none", "", ())
    text = given.strip() if scheme.lower() == "bearer" else arguments.text("token")
    if not text:
        raise SlackError("not_authed")
    token = hub.workspace.tokens.get(text)
    if token is None:
        raise SlackError("invalid_auth")
    if token.revoked:
        raise SlackError("token_revoked")
    if token.kind not in method.kinds:
        raise SlackError("not_allowed_token_type")
    if method.scopes and not set(method.scopes) & set(token.scopes):
        raise SlackError("missing_scope", needed=method.scopes[0], provided=",".join(token.scopes))
    return token


def run(hub: Hub, method: Method, arguments: Arguments, token: Token) -> Json:
    return method.answer(Call(hub.workspace, hub.interactions, arguments, token))


def limit(hub: Hub, name: str, method: Method, arguments: Arguments, token: Token) -> None:
    """Raises `ratelimited` when limits are on and this call comes too soon."""
    place = (arguments.text("channel"),) if name == "chat.postMessage" else ()
    wait = hub.limits.wait_for((name, token.kind, token.user, *place), method.tier)
    if wait:
        raise rate_limited(wait)


def rate_limited(seconds: float) -> SlackError:
    error = SlackError("ratelimited", http_status=429)
    error.headers["retry-after"] = str(max(1, round(seconds)))
    return error


async def before(struck: list[Fault]) -> None:
    """The faults that keep a call from being carried out."""
    for fault in struck:
        if fault.kind == "latency":
            await asyncio.sleep(fault.seconds)
        elif fault.kind == "rate_limit":
            raise rate_limited(fault.seconds)
        elif fault.kind == "http_error":
            raise SlackError("internal_error", http_status=fault.status)
        elif fault.kind == "api_error":
            raise SlackError(fault.error)


def after(struck: list[Fault], status: int, body: Json) -> tuple[int, Json]:
    """The faults that strike when the work is done already: the app cannot know that it was."""
    for fault in struck:
        if fault.kind == "error_after":
            return fault.status, {"ok": False, "error": "internal_error"}
    return status, body


def scope_headers(method: Method, token: Token) -> dict[str, str]:
    headers = {"x-oauth-scopes": ",".join(token.scopes), "x-slack-backend": "mock"}
    return headers | {"x-accepted-oauth-scopes": ",".join(method.scopes)} if method.scopes else headers
