"""Claims shown one by one while an answer is being written, each after its checks; the whole answer takes their place.

A message that grows is begun with the first claim: by Slack's streams where the workspace knows them, else by a message
that is updated. Where the stream dies it is updated too. Nothing here holds up the answer: what Slack does not take
now is shown with the next claim, or with the answer.
"""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sentences.wording import numbered
from bot.slack.layout.claim_words import claim_line, claim_pieces
from bot.slack.layout.escaping import fallback
from bot.slack.layout.limits import FALLBACK, Block, cut
from bot.slack.layout.parts import bullets
from bot.slack.layout.replies import Reply
from bot.slack.wire.posting import Place, content, find
from bot.slack.wire.retries import BROKEN
from bot.slack.wire.sending import Sender, is_limited, is_unclear
from bot.types import Claim

logger = logging.getLogger(__name__)


class Stream:
    """For one answer, on the thread that writes it. `ts` is the message's, once there is one; where Slack did not tell
    whether there is, it is `perhaps_begun`."""

    def __init__(self, client: WebClient, place: Place, mark: str, user: str, team: str) -> None:
        self._client, self._place, self._mark, self._user, self._team = client, place, mark, user, team
        self._claims: list[Claim] = []
        self._shown = 0
        self._streaming, self._stopped = True, False
        self.ts, self.perhaps_begun = "", False

    def show(self, claim: Claim) -> None:
        """Shows a claim that was found good."""
        self._claims.append(claim)
        if self._stopped:
            return
        try:
            if self._streaming:
                self._stream()
            else:
                self._update()
        except (SlackApiError, *BROKEN) as error:
            if _is_stopped(error) or (is_unclear(error) and not self.ts):
                self._stopped, self.perhaps_begun = True, not self.ts
            elif is_unclear(error):
                self._shown = len(self._claims)  # it may stand there: twice would be worse than late
            logger.info("a claim is shown later: %s", type(error).__name__)

    def end(self) -> None:
        """No more claims come: the message may be changed from now on."""
        if self.ts and self._streaming:
            try:
                self._client.chat_stopStream(channel=self._place.channel, ts=self.ts)
            except (SlackApiError, *BROKEN) as error:  # it is over already, or Slack ends it by itself
                logger.info("the stream could not be ended: %s", type(error).__name__)

    def _stream(self) -> None:
        chunks = [{"type": "blocks", "blocks": self._blocks(self._shown)}]
        try:
            if self.ts:
                self._client.chat_appendStream(channel=self._place.channel, ts=self.ts, chunks=chunks)
            else:
                started = self._client.chat_startStream(
                    channel=self._place.channel,
                    thread_ts=self._place.thread or self._place.since,
                    recipient_user_id=self._user,
                    recipient_team_id=self._team,
                    chunks=chunks,
                )
                self.ts = str(started["ts"])
        except SlackApiError as error:
            if is_limited(error) or is_unclear(error) or _is_stopped(error):
                raise
            logger.info("no stream: %s", error.response.get("error"))  # it died, or the workspace knows none
            self.end()
            self._streaming = False
            self._update()
        self._shown = len(self._claims)

    def _update(self) -> None:
        reply = Reply(self._text(), self._blocks(0))
        if self.ts:
            self._client.chat_update(channel=self._place.channel, ts=self.ts, **content(reply, reply.blocks))
        else:
            posted = self._client.chat_postMessage(
                channel=self._place.channel, thread_ts=self._place.thread, **content(reply, reply.blocks)
            )
            self.ts = str(posted["ts"])
        self._shown = len(self._claims)

    def _blocks(self, first: int) -> list[Block]:
        """The claims from a number on; the first block carries the mark that the message is known by."""
        numbers = numbered(self._claims)
        block = bullets([claim_pieces(each, numbers) for each in self._claims[first:]])
        return [{**block, "block_id": self._mark if first == 0 else f"{self._mark}-{first}"}]

    def _text(self) -> str:
        numbers = numbered(self._claims)
        return fallback(cut("\n".join(claim_line(each, numbers) for each in self._claims), FALLBACK))


def _is_stopped(error: Exception) -> bool:
    """Whether a person has ended the stream: then nothing is added any more."""
    return isinstance(error, SlackApiError) and error.response.get("error") == "stopped_by_user"


async def finish(sender: Sender, client: WebClient, place: Place, ts: str, reply: Reply, mark: str) -> str | None:
    """The reply in place of the claims that were shown; `None` where Slack does not let it take that place."""
    blocks = [{**reply.blocks[0], "block_id": mark}, *reply.blocks[1:]] if reply.blocks else []

    def update() -> Any:
        return client.chat_update(channel=place.channel, ts=ts, **content(reply, blocks))

    try:
        await sender.insist(place.channel, update)
    except (SlackApiError, *BROKEN) as error:
        logger.warning("The message could not be changed (%s)", type(error).__name__)
        return None
    return ts


async def left_by_an_earlier_run(sender: Sender, client: WebClient, place: Place, mark: str) -> str:
    """The message that an earlier run began to write, if there is one; its stream is ended."""
    ts = await find(sender, client, place, mark)
    if ts:
        try:
            await sender.call(place.channel, lambda: client.chat_stopStream(channel=place.channel, ts=ts))
        except (SlackApiError, *BROKEN) as error:
            logger.info("the earlier stream could not be ended: %s", type(error).__name__)
    return ts or ""
