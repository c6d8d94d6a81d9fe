"""The two shortcuts: “Who holds this position?” on a message, and “Ask Positions” from anywhere."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.inbox.inbox import Job
from bot.slack.blocks.context_view import View, window
from bot.slack.handling.commands import answer_privately, tell
from bot.slack.handling.windows import TITLE, fill, open_window, waiting
from bot.slack.inquiry import incoming
from bot.slack.inquiry.inquiries import Inquiry
from bot.slack.jobs import looked_up, sent
from bot.slack.layout import texts
from bot.slack.layout.escaping import one_line
from bot.slack.layout.limits import cut
from bot.slack.layout.parts import plain_text
from bot.slack.layout.replies import Reply, saying
from bot.slack.reception import Kinds, Reception
from bot.slack.wire.posting import mark_of

ASK = "ask_positions"
WHO = "who_holds_this"
SUBMITTED = "submitted"
FIELD = "question"
MOST = 3_000

Body = dict[str, Any]


def register(app: App, reception: Reception) -> None:
    def who(ack: Ack, body: Body) -> None:
        user = body["user"]["id"]
        payload = {"text": incoming.question(body["message"].get("text") or ""), "user": user, "thread": None}
        payload |= {"channel": body["channel"]["id"], "url": body.get("response_url")}
        reception.inbox.take(f"trigger {body['trigger_id']}", WHO, payload, who=user)
        ack()

    def ask(ack: Ack, body: Body) -> None:
        payload = {"trigger": body["trigger_id"], "user": body["user"]["id"], "over": False}
        reception.inbox.take(f"trigger {body['trigger_id']}", ASK, payload, who=payload["user"])
        ack()

    def submit(ack: Ack, body: Body, view: Body) -> None:
        key = f"trigger {body.get('trigger_id') or view['id']} {view.get('hash')}"
        asked = view["state"]["values"].get(FIELD, {}).get(FIELD, {}).get("value") or ""
        payload = {"text": incoming.question(asked), "window": mark_of(key)}
        reception.inbox.take(key, SUBMITTED, payload, who=body["user"]["id"])
        ack(response_action="update", view=waiting(payload["window"]))

    app.message_shortcut(WHO)(who)
    app.global_shortcut(ASK)(ask)
    app.view(ASK)(submit)


def kinds(reception: Reception) -> Kinds:
    async def who(job: Job) -> None:
        if said := job.payload["text"]:
            asked = f"Who holds this position: “{cut(said, 1_000)}”?"
            await answer_privately(reception, job, Inquiry("ask", asked, channel=job.payload["channel"]))
        else:
            await sent(job, lambda reply: tell(reception, job, reply), saying(texts.EMPTY_MESSAGE))

    async def ask(job: Job) -> None:
        await open_window(reception, job, lambda: ask_view(reception.desk.examples()))

    async def submitted(job: Job) -> None:
        await answer_in_window(reception, job, job.payload["text"], job.payload["window"])

    return {WHO: who, ASK: ask, SUBMITTED: submitted}


async def answer_in_window(reception: Reception, job: Job, asked: str, external_id: str) -> None:
    """Fills the window with the answer, or with what went wrong."""
    reply = await looked_up(job, reception.asking, lambda: reception.in_modal(Inquiry("ask", asked)))
    assert reply is not None

    async def show(reply: Reply) -> None:
        await fill(reception, external_id, window(TITLE, reply.blocks))

    await sent(job, show, reply)


def ask_view(examples: tuple[str, ...]) -> View:
    hint = cut(f"For example: {one_line(examples[0])}", 150) if examples else "Ask where somebody stands."
    typed = {"type": "plain_text_input", "action_id": FIELD, "max_length": MOST, "focus_on_load": True}
    field = {"type": "input", "block_id": FIELD, "label": plain_text("Your question"), "hint": plain_text(hint)}
    return {**window(TITLE, [{**field, "element": typed}]), "callback_id": ASK, "submit": plain_text("Ask")}
