"""Nothing fails silently: whatever goes wrong while somebody is being answered becomes a sentence to them."""

from __future__ import annotations

import logging
import re
import secrets
import traceback

from slack_sdk.errors import SlackApiError

from bot.slack.layout import texts
from retrieval.errors import PositionsError

logger = logging.getLogger(__name__)

_CODE = re.compile(r"[a-z_]+")


def sentence_of(error: Exception) -> str:
    """What a person is told: a `PositionsError` as it is, all else by an id.

    The id stands in the log beside where it arose, which the person does not see.
    """
    if isinstance(error, PositionsError):
        return str(error)
    incident = secrets.token_hex(3)
    logger.error("Incident %s: %s", incident, described(error))
    logger.debug("Incident %s", incident, exc_info=error)
    return texts.wrong(incident)


def described(error: Exception) -> str:
    """An error for the log: its kind and where it arose. Its message may repeat what somebody wrote, so that is left
    out; only Slack's own codes are kept."""
    code = str(error.response.get("error") or "") if isinstance(error, SlackApiError) else ""
    shown = f" ({code})" if _CODE.fullmatch(code) else ""
    return f"{type(error).__name__}{shown}\n{''.join(traceback.format_tb(error.__traceback__))}"
