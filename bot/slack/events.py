"""Messages that ask something: mentions, direct messages, and follow-ups in threads where the bot already spoke."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.conversation import is_follow_up
from bot.slack import incoming, texts
from bot.slack.failures import attempt
from bot.slack.posting import post
from bot.slack.reception import Reception
from bot.slack.replies import Reply, saying
from bot.slack.retries import BROKEN
from bot.slack.threads import earlier, from_a_person

logger = logging.getLogger(__name__)

Event = Mapping[str, Any]
Key = tuple[Any, ...]
# All other subtypes are edits, joins and the like, which ask nothing.
_ASKING_SUBTYPES = (None, "file_share", "thread_broadcast")


def register(app: App, reception: Reception) -> None:
    def message(body: dict[str, Any], event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        on_message(reception, client, _key(body), event, context.bot_user_id or "")

    def joined(body: dict[str, Any], event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        if event.get("user") == context.bot_user_id and reception.seen.claim(_key(body)):
            post(client, event["channel"], saying(texts.GREETING))

    # The same message may come as both; whichever is first is answered.
    app.event("message")(message)
    app.event("app_mention")(message)
    app.event("member_joined_channel")(joined)


def on_message(reception: Reception, client: WebClient, key: Key, event: Event, bot_user: str) -> None:
    """Answers the message if it asks the bot something and was not answered before; else does nothing."""
    if not from_a_person(event, bot_user) or event.get("subtype") not in _ASKING_SUBTYPES:
        return
    if not reception.seen.claim(key):
        return
    mentions = incoming.mentioned(event.get("text") or "")
    addressed = _is_direct(event) or bot_user in mentions or event.get("type") == "app_mention"
    if not addressed and not _follows_up(reception, client, event, mentions, bot_user):
        return
    if not reception.seen.claim(("message", event["channel"], event["ts"])):
        return
    reception.work.submit(answer, reception, client, event, addressed, bot_user)


def answer(reception: Reception, client: WebClient, event: Event, addressed: bool, bot_user: str) -> None:
    """Posts the answer into the message's thread; an untagged message that is not meant for the bot gets none."""
    channel, thread = str(event["channel"]), str(event.get("thread_ts") or event["ts"])

    def tell(reply: Reply) -> None:
        post(client, channel, reply, thread)
        reception.threads.claim((channel, thread))

    def work() -> None:
        text = event.get("text") or ""
        question = incoming.question(text)
        if addressed:
            _set_status(client, channel, thread, texts.STATUS)
        before = _asked_before(reception, client, event, bot_user, question)
        polite = None if addressed else incoming.has_mark(text)
        remark = texts.NO_ATTACHMENTS if event.get("files") else ""
        reply = reception.answer(question, remark, before=before, untagged_question=polite, channel=channel)
        if reply:
            reception.remember((channel, thread), (*before, question))
            if _is_direct(event):
                reception.remember((channel, ""), (*before, question))
            tell(reply)

    attempt(work, tell)


def _asked_before(
    reception: Reception, client: WebClient, event: Event, bot_user: str, question: str
) -> tuple[str, ...]:
    """What was asked in the conversation that a message goes on, oldest first.

    That is its thread's; a direct message outside of a thread may go on from the one before it.
    """
    channel, thread = str(event["channel"]), event.get("thread_ts")
    if not thread or thread == event["ts"]:
        last = reception.talks.get((channel, "")) if _is_direct(event) and is_follow_up(question) else None
        return last or ()
    remembered = reception.talks.get((channel, thread))
    if remembered is None:
        found = earlier(client, channel, thread, str(event["ts"]), bot_user, _is_direct(event))
        remembered = found.asked if found else ()
    return remembered


def _follows_up(reception: Reception, client: WebClient, event: Event, mentions: frozenset[str], bot_user: str) -> bool:
    """Whether an untagged message asks the bot: a question, to nobody else, in a thread where the bot spoke."""
    thread = event.get("thread_ts")
    if not thread or thread == event["ts"] or mentions or not incoming.asks(event.get("text") or ""):
        return False
    key = (event["channel"], thread)
    if key in reception.threads or event.get("parent_user_id") == bot_user:
        return True
    if key in reception.elsewhere:
        return False
    # After a restart the bot does not remember where it spoke, but Slack does.
    found = earlier(client, str(event["channel"]), str(thread), str(event["ts"]), bot_user, direct=False)
    if found is None:
        return False
    (reception.threads if found.spoken else reception.elsewhere).claim(key)
    if found.spoken:
        reception.remember((str(event["channel"]), str(thread)), found.asked)
    return found.spoken


def _is_direct(event: Event) -> bool:
    return event.get("channel_type") == "im" or str(event["channel"]).startswith("D")


def _key(body: Event) -> Key:
    """An event's id, with its time: a workspace that is started anew, as a mock one can be, gives its ids again."""
    return ("event", body.get("event_id"), body["event"].get("event_ts"))


def _set_status(client: WebClient, channel: str, thread: str, status: str) -> None:
    """Shows that the bot is at work. Slack clears it with the reply; where there is no such thing, nothing is lost."""
    try:
        client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=status)
    except (SlackApiError, *BROKEN) as error:
        logger.debug("No status was set: %s", error)
