"""What was written while the bot was away: after it connects, it looks into the history for what it has not taken.

Slack delivers again what is not acknowledged, but only for some minutes. Whatever is found goes the way of an event;
what was taken before is known by its key. How far the history was looked through is written into the inbox: a look that
a stop cut short is made again from where the last whole one began.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.inbox.inbox import InboxClosedError, Job
from bot.slack.failures import described
from bot.slack.handling.events import take_message
from bot.slack.reception import Reception
from bot.slack.wire.retries import BROKEN
from bot.slack.wire.sending import is_unclear

logger = logging.getLogger(__name__)

Message = dict[str, Any]
LOOKED = "looked"  # the kind, and the beginning of the key, of a note on a whole look
LONGEST = 24 * 3600.0  # seconds back: an answer to yesterday's question helps nobody
_MARGIN = 900.0  # seconds before the last look: Slack tries again for minutes, and sometimes drops a message
EVERY = 600.0  # seconds between two looks
AGAIN = 30.0  # seconds after one that failed
_PAGE = 200
_TYPES = "public_channel,private_channel,im,mpim"
_EARLIER_TYPES = "public_channel,private_channel,im"  # of an app that was installed before it asked for mpim:read


class CatchingUp:
    """Looks in a thread of its own, one look at a time."""

    def __init__(self, reception: Reception, bot_user: str, clock: Callable[[], float] = time.time) -> None:
        """To be made before the inbox is started."""
        self._reception, self._bot_user, self._clock = reception, bot_user, clock
        reception.inbox.handle({LOOKED: _nothing})
        reception.inbox.keep_last(f"{LOOKED} ")
        self._since: float | None = None
        self._floor = 0.0
        self._wanted, self._stopped = threading.Event(), False
        self._thread = threading.Thread(target=self._run, name="catching-up", daemon=True)

    def look(self) -> None:
        """Has the history looked through soon; returns at once."""
        if not self._thread.is_alive() and not self._stopped:
            inbox = self._reception.inbox
            if (noted := inbox.last_key(f"{LOOKED} ")) is not None:
                self._since = float(noted.split()[1])
            else:  # a bot that is new here answers nothing from before its time
                last = inbox.last()
                self._since = last or self._clock()
                self._floor = 0.0 if last else self._since
                self._note(self._since)
            self._thread.start()
        self._wanted.set()

    def stop(self) -> None:
        self._stopped = True
        self._wanted.set()

    def _run(self) -> None:
        pause = EVERY
        while True:
            self._wanted.wait(pause)
            self._wanted.clear()
            pause = EVERY
            if self._stopped:
                return
            now = self._clock()
            try:
                self._catch_up(max(self._floor, now - LONGEST, (self._since or now) - _MARGIN))
                self._since = now
                self._note(now)
            except Exception as error:
                if self._stopped or isinstance(error, InboxClosedError):
                    return
                logger.error("The history could not be looked through; it is tried again: %s", described(error))
                pause = AGAIN

    def _note(self, until: float) -> None:
        self._reception.inbox.take(f"{LOOKED} {until:.6f}", LOOKED, {})

    def _catch_up(self, since: float) -> None:
        """What is in channels before what is in threads: Slack shows a channel in one call, and of threads only one.

        Raises why something could not be read, after all that could.
        """
        taken, threads, failed = 0, list[tuple[str, str]](), list[Exception]()
        for channel in (str(each["id"]) for each in self._channels()):
            with _readable(failed):
                for message in self._messages(channel, since):
                    if float(message["ts"]) >= since:
                        taken += self._take(channel, message)
                    if self._may_hold(message, since):
                        threads.append((channel, str(message["ts"])))
        for channel, ts in threads:
            with _readable(failed):
                given = {"channel": channel, "ts": ts, "oldest": f"{since:.6f}"}
                for reply in self._pages("conversations.replies", "messages", **given):
                    taken += reply["ts"] != ts and self._take(channel, reply)
        if taken:
            logger.info("%s messages were written while the bot was away", taken)
        if failed:
            raise failed[0]

    def _take(self, channel: str, message: Message) -> bool:
        return take_message(self._reception, {**message, "channel": channel}, self._bot_user)

    def _may_hold(self, message: Message, since: float) -> bool:
        """Whether a person has written in the message's thread since; in most there is the bot's answer and no more."""
        users = message.get("reply_users") or ()  # Slack names a few of them
        others = set(users) - {self._bot_user} or int(message.get("reply_users_count") or 0) > len(users)
        return bool(others) and float(message.get("latest_reply") or 0) >= since

    def _channels(self) -> list[Message]:
        def look(types: str) -> list[Message]:
            return list(self._pages("users.conversations", "channels", types=types, exclude_archived=True))

        try:
            return look(_TYPES)
        except SlackApiError as error:
            if error.response.get("error") != "missing_scope":
                raise
            return look(_EARLIER_TYPES)

    def _messages(self, channel: str, since: float) -> list[Message]:
        """What was written since, in order, and a day before, when threads may have begun that go on."""
        back = max(0.0, since - LONGEST)
        found = self._pages("conversations.history", "messages", channel=channel, oldest=f"{back:.6f}")
        return sorted(found, key=lambda one: str(one["ts"]))

    def _pages(self, method: str, name: str, **given: Any) -> Iterator[Message]:
        cursor: str | None = None
        while cursor != "":
            call = partial(self._reception.client.api_call, method, params={**given, "limit": _PAGE})
            if cursor:
                call.keywords["params"]["cursor"] = cursor
            page: Any = self._reception.inbox.on_loop(self._reception.sender.insist(method, call))
            yield from page[name]
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")


@contextmanager
def _readable(failed: list[Exception]) -> Iterator[None]:
    """The other channels are read all the same. What Slack refuses, as to one that was removed from a channel, is no
    failure: it would be refused again."""
    try:
        yield
    except (SlackApiError, *BROKEN) as error:
        logger.warning("A channel's history could not be read: %s", error)
        if is_unclear(error):
            failed.append(error)


async def _nothing(_: Job) -> None:
    """That it was taken is all that is wanted."""
