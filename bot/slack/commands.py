"""The slash commands. Their answers are for the one who asked, with a button that shares them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, get_args

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.slack import incoming
from bot.slack.failures import attempt
from bot.slack.inquiries import Inquiry, Kind
from bot.slack.posting import respond_to
from bot.slack.reception import Reception


def register(app: App, reception: Reception) -> None:
    for kind in get_args(Kind):
        app.command(f"/{kind}")(_command(reception, kind))


def _command(reception: Reception, kind: Kind) -> Callable[..., None]:
    def command(ack: Ack, command: dict[str, Any], respond: Respond, client: WebClient) -> None:
        ack()
        tell = partial(respond_to, respond, client, command.get("channel_id"), command["user_id"])
        inquiry = Inquiry(kind, incoming.question(command.get("text") or ""), channel=command.get("channel_id") or "")
        reception.work.submit(attempt, lambda: tell(reception.private(inquiry)), tell)

    return command
