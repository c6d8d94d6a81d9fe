"""A chat model that lies, over the wire: an OpenAI-compatible server on loopback whose replies a test scripts.

with LyingModel() as model:
    model.say(claims=[…])          # the next reply; without one, the last again
    open_model("openai:liar", base_url=model.url, seconds=2)
"""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

LETTERS = 12  # of a piece
USAGE = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}


class LyingModel:
    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self._content: str | None = '{"claims": []}'
        self._status, self._delay = 200, 0.0
        self._headers: dict[str, str] | None = None
        self._pause = 0.0
        self._most: int | None = None
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"
        app = Starlette(routes=[Route("/v1/chat/completions", self._complete, methods=["POST"])])
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)
        self._socket.close()

    def say(
        self,
        claims: list[dict[str, Any]] | None = None,
        *,
        text: str | None = None,
        status: int = 200,
        delay: float = 0.0,
        headers: dict[str, str] | None = None,
        pause: float = 0.0,
        most: int | None = None,
    ) -> None:
        """`pause` seconds lie between two pieces of a reply that is streamed, and after `most` of them it hangs."""
        self._content = json.dumps({"claims": claims}) if claims is not None else text
        self._status, self._delay, self._headers = status, delay, headers
        self._pause, self._most = pause, most

    async def _complete(self, request: Request) -> Response:
        sent = await request.json()
        await asyncio.sleep(self._delay)
        self.asked.append({"path": request.url.path, "streamed": bool(sent.get("stream"))})
        if self._status != 200:
            error = {"message": "key sk-secret is over its limit", "type": "x"}
            return JSONResponse({"error": error}, self._status, self._headers)
        if sent.get("stream"):
            is_counted = bool((sent.get("stream_options") or {}).get("include_usage"))
            return StreamingResponse(self._pieces(is_counted), media_type="text/event-stream")
        message = {"role": "assistant", "content": self._content, "refusal": None}
        choice = {"index": 0, "finish_reason": "stop", "message": message, "logprobs": None}
        return JSONResponse(
            {"id": "c", "object": "chat.completion", "created": 1, "model": "liar", "choices": [choice], "usage": USAGE}
        )

    async def _pieces(self, is_counted: bool) -> AsyncIterator[str]:
        """The reply as a provider streams it, some letters at a time."""
        content, head = (
            self._content or "",
            {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "liar"},
        )
        for number, at in enumerate(range(0, len(content), LETTERS)):
            if number == self._most:
                await asyncio.sleep(60)
            role = {"role": "assistant"} if number == 0 else {}
            delta = {**role, "content": content[at : at + LETTERS]}
            yield _event({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
            await asyncio.sleep(self._pause)
        yield _event({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        if is_counted:
            yield _event({**head, "choices": [], "usage": USAGE})
        yield "data: [DONE]\n\n"


def _event(told: dict[str, Any]) -> str:
    return f"data: {json.dumps(told)}\n\n"
