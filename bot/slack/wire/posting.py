"""Puts replies into Slack: once, linking nowhere, and as plain text where Slack does not take the layout."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.running.tracing import span
from bot.slack.failures import described
from bot.slack.layout import texts
from bot.slack.layout.limits import Block, fits
from bot.slack.layout.parts import small
from bot.slack.layout.replies import Reply
from bot.slack.wire.retries import BROKEN
from bot.slack.wire.sending import Sender, is_unclear

logger = logging.getLogger(__name__)

_LAYOUT = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long")
_PAGE = 200
_PAGES = 10  # looked through for a mark


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is posted. `since` is a time before which it cannot have been posted."""

    channel: str
    thread: str | None = None
    since: str = "0"


def mark_of(*parts: object) -> str:
    """What a message is known by: it travels as a block's id, which Slack keeps and shows to nobody."""
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


async def post(
    sender: Sender, client: WebClient, place: Place, reply: Reply, mark: str, *, perhaps_posted: bool = False
) -> str:
    """Posts the reply and returns its `ts`. After every unclear failure it looks whether the message stands there.

    Raises `SlackApiError` where Slack refuses the message, and what the connection raised where it stays broken.
    """
    with span("post"):
        return await _posted(sender, client, place, reply, mark, perhaps_posted)


async def _posted(
    sender: Sender, client: WebClient, place: Place, reply: Reply, mark: str, perhaps_posted: bool
) -> str:
    for pause in (*sender.pauses, None):
        try:
            if perhaps_posted and (found := await find(sender, client, place, mark, reply.text)):
                return found
            return await sender.call(place.channel, lambda reply=reply: _post(client, place, reply, mark))  # type: ignore[misc]
        except (SlackApiError, *BROKEN) as error:
            if isinstance(error, SlackApiError) and error.response.get("error") in _LAYOUT and reply.blocks:
                logger.error("Slack did not take the layout: %s", error)
                reply = _without_layout(reply)
                continue
            if not is_unclear(error) or pause is None:
                raise
            logger.warning("Posting failed in an unclear way (%s); looking before posting again", type(error).__name__)
            perhaps_posted = True
        await asyncio.sleep(pause)
    raise AssertionError("the last pause is none")


async def find(sender: Sender, client: WebClient, place: Place, mark: str, text: str = "") -> str | None:
    """The `ts` of the message that carries the mark; `text` is what it says where it has no blocks to carry one."""
    try:
        cursor = ""
        for _ in range(_PAGES):
            messages, cursor = await _page(sender, client, place, cursor)
            for message in messages:
                blocks = message.get("blocks") or []
                if any(block.get("block_id") == mark for block in blocks):
                    return str(message["ts"])
                if not blocks and text and message.get("bot_id") and message.get("text") == text:
                    return str(message["ts"])
            if not cursor:
                break
    except (SlackApiError, *BROKEN):
        logger.warning("Could not look, so the message is posted again", exc_info=True)
    return None


async def respond_to(
    sender: Sender,
    client: WebClient,
    response_url: str | None,
    channel: str | None,
    user: str,
    reply: Reply,
    thread_ts: str | None = None,
) -> None:
    """Shows the reply to one person: by the response URL; where that does not work, as an ephemeral message; and where
    Slack does not take that, as in a conversation without the bot, in the person's own one with it."""
    if response_url:
        try:
            sent = await sender.call(
                f"response {channel} {user}", lambda: _respond(client, response_url, reply, thread_ts)
            )
            if sent.status_code == 200:
                return
            logger.warning("The response URL answered %s: %s", sent.status_code, sent.body)
            if any(code in sent.body for code in _LAYOUT):
                reply = _without_layout(reply)
            elif sent.status_code >= 500:
                reply = _perhaps_again(reply)
        except BROKEN:
            logger.warning("The response URL could not be reached", exc_info=True)
            reply = _perhaps_again(reply)
    if channel:
        try:
            await _whisper(sender, client, channel, user, reply, thread_ts)
            return
        except SlackApiError as error:
            if is_unclear(error):
                raise
            logger.warning("Slack did not take an ephemeral message: %s", described(error))
    await sender.call(user, lambda: client.chat_postMessage(channel=user, **content(reply, reply.blocks)))


def _respond(client: WebClient, url: str, reply: Reply, thread_ts: str | None) -> WebhookResponse:
    """Without slack_sdk's own second try, which nobody would be told of."""
    body = {
        "text": reply.text, "blocks": reply.blocks or None, "response_type": "ephemeral", "replace_original": False,
        "unfurl_links": False, "unfurl_media": False, "thread_ts": thread_ts,
    }  # fmt: skip
    webhook = WebhookClient(url, proxy=client.proxy, ssl=client.ssl, retry_handlers=[])
    return webhook.send_dict({name: value for name, value in body.items() if value is not None})


async def _whisper(
    sender: Sender, client: WebClient, channel: str, user: str, reply: Reply, thread_ts: str | None
) -> None:
    """An ephemeral message, tried again while Slack fails; then it says that it may be the second one."""
    again = _perhaps_again(reply)
    for pause in (*sender.pauses, None):
        given = content(reply, reply.blocks)
        try:
            await sender.call(
                "chat.postEphemeral",
                lambda given=given: client.chat_postEphemeral(  # type: ignore[misc]
                    channel=channel, user=user, thread_ts=thread_ts, **given
                ),
            )
            return
        except (SlackApiError, *BROKEN) as error:
            if not is_unclear(error) or pause is None:
                raise
            logger.info("chat.postEphemeral failed (%s) and is tried again", type(error).__name__)
            reply = again
        await asyncio.sleep(pause)


async def _page(sender: Sender, client: WebClient, place: Place, cursor: str) -> tuple[list[dict[str, Any]], str]:
    def look() -> Any:
        given: dict[str, Any] = {
            "channel": place.channel,
            "oldest": place.since,
            "limit": _PAGE,
            "cursor": cursor or None,
        }
        if place.thread:
            return client.conversations_replies(ts=place.thread, **given)
        return client.conversations_history(**given)

    method = "conversations.replies" if place.thread else "conversations.history"
    found = await sender.insist(method, look)
    return found["messages"], str((found.get("response_metadata") or {}).get("next_cursor") or "")


def _post(client: WebClient, place: Place, reply: Reply, mark: str) -> str:
    blocks = [{**reply.blocks[0], "block_id": mark}, *reply.blocks[1:]] if reply.blocks else []
    posted = client.chat_postMessage(channel=place.channel, thread_ts=place.thread, **content(reply, blocks))
    return str(posted["ts"])


def content(reply: Reply, blocks: list[Block]) -> dict[str, Any]:
    """A message's arguments: links nowhere, and nothing in it is parsed."""
    return {
        "text": reply.text, "blocks": blocks or None, "mrkdwn": False, "parse": "none", "link_names": False,
        "unfurl_links": False, "unfurl_media": False,
    }  # fmt: skip


def _perhaps_again(reply: Reply) -> Reply:
    """Whether what only one person sees stands there, nobody can look up."""
    marked = [*reply.blocks, small(texts.PERHAPS_TWICE)]
    return Reply(f"{reply.text}\n{texts.PERHAPS_TWICE}", marked if reply.blocks and fits(marked) else reply.blocks)


def _without_layout(reply: Reply) -> Reply:
    return Reply(f"{reply.text}\n{texts.NO_LAYOUT}", [])
