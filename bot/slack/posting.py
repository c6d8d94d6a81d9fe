"""Puts replies into Slack: once, linking nowhere, and as plain text where Slack does not take the layout."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from slack_bolt import Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack import texts
from bot.slack.limits import Block
from bot.slack.replies import Reply
from bot.slack.retries import BROKEN

logger = logging.getLogger(__name__)

_LAYOUT = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long")
# After these nobody knows whether the message was stored.
_UNCLEAR = ("internal_error", "fatal_error", "service_unavailable", "request_timeout")
_LOOKED_THROUGH = 50


def post(client: WebClient, channel: str, reply: Reply, thread_ts: str | None = None) -> str:
    """Posts the reply and returns its `ts`. After an unclear failure it looks whether the message stands there.

    Raises `SlackApiError` where Slack refuses the message, and what the connection raised where it fails twice.
    """
    mark = uuid.uuid4().hex
    try:
        return _post(client, channel, reply, thread_ts, mark)
    except (SlackApiError, *BROKEN) as error:
        if isinstance(error, SlackApiError) and error.response.get("error") in _LAYOUT:
            logger.error("Slack did not take the layout: %s", error)
            return _post(client, channel, _without_layout(reply), thread_ts, mark)
        if not _unclear(error):
            raise
        logger.warning("Posting failed in an unclear way (%s); looking before posting again", type(error).__name__)
        return _find(client, channel, thread_ts, mark) or _post(client, channel, reply, thread_ts, mark)


def respond_to(
    respond: Respond, client: WebClient, channel: str | None, user: str, reply: Reply, thread_ts: str | None = None
) -> None:
    """Shows the reply to one person, by the response URL or, where that does not work, as an ephemeral message."""
    try:
        sent = respond(
            text=reply.text, blocks=reply.blocks or None, response_type="ephemeral", replace_original=False,
            unfurl_links=False, unfurl_media=False, thread_ts=thread_ts,
        )  # fmt: skip
        if sent.status_code == 200:
            return
        logger.warning("The response URL answered %s: %s", sent.status_code, sent.body)
        if any(code in sent.body for code in _LAYOUT):
            reply = _without_layout(reply)
    except BROKEN:
        logger.warning("The response URL could not be reached", exc_info=True)
    if channel:
        client.chat_postEphemeral(channel=channel, user=user, thread_ts=thread_ts, **_content(reply, reply.blocks))


def _post(client: WebClient, channel: str, reply: Reply, thread_ts: str | None, mark: str) -> str:
    # The mark travels as a block's id: Slack keeps those and shows them to nobody.
    blocks = [{**reply.blocks[0], "block_id": mark}, *reply.blocks[1:]] if reply.blocks else []
    posted = client.chat_postMessage(channel=channel, thread_ts=thread_ts, **_content(reply, blocks))
    return str(posted["ts"])


def _content(reply: Reply, blocks: list[Block]) -> dict[str, Any]:
    return {
        "text": reply.text, "blocks": blocks or None, "mrkdwn": False, "parse": "none", "link_names": False,
        "unfurl_links": False, "unfurl_media": False,
    }  # fmt: skip


def _find(client: WebClient, channel: str, thread_ts: str | None, mark: str) -> str | None:
    """The `ts` of the message that carries the mark, among the latest of its channel or thread."""
    try:
        if thread_ts:
            pages = client.conversations_replies(channel=channel, ts=thread_ts, limit=200)
            messages = [message for page in pages for message in page["messages"]]
        else:
            messages = client.conversations_history(channel=channel, limit=_LOOKED_THROUGH)["messages"]
    except (SlackApiError, *BROKEN):
        logger.warning("Could not look, so the message is posted again", exc_info=True)
        return None
    for message in messages:
        if any(block.get("block_id") == mark for block in message.get("blocks", [])):
            return str(message["ts"])
    return None


def _unclear(error: Exception) -> bool:
    if isinstance(error, SlackApiError):
        return error.response.status_code >= 500 or error.response.get("error") in _UNCLEAR
    return True


def _without_layout(reply: Reply) -> Reply:
    return Reply(f"{reply.text}\n{texts.NO_LAYOUT}", [])
