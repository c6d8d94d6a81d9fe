"""The short-lived things an app gets to act with: trigger ids, response URLs, socket tickets, installation codes."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.workspace.state import Workspace

TRIGGER_SECONDS = 3
RESPONSE_SECONDS = 30 * 60
RESPONSE_USES = 5
TICKET_SECONDS = 30
CODE_SECONDS = 600
REMEMBERED = 10_000  # of each; the oldest are forgotten, so that the memory stays bounded

T = TypeVar("T")


@dataclass
class Trigger:
    user: str
    at: float
    channel: str | None = None  # the conversation in which it arose
    used: bool = False


@dataclass
class ResponseUrl:
    """Where an app may answer an interaction: in which conversation, to whom, and about which message."""

    channel: str
    user: str
    at: float
    message_ts: str | None = None
    thread_ts: str | None = None
    ephemeral: bool = False  # whether the message it stands for is an ephemeral one
    uses: int = 0


class _Remembered(Generic[T]):
    def __init__(self) -> None:
        self._items: OrderedDict[str, T] = OrderedDict()

    def add(self, key: str, item: T) -> None:
        self._items[key] = item
        if len(self._items) > REMEMBERED:
            self._items.popitem(last=False)

    def get(self, key: str) -> T | None:
        return self._items.get(key)

    def pop(self, key: str) -> T | None:
        return self._items.pop(key, None)


class Interactions:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._triggers: _Remembered[Trigger] = _Remembered()
        self._urls: _Remembered[ResponseUrl] = _Remembered()
        self._tickets: _Remembered[float] = _Remembered()
        self._uploads: _Remembered[str] = _Remembered()
        self._codes: _Remembered[tuple[float, str]] = _Remembered()

    def forget(self) -> None:
        """Begin anew; only the tickets stay, of an app that is just connecting."""
        self._triggers, self._urls = _Remembered(), _Remembered()
        self._uploads, self._codes = _Remembered(), _Remembered()

    def new_trigger(self, user: str, channel: str | None = None) -> str:
        workspace = self._workspace
        number = int(workspace.clock.now() * 1000)
        key = f"{number}.{int(workspace.team.id[2:], 36)}.{secrets.token_hex(16)}"
        self._triggers.add(key, Trigger(user, workspace.clock.now(), channel))
        return key

    def spend_trigger(self, key: str) -> Trigger:
        """Who is behind a trigger id, and where it arose.

        Raises `invalid_trigger_id`, `expired_trigger_id`, `exchanged_trigger_id`.
        """
        trigger = self._triggers.get(key)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._workspace.clock.now() - trigger.at > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def new_response_url(
        self,
        kind: str,
        channel: str,
        user: str,
        *,
        message_ts: str | None = None,
        thread_ts: str | None = None,
        ephemeral: bool = False,
    ) -> str:
        """`kind` is `commands` or `actions`, as in Slack's own addresses."""
        workspace = self._workspace
        key = f"{workspace.team.id}/{secrets.randbelow(10**13)}/{secrets.token_hex(12)}"
        self._urls.add(key, ResponseUrl(channel, user, workspace.clock.now(), message_ts, thread_ts, ephemeral))
        return f"{workspace.base_url}/{kind}/{key}"

    def use_response_url(self, key: str) -> ResponseUrl:
        """Raises `SlackError` with status 404 for an unknown, an expired or a used-up URL."""
        url = self._urls.get(key)
        if url is None:
            raise SlackError("no_such_url", http_status=404)
        if self._workspace.clock.now() - url.at > RESPONSE_SECONDS:
            raise SlackError("expired_url", http_status=404)
        if url.uses >= RESPONSE_USES:
            raise SlackError("used_url", http_status=404)
        url.uses += 1
        return url

    def new_ticket(self) -> str:
        """The WebSocket URL of one Socket Mode connection; it opens once."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket, self._workspace.clock.now())
        address = self._workspace.base_url.replace("http", "ws", 1)
        return f"{address}/link/?ticket={ticket}&app_id={self._workspace.app_id}"

    def spend_ticket(self, ticket: str) -> bool:
        made = self._tickets.pop(ticket)
        return made is not None and self._workspace.clock.now() - made <= TICKET_SECONDS

    def new_upload_url(self, file_id: str) -> str:
        """The address that takes a file's bytes, once."""
        key = secrets.token_hex(24)
        self._uploads.add(key, file_id)
        return f"{self._workspace.base_url}/upload/v1/{key}"

    def spend_upload(self, key: str) -> str | None:
        return self._uploads.pop(key)

    def new_code(self, redirect_uri: str) -> str:
        code = secrets.token_hex(16)
        self._codes.add(code, (self._workspace.clock.now(), redirect_uri))
        return code

    def exchange_code(self, code: str, redirect_uri: str) -> bool:
        made = self._codes.pop(code)
        if made is None or self._workspace.clock.now() - made[0] > CODE_SECONDS:
            return False
        return not redirect_uri or redirect_uri == made[1]
