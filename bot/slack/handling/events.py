"""Messages that ask something: mentions, direct messages, and follow-ups in threads where the bot already spoke."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext

from bot.inbox.inbox import Job
from bot.slack.handling.questions import MOST_UNDONE, QUESTION, answer, may_follow_up, show_status
from bot.slack.handling.threads import from_a_person
from bot.slack.inquiry import incoming
from bot.slack.jobs import sent
from bot.slack.layout import texts
from bot.slack.layout.replies import saying
from bot.slack.reception import Kinds, Reception
from bot.slack.wire.posting import Place, mark_of, post

Event = Mapping[str, Any]
GREETING = "greeting"
_TAKEN = "message "  # what the keys of messages begin with
# All other subtypes are edits, joins and the like, which ask nothing.
_ASKING_SUBTYPES = (None, "file_share", "thread_broadcast")


def register(app: App, reception: Reception) -> None:
    def message(event: dict[str, Any], context: BoltContext) -> None:
        take_message(reception, event, context.bot_user_id or "")

    def joined(body: dict[str, Any], event: dict[str, Any], context: BoltContext) -> None:
        if event.get("user") == context.bot_user_id:
            reception.inbox.take(key_of(body), GREETING, {"channel": event["channel"], "since": event.get("event_ts")})

    # The same message may come as both; whichever is first is answered.
    app.event("message")(message)
    app.event("app_mention")(message)
    app.event("member_joined_channel")(joined)


def kinds(reception: Reception) -> Kinds:
    async def greet(job: Job) -> None:
        place = Place(job.payload["channel"], since=job.payload["since"] or "0")

        async def tell(reply: Any) -> str:
            mark = mark_of(job.key)
            return await post(reception.sender, reception.client, place, reply, mark, perhaps_posted=job.resumed)

        await sent(job, tell, saying(texts.GREETING))

    return {QUESTION: lambda job: answer(reception, job), GREETING: greet}


def take_message(reception: Reception, event: Event, bot_user: str) -> bool:
    """Takes the message if it may ask the bot something; false where it does not, or was taken before."""
    if not from_a_person(event, bot_user) or event.get("subtype") not in _ASKING_SUBTYPES:
        return False
    channel, ts, user = str(event["channel"]), str(event["ts"]), str(event["user"])
    mentions = incoming.mentioned(event.get("text") or "")
    direct = event.get("channel_type") == "im" or channel.startswith("D")
    addressed = direct or bot_user in mentions or event.get("type") == "app_mention"
    if not addressed and not may_follow_up(reception, event, mentions):
        return False
    thread = str(event.get("thread_ts") or ts)
    ahead, over = _ahead(reception, user), reception.inbox.undone(user) >= MOST_UNDONE
    payload = {
        "channel": channel, "ts": ts, "thread": thread, "user": user, "text": event.get("text") or "", "direct": direct,
        "files": bool(event.get("files")), "addressed": addressed, "bot": bot_user,
        "ours": event.get("parent_user_id") == bot_user, "over": over, "ahead": ahead,
        "team": str(event.get("team") or ""),
    }  # fmt: skip
    # A follow-up waits for what is before it in its thread; in a direct message there is one conversation.
    lane = "" if over else (channel if direct else f"{channel} {thread}")
    new = reception.inbox.take(f"{_TAKEN}{channel} {ts}", QUESTION, payload, who=user, lane=lane, order=ts)
    if new and addressed and not over:
        show_status(reception, payload, ahead)
    return new


def _ahead(reception: Reception, user: str) -> int:
    """How many questions are before one that is taken now. Those just taken may not have come to their pool yet."""
    taken = reception.inbox.undone_of(_TAKEN)
    return max(reception.asking.ahead(user), taken if taken >= reception.asking.hands else 0)


def key_of(body: Event) -> str:
    """An event's id, with its time: a workspace that is started anew, as a mock one can be, gives its ids again."""
    return f"event {body.get('event_id')} {body['event'].get('event_ts')}"
