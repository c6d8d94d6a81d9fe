"""The buttons under answers: share, show in context, feedback; and the suggestions, which ask."""

from __future__ import annotations

import logging
import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.reports import HolderEvidence
from bot.slack import button_values, feedback, texts
from bot.slack.access import may_see
from bot.slack.context_view import CONTEXT_TITLE, View, context_view, saying_view
from bot.slack.failures import attempt
from bot.slack.footnotes import CONTEXT
from bot.slack.inquiries import Inquiry
from bot.slack.posting import post, respond_to
from bot.slack.reception import BAD, FEEDBACK, SHARE, Reception
from bot.slack.replies import Reply, saying
from bot.slack.shortcuts import answer_in_window
from bot.slack.silence import EXAMPLE
from bot.slack.speaker_view import SPEAKER, SPEAKER_TITLE, speaker_view
from bot.slack.windows import opened, tell_directly, waiting
from bot.types import Answer, Citation
from retrieval.errors import PositionsError

logger = logging.getLogger(__name__)

_ABSENT = ("not_in_channel", "channel_not_found")
_CLOSED = ("is_archived", "restricted_action", "cannot_reply_to_message", "no_permission")

Body = dict[str, Any]
Once = tuple[object, ...]  # what is done once only


def register(app: App, reception: Reception) -> None:
    def share(ack: Ack, body: Body, action: Body, respond: Respond, client: WebClient) -> None:
        ack()
        channel, user, value = body["channel"]["id"], body["user"]["id"], _value(action)
        tell = partial(respond_to, respond, client, channel, user)
        once = ("share", channel, body.get("container", {}).get("message_ts"), value)
        reception.work.submit(
            attempt, lambda: tell(saying(share_to(reception, client, channel, user, value, once))), tell
        )

    def context(ack: Ack, body: Body, action: Body, client: WebClient) -> None:
        ack()
        view = partial(context_of, reception, _value(action))
        attempt(lambda: opened(client, body, view()), partial(tell_directly, client, body))

    def speaker(ack: Ack, body: Body, action: Body, client: WebClient) -> None:
        ack()
        view = partial(speakers_of, reception, action["value"])
        attempt(lambda: opened(client, body, view()), partial(tell_directly, client, body))

    def judge(ack: Ack, body: Body, action: Body, respond: Respond, client: WebClient) -> None:
        ack()
        channel, value = body.get("channel", {}).get("id") or "", _value(action)
        tell = partial(respond_to, respond, client, channel, body["user"]["id"])
        once = ("feedback", body["user"]["id"], body.get("container", {}).get("message_ts"), value)
        reception.work.submit(attempt, lambda: tell(saying(record(reception, channel, value, once))), tell)

    def example(ack: Ack, body: Body, action: Body, respond: Respond, client: WebClient) -> None:
        ack()
        if not body.get("view"):
            reception.work.submit(ask_beside, reception, client, respond, body, _value(action))
            return

        def work() -> None:
            shown = waiting()
            opened(client, body, shown)
            reception.work.submit(answer_in_window, reception, client, shown["external_id"], _value(action))

        attempt(work, partial(tell_directly, client, body))

    app.action(SHARE)(share)
    app.action(CONTEXT)(context)
    app.action(SPEAKER)(speaker)
    app.action(FEEDBACK)(judge)
    app.action(re.compile(f"{EXAMPLE}.*"))(example)


def share_to(reception: Reception, client: WebClient, channel: str, user: str, value: str, once: Once) -> str:
    """Posts what the button stands for to everybody; returns the sentence for the one who pressed it."""
    inquiry = _asked_in(reception, channel, value)
    if inquiry is None:
        return texts.GONE
    if not reception.seen.claim(once):
        return texts.SHARED_BEFORE
    try:
        if not may_see(client, channel, user):
            reception.seen.release(once)
            return texts.NOT_A_MEMBER
        ts = post(client, channel, reception.shared(inquiry, user))
    except Exception as error:
        reception.seen.release(once)
        code = error.response.get("error") if isinstance(error, SlackApiError) else None
        if code in _ABSENT:
            return texts.NOT_IN_CHANNEL
        if code in _CLOSED:
            return texts.CHANNEL_CLOSED
        raise
    reception.threads.claim((channel, ts))
    return texts.SHARED


def _asked_in(reception: Reception, channel: str, value: str) -> Inquiry | None:
    """What a button stands for; nothing where it stands for what was asked in another conversation."""
    inquiry = button_values.inquiry_in(value, reception.long_values)
    return inquiry if inquiry and inquiry.channel in ("", channel) else None


def _value(action: Body) -> str:
    return str(action.get("value") or "")


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


def ask_beside(reception: Reception, client: WebClient, respond: Respond, body: Body, asked: str) -> None:
    """Answers a suggestion where it was pressed: in a direct message in its thread, in a channel to that person."""
    channel, user = body["channel"]["id"], body["user"]["id"]
    message = {**body.get("container", {}), **body.get("message", {})}
    thread = message.get("thread_ts") or message.get("message_ts") or message.get("ts")

    def tell(reply: Reply) -> None:
        if channel.startswith("D"):
            post(client, channel, reply, thread)
        else:
            respond_to(respond, client, channel, user, reply, message.get("thread_ts"))

    attempt(lambda: tell(reception.private(Inquiry("ask", asked, channel=channel))), tell)


def record(reception: Reception, channel: str, value: str, once: Once) -> str:
    """Writes the case down, once for each person's press; returns the sentence for the one who gave the feedback."""
    sign, value = value[:1], value[1:]
    inquiry = _asked_in(reception, channel, value)
    if inquiry is None:
        return texts.GONE
    report = reception.same_report(inquiry)
    # A comparison was an answer once, with the same claims; a case is made of the answer.
    answer = report if isinstance(report, Answer) else reception.answered(inquiry)
    if not reception.seen.claim(once):
        return texts.FEEDBACK_THANKS
    try:
        feedback.record(reception.feedback, answer, helpful=sign != BAD)
    except OSError:
        reception.seen.release(once)
        logger.exception("Feedback could not be written")
        return texts.FEEDBACK_LOST
    return texts.FEEDBACK_BAD if sign == BAD else texts.FEEDBACK_THANKS
