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
from itertools import cycle
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
        self._endless = False
        self._failing: int | None = None
        self._refuses: tuple[str, ...] = ()
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
        endless: bool = False,
        failing: int | None = None,
        refuses: tuple[str, ...] = (),
    ) -> None:
        """`pause` seconds lie between two pieces of a reply that is streamed, and between two bytes of a whole one;
        after `most` pieces it hangs. An `endless` reply says the same for ever. Of the calls the next `failing` ones
        get the status, all without it; those get a 400 that want the answer in a way that it `refuses`."""
        self._content = json.dumps({"claims": claims}) if claims is not None else text
        self._status, self._delay, self._headers = status, delay, headers
        self._pause, self._most, self._endless = pause, most, endless
        self._failing, self._refuses = failing, refuses

    def reached(self, calls: int) -> None:
        """Waits until so many calls have come, answered or not."""
        while len(self.asked) < calls:
            time.sleep(0.005)

    async def _complete(self, request: Request) -> Response:
        sent = await request.json()
        self.asked.append({"path": request.url.path, "streamed": bool(sent.get("stream"))})
        await asyncio.sleep(self._delay)
        way = "function_calling" if sent.get("tools") else (sent.get("response_format") or {}).get("type")
        status = 400 if way in self._refuses else self._status if self._failing != 0 else 200
        if status != 200:
            self._failing = None if self._failing is None else self._failing - 1
            error = {"message": "key sk-secret is over its limit", "type": "x"}
            return JSONResponse({"error": error}, status, self._headers)
        if sent.get("stream"):
            is_counted = bool((sent.get("stream_options") or {}).get("include_usage"))
            return StreamingResponse(self._pieces(is_counted), media_type="text/event-stream")
        message = {"role": "assistant", "content": self._content, "refusal": None}
        choice = {"index": 0, "finish_reason": "stop", "message": message, "logprobs": None}
        reply = JSONResponse(
            {"id": "c", "object": "chat.completion", "created": 1, "model": "liar", "choices": [choice], "usage": USAGE}
        )
        if self._endless or self._pause:
            return StreamingResponse(self._bytes(bytes(reply.body)), media_type="application/json")
        return reply

    async def _bytes(self, body: bytes) -> AsyncIterator[bytes]:
        """A whole reply that drips, or that goes on and on after its first half."""
        for at in range(len(body)):
            yield body[at : at + 1]
            await asyncio.sleep(self._pause)
            while self._endless and at > len(body) / 2:
                yield b" " * 65_536
                await asyncio.sleep(0)  # or nobody hears that the client has gone

    async def _pieces(self, is_counted: bool) -> AsyncIterator[str]:
        """The reply as a provider streams it, some letters at a time."""
        content, head = (
            self._content or "",
            {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "liar"},
        )
        letters = 50 * LETTERS if self._endless else LETTERS
        places = range(0, len(content), letters)
        for number, at in enumerate(cycle(places) if self._endless else places):
            if number == self._most:
                await asyncio.sleep(60)
            role = {"role": "assistant"} if number == 0 else {}
            delta = {**role, "content": content[at : at + letters]}
            yield _event({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
            await asyncio.sleep(self._pause)
        yield _event({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        if is_counted:
            yield _event({**head, "choices": [], "usage": USAGE})
        yield "data: [DONE]\n\n"


def _event(told: dict[str, Any]) -> str:
    return f"data: {json.dumps(told)}\n\n"
