"""The two shortcuts: “Who holds this position?” on a message, and “Ask Positions” from anywhere."""

from __future__ import annotations

from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.slack import incoming, texts
from bot.slack.context_view import View, window
from bot.slack.escaping import one_line
from bot.slack.failures import attempt
from bot.slack.inquiries import Inquiry
from bot.slack.limits import cut
from bot.slack.parts import plain_text
from bot.slack.posting import respond_to
from bot.slack.reception import Reception
from bot.slack.replies import Reply, saying
from bot.slack.windows import TITLE, fill, opened, tell_directly, waiting

ASK = "ask_positions"
WHO = "who_holds_this"
FIELD = "question"
MOST = 3_000

Body = dict[str, Any]


def register(app: App, reception: Reception) -> None:
    def who(ack: Ack, body: Body, respond: Respond, client: WebClient) -> None:
        ack()
        tell = partial(respond_to, respond, client, body["channel"]["id"], body["user"]["id"])
        said = incoming.question(body["message"].get("text") or "")
        reception.work.submit(attempt, lambda: tell(who_holds(reception, said, body["channel"]["id"])), tell)

    def ask(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        attempt(lambda: opened(client, body, ask_view(reception.desk.examples())), partial(tell_directly, client, body))

    def submit(ack: Ack, view: Body, client: WebClient) -> None:
        shown = waiting()
        ack(response_action="update", view=shown)
        asked = view["state"]["values"].get(FIELD, {}).get(FIELD, {}).get("value") or ""
        reception.work.submit(answer_in_window, reception, client, shown["external_id"], asked)

    app.message_shortcut(WHO)(who)
    app.global_shortcut(ASK)(ask)
    app.view(ASK)(submit)


def who_holds(reception: Reception, said: str, channel: str) -> Reply:
    if not said:
        return saying(texts.EMPTY_MESSAGE)
    return reception.private(Inquiry("ask", f"Who holds this position: “{cut(said, 1_000)}”?", channel=channel))


def answer_in_window(reception: Reception, client: WebClient, external_id: str, asked: str) -> None:
    """Fills the window with the answer, or with what went wrong."""

    def tell(reply: Reply) -> None:
        fill(client, external_id, window(TITLE, reply.blocks))

    attempt(lambda: tell(reception.in_modal(Inquiry("ask", incoming.question(asked)))), tell)


def ask_view(examples: tuple[str, ...]) -> View:
    hint = cut(f"For example: {one_line(examples[0])}", 150) if examples else "Ask where somebody stands."
    typed = {"type": "plain_text_input", "action_id": FIELD, "max_length": MOST, "focus_on_load": True}
    field = {"type": "input", "block_id": FIELD, "label": plain_text("Your question"), "hint": plain_text(hint)}
    return {**window(TITLE, [{**field, "element": typed}]), "callback_id": ASK, "submit": plain_text("Ask")}
