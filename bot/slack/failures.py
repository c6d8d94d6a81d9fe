"""Nothing fails silently: whatever goes wrong while somebody is being answered becomes a sentence to them."""

from __future__ import annotations

import logging
import secrets

from bot.slack import texts
from retrieval.errors import PositionsError

logger = logging.getLogger(__name__)


def sentence_of(error: Exception) -> str:
    """What a person is told: a `PositionsError` as it is, all else by an id.

    The id stands in the log beside the traceback, which the person does not see.
    """
    if isinstance(error, PositionsError):
        return str(error)
    incident = secrets.token_hex(3)
    logger.error("Incident %s", incident, exc_info=error)
    return texts.wrong(incident)
