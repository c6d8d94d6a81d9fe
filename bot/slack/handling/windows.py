"""Opens windows in time. Slack gives three seconds, so this is never queued behind an answer that takes long."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from slack_sdk.errors import SlackApiError

from bot.inbox.inbox import Job
from bot.slack.blocks.context_view import View, saying_view
from bot.slack.failures import sentence_of
from bot.slack.jobs import sent
from bot.slack.layout import texts
from bot.slack.layout.replies import Reply, saying
from bot.slack.reception import Reception
from bot.slack.wire.posting import Place, mark_of, post
from retrieval.errors import PositionsError

logger = logging.getLogger(__name__)

TITLE = "Positions"
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)  # seconds
_LATE = ("expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged", "invalid_trigger_id")


async def open_window(reception: Reception, job: Job, view: Callable[[], View]) -> bool:
    """Opens the window, on top of the one in which a button was pressed; where it does not open, the person is told.

    A trigger lives for three seconds, so that after a restart all that can be said is that it is too late.
    """

    def show() -> str:
        try:
            if job.resumed:
                raise _late()
            _open(reception, job, view())
        except Exception as error:
            return sentence_of(error)
        return ""

    said = await job.step("open", lambda: reception.light.run(show, job.who))
    if said:
        await sent(job, lambda reply: tell_directly(reception, job, reply), saying(said), "tell")
    return not said


def _open(reception: Reception, job: Job, view: View) -> None:
    client = reception.client
    show = client.views_push if job.payload["over"] else client.views_open
    try:
        show(trigger_id=job.payload["trigger"], view=view)
    except SlackApiError as error:
        if error.response.get("error") in _LATE:
            raise _late() from error
        raise


def _late() -> PositionsError:
    return PositionsError("Slack gave up waiting before I could open the window.", "Press it again.")


def waiting(external_id: str) -> View:
    """A window that says that the answer is coming; `fill` finds it by its external id."""
    return {**saying_view(TITLE, texts.WORKING), "external_id": external_id}


async def fill(reception: Reception, external_id: str, view: View) -> None:
    """Shows `view` in the waiting window.

    A window that answers a submission exists for Slack only once the acknowledgement has arrived, and an answer can be
    faster than that: filling it is tried again until it is there. A person may also have closed it by now.
    """
    for pause in _PAUSES:
        try:
            await reception.sender.insist(
                "views.update", lambda: reception.client.views_update(external_id=external_id, view=view)
            )
            return
        except SlackApiError as error:
            if error.response.get("error") != "not_found":
                raise
        await asyncio.sleep(pause)
    logger.info("The window was closed before its answer came")


async def tell_directly(reception: Reception, job: Job, reply: Reply) -> str:
    """Tells a person where there is no message to answer under: in their conversation with the bot."""
    return await post(reception.sender, reception.client, Place(job.payload["user"]), reply, mark_of(job.key))
