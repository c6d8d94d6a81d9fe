"""Nothing fails silently: whatever goes wrong while somebody is being answered becomes a sentence to them."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from bot.slack import texts
from bot.slack.replies import Reply, saying
from retrieval.errors import PositionsError

logger = logging.getLogger(__name__)


def attempt(work: Callable[[], object], tell: Callable[[Reply], object]) -> None:
    """Does the work; tells the person what went wrong with it: a `PositionsError` as it is, all else by an id.

    The id stands in the log beside the traceback, which the person does not see.
    """
    try:
        work()
    except PositionsError as error:
        _told(tell, str(error))
    except Exception:
        incident = secrets.token_hex(3)
        logger.exception("Incident %s", incident)
        _told(tell, texts.wrong(incident))


def _told(tell: Callable[[Reply], object], sentence: str) -> None:
    try:
        tell(saying(sentence))
    except Exception:
        logger.exception("Could not tell the person: %s", sentence)
