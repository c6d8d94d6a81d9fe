"""Calls to Slack, made without holding anybody up: one at a time in each place, and where Slack says wait, nobody's
hand is held for it.

A place is a channel for what is posted, and a method for all else: Slack counts both.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from slack_sdk.errors import SlackApiError

from bot.inbox.pools import Pool
from bot.slack.wire.retries import BROKEN

logger = logging.getLogger(__name__)

T = TypeVar("T")
# After these nobody knows whether the call was carried out.
_UNCLEAR = ("internal_error", "fatal_error", "service_unavailable", "request_timeout")
PAUSES = (0.5, 1, 2, 4, 8, 15, 30, *[60] * 30)  # seconds; for half an hour, as long as a response URL lives
_LONGEST_WAIT = 300.0


class Sender:
    """For one event loop; the calls themselves are made in the pool's threads."""

    def __init__(self, pool: Pool, pauses: Sequence[float] = PAUSES) -> None:
        self.pauses = tuple(pauses)
        self._pool = pool
        self._places: dict[str, tuple[asyncio.Lock, int]] = {}

    async def call(self, place: str, work: Callable[[], T], who: str = "") -> T:
        """The call's answer, after those before it in its place. One that was limited did not happen, and is repeated.

        Raises `SlackApiError` for all else that Slack refuses, and what the connection raised.
        """
        lock, users = self._places.get(place) or (asyncio.Lock(), 0)
        self._places[place] = (lock, users + 1)
        try:
            async with lock:
                while True:
                    try:
                        return await self._pool.run(work, who or place)
                    except SlackApiError as error:
                        if not is_limited(error):
                            raise
                        await asyncio.sleep(retry_after(error))
        finally:
            lock, users = self._places[place]
            self._places[place] = (lock, users - 1)
            if users == 1:
                del self._places[place]

    async def insist(self, place: str, work: Callable[[], T], who: str = "") -> T:
        """As `call`, for what is harmless to repeat: repeated while Slack fails, or cannot be reached."""
        for pause in self.pauses:
            try:
                return await self.call(place, work, who)
            except (SlackApiError, *BROKEN) as error:
                if not is_unclear(error):
                    raise
                logger.info("%s failed (%s) and is tried again", place, type(error).__name__)
            await asyncio.sleep(pause)
        return await self.call(place, work, who)


def is_limited(error: Exception) -> bool:
    return isinstance(error, SlackApiError) and (
        error.response.status_code == 429 or error.response.get("error") == "ratelimited"
    )


def is_unclear(error: Exception) -> bool:
    """Whether a call may have been carried out all the same."""
    if isinstance(error, SlackApiError):
        code = str(error.response.get("error") or "")
        is_code = code.replace("_", "").isalnum()  # else slack_sdk says that it could not read the answer
        return error.response.status_code >= 500 or code in _UNCLEAR or not is_code
    return True


def retry_after(error: SlackApiError) -> float:
    headers = {str(name).lower(): value for name, value in (error.response.headers or {}).items()}
    given = headers.get("retry-after", "1")
    try:
        return min(_LONGEST_WAIT, max(0.0, float(given[0] if isinstance(given, list) else given)))
    except (TypeError, ValueError):
        return 1.0
