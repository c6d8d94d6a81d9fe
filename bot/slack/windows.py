"""Opens windows in time. Slack gives three seconds, so this is never queued behind an answer that takes long."""

from __future__ import annotations

import logging
import time
import uuid
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack import texts
from bot.slack.context_view import View, saying_view
from bot.slack.posting import post
from bot.slack.replies import Reply
from retrieval.errors import PositionsError

logger = logging.getLogger(__name__)

TITLE = "Positions"
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)  # seconds
_LATE = ("expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged", "invalid_trigger_id")

Body = dict[str, Any]


def opened(client: WebClient, body: Body, view: View) -> None:
    """Opens the window, on top of the one in which a button was pressed if it was in one."""
    show = client.views_push if body.get("view", {}).get("type") == "modal" else client.views_open
    try:
        show(trigger_id=body["trigger_id"], view=view)
    except SlackApiError as error:
        if error.response.get("error") in _LATE:
            raise PositionsError("Slack gave up waiting before I could open the window.", "Press it again.") from error
        raise


def waiting() -> View:
    """A window that says that the answer is coming; `fill` finds it by its external id."""
    return {**saying_view(TITLE, texts.WORKING), "external_id": uuid.uuid4().hex}


def fill(client: WebClient, external_id: str, view: View) -> None:
    """Shows `view` in the waiting window.

    A window that answers a submission exists for Slack only once the acknowledgement has arrived, and an answer can be
    faster than that: filling it is tried again until it is there. A person may also have closed it by now.
    """
    for pause in _PAUSES:
        try:
            client.views_update(external_id=external_id, view=view)
            return
        except SlackApiError as error:
            if error.response.get("error") != "not_found":
                raise
            time.sleep(pause)
    logger.info("The window was closed before its answer came")


def tell_directly(client: WebClient, body: Body, reply: Reply) -> None:
    """Tells a person where there is no message to answer under: in their conversation with the bot."""
    post(client, body["user"]["id"], reply)
