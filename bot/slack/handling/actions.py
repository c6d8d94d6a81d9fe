"""The buttons under answers: share, show in context, feedback; and the suggestions, which ask."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError

from bot.inbox.inbox import Job
from bot.reports import HolderEvidence
from bot.slack.blocks.context_view import CONTEXT_TITLE, View, context_view, saying_view
from bot.slack.blocks.footnotes import CONTEXT
from bot.slack.blocks.silence import EXAMPLE
from bot.slack.blocks.speaker_view import SPEAKER, SPEAKER_TITLE, speaker_view
from bot.slack.failures import sentence_of
from bot.slack.handling import feedback
from bot.slack.handling.commands import answer_privately, tell
from bot.slack.handling.shortcuts import answer_in_window
from bot.slack.handling.windows import open_window, waiting
from bot.slack.inquiry import button_values
from bot.slack.inquiry.inquiries import Inquiry
from bot.slack.jobs import looked_up, sent, sent_privately
from bot.slack.layout import texts
from bot.slack.layout.replies import Reply, saying
from bot.slack.reception import BAD, FEEDBACK, SHARE, Kinds, Reception
from bot.slack.wire.access import may_see
from bot.slack.wire.posting import Place, find, mark_of, post
from bot.types import Answer, Citation
from retrieval.errors import PositionsError

logger = logging.getLogger(__name__)

_ABSENT = ("not_in_channel", "channel_not_found")
_CLOSED = ("is_archived", "restricted_action", "cannot_reply_to_message", "no_permission")

Body = dict[str, Any]


def register(app: App, reception: Reception) -> None:
    def press(kind: str) -> Callable[..., None]:
        def pressed(ack: Ack, body: Body, action: Body) -> None:
            user = body["user"]["id"]
            reception.inbox.take(f"trigger {body['trigger_id']}", kind, press_of(body, action), who=user)
            ack()

        return pressed

    app.action(SHARE)(press(SHARE))
    app.action(CONTEXT)(press(CONTEXT))
    app.action(SPEAKER)(press(SPEAKER))
    app.action(FEEDBACK)(press(FEEDBACK))
    app.action(re.compile(f"{EXAMPLE}.*"))(press(EXAMPLE))


def press_of(body: Body, action: Body) -> Body:
    """What is kept of a press: who pressed what, where it stands, and where an answer may go."""
    message = {**body.get("container", {}), **body.get("message", {})}
    return {
        "user": body["user"]["id"],
        "channel": body.get("channel", {}).get("id"),
        "message": body.get("container", {}).get("message_ts"),
        "thread": message.get("thread_ts"),
        "value": str(action.get("value") or ""),
        "url": body.get("response_url"),
        "trigger": body["trigger_id"],
        "over": body.get("view", {}).get("type") == "modal",  # a window to open on top of
        "in_view": bool(body.get("view")),
    }


def kinds(reception: Reception) -> Kinds:
    async def share(job: Job) -> None:
        said = await job.step("share", lambda: share_to(reception, job))
        await sent_privately(job, lambda reply: tell(reception, _unthreaded(job), reply), saying(said))

    async def context(job: Job) -> None:
        await open_window(reception, job, lambda: context_of(reception, job.payload["value"]))

    async def speaker(job: Job) -> None:
        await open_window(reception, job, lambda: speakers_of(reception, job.payload["value"]))

    async def judge(job: Job) -> None:
        reply = await looked_up(job, reception.asking, lambda: saying(record(reception, job)))
        assert reply is not None
        await sent_privately(job, lambda reply: tell(reception, _unthreaded(job), reply), reply)

    async def example(job: Job) -> None:
        if job.payload["in_view"]:
            external_id = mark_of(job.key)
            if await open_window(reception, job, lambda: waiting(external_id)):
                await answer_in_window(reception, job, job.payload["value"], external_id)
        elif str(job.payload["channel"]).startswith("D"):
            await answer_beneath(reception, job)
        else:
            asked = Inquiry("ask", job.payload["value"], channel=job.payload["channel"] or "")
            await answer_privately(reception, job, asked)

    return {SHARE: share, CONTEXT: context, SPEAKER: speaker, FEEDBACK: judge, EXAMPLE: example}


def _unthreaded(job: Job) -> Job:
    return replace(job, payload={**job.payload, "thread": None})


async def share_to(reception: Reception, job: Job) -> str:
    """Posts what the button stands for to everybody; returns the sentence for the one who pressed it.

    It is shared once for each message and button, whoever presses: after a restart Slack knows it, by its mark.
    """
    pressed = job.payload
    inquiry = _asked_in(reception, pressed["channel"], pressed["value"])
    if inquiry is None or not pressed["channel"]:
        return texts.GONE
    once = ("share", pressed["channel"], pressed["message"], pressed["value"])
    place, mark = Place(pressed["channel"], since=pressed["message"] or "0"), mark_of(*once)
    try:
        if not reception.seen.claim(once):
            return texts.SHARED_BEFORE
        if not await _may_see(reception, pressed["channel"], pressed["user"]):
            reception.seen.release(once)
            return texts.NOT_A_MEMBER
        if (before := await find(reception.sender, reception.client, place, mark)) and not job.resumed:
            return texts.SHARED_BEFORE
        ts = before
        if not ts:
            reply = await reception.pool(inquiry).run(lambda: reception.shared(inquiry, pressed["user"]), job.who)
            ts = await post(reception.sender, reception.client, place, reply, mark)
    except Exception as error:
        reception.seen.release(once)
        code = error.response.get("error") if isinstance(error, SlackApiError) else None
        if code in _ABSENT:
            return texts.NOT_IN_CHANNEL
        return texts.CHANNEL_CLOSED if code in _CLOSED else sentence_of(error)
    reception.threads.claim((pressed["channel"], ts))
    return texts.SHARED


async def answer_beneath(reception: Reception, job: Job) -> None:
    """Answers a suggestion in a direct message, in the thread of the message under which it was pressed."""
    pressed = job.payload
    thread = pressed["thread"] or pressed["message"]
    inquiry = Inquiry("ask", pressed["value"], channel=pressed["channel"])
    reply = await looked_up(job, reception.asking, lambda: reception.private(inquiry))
    assert reply is not None
    place = Place(pressed["channel"], thread, pressed["message"] or "0")

    async def tell(reply: Reply) -> str:
        mark = mark_of(job.key)
        return await post(reception.sender, reception.client, place, reply, mark, perhaps_posted=job.resumed)

    await sent(job, tell, reply)


def _asked_in(reception: Reception, channel: str | None, value: str) -> Inquiry | None:
    """What a button stands for; nothing where it stands for what was asked in another conversation."""
    inquiry = button_values.inquiry_in(value, reception.long_values)
    return inquiry if inquiry and inquiry.channel in ("", channel) else None


async def _may_see(reception: Reception, channel: str, user: str) -> bool:
    look = partial(may_see, reception.client, channel, user)
    return await reception.sender.insist("conversations.members", look, user)


def context_of(reception: Reception, value: str) -> View:
    """The window with what is cited of an article, or with the reason why there is none."""
    cited = button_values.citations_in(value, reception.long_values)
    if not cited:
        return saying_view(CONTEXT_TITLE, texts.GONE)
    found = [(citation, _paragraph(reception, citation)) for citation in cited]
    why = found[0][1]
    if isinstance(why, str) and all(each == why for _, each in found):
        return saying_view(CONTEXT_TITLE, why)
    return context_view(reception.details(cited[0].source), found)


def speakers_of(reception: Reception, value: str) -> View:
    """The window with what makes the cited words their holders', or with the reason why there is nothing."""
    cited = button_values.citations_in(value, reception.long_values)
    if not cited:
        return saying_view(SPEAKER_TITLE, texts.GONE)
    return speaker_view([(citation, _holder(reception, citation)) for citation in cited])


