"""Opens windows in time. Slack gives three seconds, so this is never queued behind an answer that takes long."""

from __future__ import annotations

from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.context_view import View
from bot.slack.posting import post
from bot.slack.replies import Reply
from retrieval.errors import PositionsError

_LATE = ("expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged")

Body = dict[str, Any]


def opened(client: WebClient, body: Body, view: View) -> str:
    """Opens the window, on top of the one in which a button was pressed if it was in one; returns its id."""
    show = client.views_push if body.get("view", {}).get("type") == "modal" else client.views_open
    try:
        return str(show(trigger_id=body["trigger_id"], view=view)["view"]["id"])
    except SlackApiError as error:
        if error.response.get("error") in _LATE:
            raise PositionsError("Slack gave up waiting before I could open the window.", "Press it again.") from error
        raise


def tell_directly(client: WebClient, body: Body, reply: Reply) -> None:
    """Tells a person where there is no message to answer under: in their conversation with the bot."""
    post(client, body["user"]["id"], reply)
