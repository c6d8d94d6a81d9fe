"""A message that asks, from its turn to its answer in its thread."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.conversation import is_follow_up
from bot.inbox.inbox import Job
from bot.slack.failures import sentence_of
from bot.slack.handling.threads import earlier
from bot.slack.inquiry import incoming
from bot.slack.jobs import as_data, as_reply, found_in, sent
from bot.slack.layout import texts
from bot.slack.layout.replies import Reply, saying
from bot.slack.reception import Reception
from bot.slack.wire.posting import Place, mark_of, post
from bot.slack.wire.retries import BROKEN
from bot.slack.wire.streaming import Stream, finish, left_by_an_earlier_run

logger = logging.getLogger(__name__)

Data = dict[str, Any]
QUESTION = "question"
MOST_UNDONE = 25  # questions of one person that wait at the same time


async def answer(reception: Reception, job: Job) -> None:
    """Posts the answer into the message's thread; an untagged message that is not meant for the bot gets none."""
    message = job.payload
    channel, thread = message["channel"], message["thread"]

    async def look() -> Data:
        return {**await _safely(reception, job), "run": job.run}

    found = await job.step("look", look)
    reply = as_reply(found["reply"])
    if reply is None:
        return
    if found["asked"]:
        reception.remember((channel, thread), tuple(found["asked"]))
        if message["direct"]:
            reception.remember((channel, ""), tuple(found["asked"]))
    place, begun = _place(message), found.get("begun", "")
    perhaps = found.get("run") != job.run  # what was looked up just now, no earlier run can have posted

    async def tell(reply: Reply) -> str:
        mark = mark_of(job.key)
        if begun and await finish(reception.sender, reception.client, place, begun, reply, mark):
            return str(begun)
        return await post(reception.sender, reception.client, place, reply, mark, perhaps_posted=perhaps)

    if await sent(job, tell, reply) is not None:
        reception.threads.claim((channel, thread))


def _place(message: Data) -> Place:
    return Place(message["channel"], message["thread"], message["ts"])


async def _safely(reception: Reception, job: Job) -> Data:
    try:
        return await _look(reception, job)
    except Exception as error:
        return {"reply": as_data(saying(sentence_of(error))) if job.payload["addressed"] else None, "asked": []}


async def _look(reception: Reception, job: Job) -> Data:
    message = job.payload
    if message["over"]:
        return {"reply": as_data(saying(texts.TOO_MANY)), "asked": []}
    if not message["addressed"] and not await _follows_up(reception, message):
        return {"reply": None, "asked": []}
    question = incoming.question(message["text"])
    before = await _asked_before(reception, message, question)
    polite = None if message["addressed"] else incoming.has_mark(message["text"])
    remark = texts.NO_ATTACHMENTS if message["files"] else ""

    place, mark = _place(message), mark_of(job.key, "begun")
    stream = Stream(reception.client, place, mark, message["user"], message.get("team", ""))
    # Another run may have shown some of it; to people among themselves nothing is shown before it is known to be asked.
    tell = stream.show if message["addressed"] and not job.resumed else None

    def look() -> Reply | None:
        if message["addressed"] and (message["ahead"] or job.resumed):
            _set_status(reception, message, 0)  # here, and not beside: one that comes after the reply would stay
        try:
            return reception.answer(question, remark, before, polite, message["channel"], tell)
        finally:
            stream.end()

    reply = await found_in(job, reception.asking, look)
    begun = stream.ts
    if (job.resumed and message["addressed"]) or stream.perhaps_begun:
        begun = await left_by_an_earlier_run(reception.sender, reception.client, place, mark)
    return {"reply": reply, "asked": [*before, question], "begun": begun}


async def _asked_before(reception: Reception, message: Data, question: str) -> tuple[str, ...]:
    """What was asked in the conversation that a message goes on, oldest first.

    That is its thread's; a direct message outside of a thread may go on from the one before it.
    """
    channel, thread, direct = message["channel"], message["thread"], message["direct"]
    if thread == message["ts"]:
        last = reception.talks.get((channel, "")) if direct and is_follow_up(question) else None
        return last or ()
    remembered = reception.talks.get((channel, thread))
    if remembered is None:
        client, until, bot = reception.client, message["ts"], message["bot"]
        found = await earlier(reception.sender, client, channel, thread, until, bot, direct)
        remembered = found.asked if found else ()
    return remembered


def may_follow_up(reception: Reception, event: Mapping[str, Any], mentions: frozenset[str]) -> bool:
    """Whether an untagged message may ask the bot: a question, to nobody else, in a thread that may be the bot's."""
    thread = event.get("thread_ts")
    if not thread or thread == event["ts"] or mentions or not incoming.asks(event.get("text") or ""):
        return False
    key = (event["channel"], thread)
    known = key in reception.threads or key not in reception.elsewhere
    return known or reception.inbox.is_pending(f"{event['channel']} {thread}")


async def _follows_up(reception: Reception, message: Data) -> bool:
    """Whether the bot spoke in the thread, now that all before in it is answered."""
    channel, thread = message["channel"], message["thread"]
    key = (channel, thread)
    if key in reception.threads or message["ours"]:
        return True
    if key in reception.elsewhere:
        return False
    # After a restart the bot does not remember where it spoke, but Slack does.
    found = await earlier(
        reception.sender, reception.client, channel, thread, message["ts"], message["bot"], direct=False
    )
    if found is None:
        return False
    # Where it was asked and has not spoken, the question itself is late: Slack delivers in no order, and not at once.
    ours = found.spoken or bool(found.asked)
    (reception.threads if ours else reception.elsewhere).claim(key)
    if ours:
        reception.remember(key, found.asked)
    return ours


def show_status(reception: Reception, message: Data, ahead: int) -> None:
    """Shows at receipt that the bot is at work, and how many are before this. It waits for nobody."""
    reception.inbox.pools["sending"].submit(lambda: _set_status(reception, message, ahead), message["user"])


def _set_status(reception: Reception, message: Data, ahead: int) -> None:
    """Slack clears it with the reply; where there is no such thing, nothing is lost."""
    try:
        reception.client.assistant_threads_setStatus(
            channel_id=message["channel"], thread_ts=message["thread"], status=texts.status(ahead)
        )
    except (SlackApiError, *BROKEN) as error:
        logger.debug("No status was set: %s", error)
