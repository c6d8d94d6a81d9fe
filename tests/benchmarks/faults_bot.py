"""The bot as it is served, with a desk that repeats what it is asked; `faults.py` starts it, kills it and stops it."""

from __future__ import annotations

import logging
import random
import re
import sys
import time
from contextlib import nullcontext

from bot.cli.doing.serving import serve_bot
from bot.settings import read_settings
from bot.types import Answer
from retrieval.errors import PositionsError
from tests.bot.slack.fake_desk import DEMAND, FakeDesk, answered

_CASE = re.compile(r"case \d+")


def answer(question: str) -> Answer:
    """The case that is asked for, after as long as a question takes."""
    time.sleep(random.uniform(0.01, 0.15))
    found = _CASE.search(question)
    return answered(DEMAND.model_copy(update={"text": f"Ruritania says so in {found[0] if found else question}"}))


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.WARNING)
    desk = FakeDesk().on("case", answer)
    try:
        sys.exit(serve_bot(read_settings(None), lambda _: nullcontext(desk)))
    except PositionsError as error:  # Slack failed before anything was served: whoever starts it tries again
        sys.exit(str(error))


if __name__ == "__main__":
    main()