def _holder(reception: Reception, citation: Citation) -> HolderEvidence | str:
    try:
        return reception.desk.holder(citation)
    except PositionsError as error:
        return str(error)


def _paragraph(reception: Reception, citation: Citation) -> tuple[str, str, str] | str:
    try:
        return reception.desk.paragraph(citation)
    except PositionsError as error:
        return texts.stale(str(error))


def record(reception: Reception, job: Job) -> str:
    """Writes the case down, once for each person's press; returns the sentence for the one who gave the feedback."""
    pressed = job.payload
    sign, value = pressed["value"][:1], pressed["value"][1:]
    inquiry = _asked_in(reception, pressed["channel"], value)
    if inquiry is None:
        return texts.GONE
    report = reception.same_report(inquiry)
    # A comparison was an answer once, with the same claims; a case is made of the answer.
    answer = report if isinstance(report, Answer) else reception.answered(inquiry)
    once = ("feedback", pressed["user"], pressed["message"], pressed["value"])
    if not reception.seen.claim(once):
        return texts.FEEDBACK_THANKS
    try:
        feedback.record(reception.feedback, answer, helpful=sign != BAD, press=mark_of(*once))
    except OSError:
        reception.seen.release(once)
        logger.exception("Feedback could not be written")
        return texts.FEEDBACK_LOST
    return texts.FEEDBACK_BAD if sign == BAD else texts.FEEDBACK_THANKS
