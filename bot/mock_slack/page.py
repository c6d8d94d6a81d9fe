"""The page in the browser: its static files, the avatars, and the stream of changes that keeps it live."""

from __future__ import annotations

import asyncio
import contextlib
import html
import json
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse

from bot.mock_slack.basics.feed import Change, Feed
from bot.mock_slack.hub import Hub

FILES = Path(__file__).parent / "page"
# What the page may do: its own scripts, styles and calls; pictures of other hosts only when a person asks for them.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data: blob: http: https:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEARTBEAT = 15  # seconds of silence after which a comment is sent, so that a dead connection is noticed


async def index(_: Hub, request: Request) -> Response:
    """The page, or one of its files. Nothing outside its folder is ever sent."""
    path = (FILES / (request.path_params.get("path") or "index.html")).resolve()
    if not path.is_relative_to(FILES.resolve()) or not path.is_file():
        if "path" not in request.path_params:
            return PlainTextResponse("The workspace is running. Its page is not installed; use the control API.")
        return JSONResponse({"ok": False, "error": "not_found"}, 404)
    headers = {"cache-control": "no-cache", "content-security-policy": POLICY, "x-content-type-options": "nosniff"}
    return FileResponse(path, headers=headers)


async def avatar(hub: Hub, request: Request) -> Response:
    """A coloured square with the initials of a user (or of the team)."""
    user = hub.workspace.users.get(request.path_params["id"])
    name, color = (user.real_name, user.color) if user else (hub.workspace.team.name, "4a154b")
    initials = html.escape("".join(word[0] for word in name.split()[:2]).upper())
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><rect width="72" height="72" rx="12" '
        f'fill="#{color}"/><text x="36" y="47" font-family="sans-serif" font-size="30" fill="#fff" '
        f'text-anchor="middle">{initials}</text></svg>'
    )
    return Response(svg, media_type="image/svg+xml", headers={"cache-control": "max-age=3600"})


async def stream(hub: Hub, request: Request) -> Response:
    """GET /_control/stream: server-sent events from `since` (or the browser's Last-Event-ID) on."""
    last = request.headers.get("last-event-id") or request.query_params.get("since")
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(_events(hub.workspace.feed, last), media_type="text/event-stream", headers=headers)


async def _events(feed: Feed, last: str | None) -> AsyncIterator[str]:
    """`last` is `RUN-NUMBER` or a bare number. What can no longer be told is replaced by a `refetch`."""
    with feed.reader() as queue:
        yield f"retry: 500\nevent: hello\ndata: {json.dumps({'run': feed.run, 'number': feed.number})}\n\n"
        if last:
            run, _, number = last.rpartition("-")
            known = number.isdigit() and run in {"", feed.run}
            missed = feed.since(int(number)) if known else None
            if missed is None:
                yield f"event: refetch\nid: {feed.run}-{feed.number}\ndata: {{}}\n\n"
            else:
                yield "".join(_text(feed, change) for change in missed)
        while True:
            try:
                change = await asyncio.wait_for(queue.get(), HEARTBEAT)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            chunk = []
            with contextlib.suppress(asyncio.QueueEmpty):
                while change is not None:
                    chunk.append(_text(feed, change))
                    change = queue.get_nowait()
            yield "".join(chunk)
            if change is None:
                return


def _text(feed: Feed, change: Change) -> str:
    body = json.dumps(change.body, ensure_ascii=False)
    return f"id: {feed.run}-{change.number}\nevent: {change.kind}\ndata: {body}\n\n"
