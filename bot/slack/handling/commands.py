"""The slash commands. Their answers are for the one who asked, with a button that shares them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from slack_bolt import Ack, App

from bot.inbox.inbox import Job
from bot.slack.inquiry import incoming
from bot.slack.inquiry.inquiries import Inquiry, Kind
from bot.slack.jobs import looked_up, sent_privately
from bot.slack.layout.replies import Reply
from bot.slack.reception import Kinds, Reception, title_of
from bot.slack.wire.posting import respond_to

COMMAND = "command"


def register(app: App, reception: Reception) -> None:
    for kind in get_args(Kind):
        app.command(f"/{kind}")(_command(reception, kind))


def _command(reception: Reception, kind: Kind) -> Callable[..., None]:
    def command(ack: Ack, command: dict[str, Any]) -> None:
        text = incoming.question(command.get("text") or "")
        take_command(reception, command, COMMAND, {"kind": kind, "text": text})
        ack()

    return command


def take_command(reception: Reception, command: Mapping[str, Any], kind: str, asked: Mapping[str, str]) -> None:
    """Takes what a command asks, with who asked it and where an answer may go."""
    user = str(command["user_id"])
    payload = {
        **asked, "user": user, "thread": None, "channel": command.get("channel_id"), "url": command.get("response_url"),
    }  # fmt: skip
    reception.inbox.take(f"trigger {command['trigger_id']}", kind, payload, who=user)


def kinds(reception: Reception) -> Kinds:
    async def work(job: Job) -> None:
        given = job.payload
        inquiry = Inquiry(given["kind"], given["text"], channel=given["channel"] or "")
        await answer_privately(reception, job, inquiry)

    return {COMMAND: work}


async def answer_privately(reception: Reception, job: Job, inquiry: Inquiry) -> None:
    """Answers to the one who asked alone."""
    reply = await looked_up(job, reception.pool(inquiry), lambda: reception.private(inquiry))
    assert reply is not None
    await sent_privately(job, lambda reply: tell(reception, job, reply), reply, title_of(inquiry))


async def tell(reception: Reception, job: Job, reply: Reply) -> None:
    """Shows the one who did something with the bot what came of it, where it was done."""
    given = job.payload
    await respond_to(
        reception.sender, reception.client, given["url"], given["channel"], given["user"], reply, given["thread"]
    )
