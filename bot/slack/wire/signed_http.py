"""Slack's signed requests over HTTP: who sent a request is known before anything in it is read.

The signature is checked on the raw bytes. Whatever a body then holds, the answer is a status and never a failure.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import time

from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.slack.wire.shapes import is_readable

logger = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_LARGEST = 1_000_000  # bytes; Slack's events and interactions take some tens of thousands
_OLDEST = 5 * 60  # seconds, as Slack recommends


class Endpoint:
    """Where Slack's requests arrive. Unless it is open they are put off, and Slack sends them again."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._app: App | None = None

    def open(self, app: App) -> None:
        self._app = app

    def close(self) -> None:
        self._app = None

    def route(self) -> Route:
        return Route(EVENTS_PATH, self._answer, methods=["POST"])

    async def _answer(self, request: Request) -> Response:
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        if not (_TIMESTAMP.fullmatch(timestamp) and _SIGNATURE.fullmatch(signature)):
            return JSONResponse({"error": "invalid request"}, 401)
        try:
            body = await _body(request)
        except ClientDisconnect:  # it was too slow, or went away
            return Response(status_code=408)
        if body is None:
            return JSONResponse({"error": "request too large"}, 413)
        if not genuine(self._secret, timestamp, signature, body, time.time()):
            return JSONResponse({"error": "invalid request"}, 401)
        app = self._app
        if app is None:
            return JSONResponse({"error": "not ready"}, 503, {"retry-after": "10"})
        # Bolt waits for the acknowledgement, so it must not do that on the event loop.
        return await run_in_threadpool(_dispatch, app, request, body)


def genuine(secret: str, timestamp: str, signature: str, body: bytes, now: float) -> bool:
    """Whether Slack signed these bytes, and did so lately."""
    if abs(now - int(timestamp)) > _OLDEST:
        return False
    made = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"v0={made}", signature)


def _dispatch(app: App, request: Request, body: bytes) -> Response:
    """The app's answer. Bolt would fail on a body that is no JSON, is nested too deeply or lacks what it looks for."""
    try:
        wanted = to_bolt_request(request, body)
        readable = is_readable(wanted.body)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        readable = False
    if not readable:
        logger.warning("A signed request is not of a shape that Slack documents")
        return JSONResponse({"error": "invalid request"}, 400)
    return to_starlette_response(app.dispatch(wanted))


async def _body(request: Request) -> bytes | None:
    """The body, or nothing where it is larger than what Slack sends: it is read before anybody knows who sent it."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > _LARGEST:
            return None
    return bytes(found)
