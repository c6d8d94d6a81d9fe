"""Delivery over HTTP: signed requests to the app's own addresses, which have three seconds to answer."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from urllib.parse import urlencode

import aiohttp

from bot.mock_slack.basics.safe_json import parse
from bot.mock_slack.delivering.delivery import ACK_SECONDS, Outcome, Parcel
from bot.mock_slack.workspace.records import Json
from bot.mock_slack.workspace.state import Workspace

MAX_ANSWER = 1_000_000  # bytes of an app's response that are read
OLD = 600  # seconds by which an old signature is old; Slack's own limit is 300


def sign(secret: str, timestamp: int | str, body: str) -> str:
    """Slack's request signature, version 0."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()


class Caller:
    """The transport of an app that is reached by request URLs. `url` overrides every address of the manifest."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.url: str | None = None
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[Outcome]] = set()

    def address(self, parcel: Parcel) -> str | None:
        if self.url:
            return self.url
        manifest = self._workspace.manifest
        if parcel.kind == "events_api":
            return manifest.events_url
        if parcel.kind == "slash_commands":
            command = manifest.command(parcel.payload["command"])
            return command.url if command else None
        if parcel.payload.get("type") == "block_suggestion":
            return manifest.options_url or manifest.interactivity_url
        return manifest.interactivity_url

    def send(self, parcel: Parcel) -> asyncio.Future[Outcome]:
        task = asyncio.get_running_loop().create_task(self._send(parcel))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _send(self, parcel: Parcel) -> Outcome:
        url = self.address(parcel)
        if not url:
            return Outcome(False, "no_request_url", retry=False)
        if parcel.kind == "events_api":
            body, content_type = json.dumps(parcel.payload), "application/json"
        else:
            fields = parcel.payload if parcel.kind == "slash_commands" else {"payload": json.dumps(parcel.payload)}
            body, content_type = urlencode(fields), "application/x-www-form-urlencoded"
        headers = {"Content-Type": content_type, **self._signature(body, parcel.tampering)}
        if parcel.attempt:
            headers |= {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": parcel.reason}
        try:
            timeout = aiohttp.ClientTimeout(total=ACK_SECONDS)
            async with self._client().post(
                url, data=body.encode(), headers=headers, timeout=timeout, max_redirects=2
            ) as response:
                text = (await response.content.read(MAX_ANSWER)).decode("utf-8", "replace")
                if 200 <= response.status < 300:
                    return Outcome(True, response=parsed(text, response.content_type))
                stop = response.headers.get("X-Slack-No-Retry") == "1"
                return Outcome(False, "http_error", response={"status": response.status}, retry=not stop)
        except TimeoutError:
            return Outcome(False, "http_timeout")
        except aiohttp.TooManyRedirects:
            return Outcome(False, "too_many_redirects")
        except aiohttp.ClientSSLError:
            return Outcome(False, "ssl_error")
        except (aiohttp.ClientError, OSError, ValueError):
            return Outcome(False, "connection_failed")

    async def verify(self, url: str) -> bool:
        """Whether an address answers Slack's `url_verification` challenge."""
        challenge = secrets.token_hex(16)
        payload: Json = {
            "token": self._workspace.verification_token,
            "challenge": challenge,
            "type": "url_verification",
        }
        body = json.dumps(payload)
        headers = {"Content-Type": "application/json", **self._signature(body, "")}
        try:
            timeout = aiohttp.ClientTimeout(total=ACK_SECONDS)
            async with self._client().post(url, data=body.encode(), headers=headers, timeout=timeout) as response:
                text = (await response.content.read(MAX_ANSWER)).decode("utf-8", "replace")
                answer = parsed(text, response.content_type)
                given = answer.get("challenge") if isinstance(answer, dict) else answer
                return response.status == 200 and given == challenge
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
            return False

    def _signature(self, body: str, tampering: str) -> dict[str, str]:
        # Real time, not the workspace's: the app compares it with its own clock, which no test has moved.
        timestamp = str(int(time.time()) - (OLD if tampering == "old_signature" else 0))
        if tampering == "bad_timestamp":
            timestamp = "abc"
        secret = "not the secret" if tampering == "bad_signature" else self._workspace.signing_secret
        stamp = {} if tampering == "no_timestamp" else {"X-Slack-Request-Timestamp": timestamp}
        return {**stamp, "X-Slack-Signature": sign(secret, timestamp, body)}

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            agent = "Slackbot 1.0 (+https://api.slack.com/robots)"
            self._session = aiohttp.ClientSession(headers={"User-Agent": agent})
        return self._session

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()


def parsed(text: str, content_type: str) -> object:
    """An app's answer: JSON where it is JSON, else the text."""
    if "json" in content_type or text.lstrip().startswith("{"):
        try:
            return parse(text)
        except ValueError:
            return text
    return text
