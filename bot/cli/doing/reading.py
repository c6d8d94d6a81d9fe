"""The desk of a bot that runs: it reads the articles, tells how far it is, and reads them again when they change."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from bot import wiring
from bot.cli.printing.progress import ProgressLine
from bot.cli.printing.terminal import visible
from bot.desk import Desk
from bot.desks.fresh_desk import FreshDesk
from bot.desks.reading_desk import ReadingDesk
from bot.settings import Settings


@contextmanager
def fresh_desk(settings: Settings) -> Iterator[Desk]:
    """A desk that reads the articles again when they change. What it leaves out is said once."""
    said: set[str] = set()

    def read() -> ReadingDesk:
        with ProgressLine() as progress:
            found = wiring.open_desk(settings, progress)
        for skipped in map(str, found.skipped):
            if skipped not in said:
                say(skipped)
            said.add(skipped)
        return found

    desk = FreshDesk(read, settings.articles, say, prepare=partial(wiring.load_readers, settings))
    try:
        yield desk
    finally:
        desk.close()


def say(text: str) -> None:
    print(visible(text), file=sys.stderr, flush=True)
