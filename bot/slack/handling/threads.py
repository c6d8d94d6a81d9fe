"""What a thread says of the conversation in it, for a bot that does not remember: it was restarted, or it forgot."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.inquiry import incoming
from bot.slack.wire.retries import BROKEN
from bot.slack.wire.sending import Sender
from bot.types import MOST_TURNS

logger = logging.getLogger(__name__)

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Thread:
    """Whether the bot has spoken in it, and what it was asked there, the last turns only, oldest first."""

    spoken: bool = False
    asked: tuple[str, ...] = ()


async def earlier(
    sender: Sender, client: WebClient, channel: str, thread: str, until: str, bot_user: str, direct: bool
) -> Thread | None:
    """The thread before the message `until`; `None` where Slack does not show it."""
    spoken, asked = False, deque[str](maxlen=MOST_TURNS)
    cursor: str | None = None
    try:
        while cursor != "":
            read = partial(client.conversations_replies, channel=channel, ts=thread, limit=_PAGE, cursor=cursor)
            page = await sender.insist("conversations.replies", read)
            for message in page["messages"]:
                if str(message.get("ts") or "") >= until:
                    continue
                if message.get("user") == bot_user:
                    spoken = True
                elif from_a_person(message, bot_user) and _asked_us(message, bot_user, direct, spoken):
                    asked.append(incoming.question(message.get("text") or ""))
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
    except (SlackApiError, *BROKEN) as error:
        logger.warning("Could not read the thread: %s", error)
        return None
    return Thread(spoken, tuple(text for text in asked if text))


def from_a_person(message: Mapping[str, Any], bot_user: str) -> bool:
    return bool(message.get("user")) and message["user"] not in (bot_user, "USLACKBOT") and not message.get("bot_id")


def _asked_us(message: Mapping[str, Any], bot_user: str, direct: bool, spoken: bool) -> bool:
    """By the same rule by which a message is answered when it comes in."""
    text = message.get("text") or ""
    mentions = incoming.mentioned(text)
    return direct or bot_user in mentions or (spoken and not mentions and incoming.asks(text))
