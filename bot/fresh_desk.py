"""A desk that keeps up with its articles: files added, changed or removed while the bot runs are read by themselves."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from bot.desk import Desk
from bot.reports import Comparison, Sources, Summary, Timeline
from bot.types import Answer, Citation
from retrieval.errors import PositionsError

EVERY = 5.0  # seconds between two looks at the folder; it is read when it was the same at two looks

Mark = tuple[tuple[str, int, int], ...]
log = logging.getLogger(__name__)


def mark(folder: Path) -> Mark:
    """The files under `folder` with their times and sizes: equal as long as nobody touches them."""
    found = []
    for path in sorted(folder.rglob("*")):
        try:
            state = path.stat()
        except OSError:  # it went away between the listing and the look
            continue
        if path.is_file() and not path.name.startswith("."):
            found.append((path.relative_to(folder).as_posix(), state.st_mtime_ns, state.st_size))
    return tuple(found)


class FreshDesk:
    """`Desk` over the newest desk that `open_desk` could give; questions under way keep the one they began with."""

    def __init__(
        self, open_desk: Callable[[], Desk], folder: Path, say: Callable[[str], None], every: float = EVERY
    ) -> None:
        """Opens the first desk, and raises what that raises. `say` is told in a sentence what was read or went wrong.

        The files are marked before they are read, so that a change meanwhile is seen.
        """
        self._open, self._folder, self._say, self._every = open_desk, folder, say, every
        self._read = mark(folder)
        self._desk = open_desk()
        self._closed = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="articles", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        self._closed.set()
        self._watcher.join(timeout=60)

    def _watch(self) -> None:
        last = self._read
        while not self._closed.wait(self._every):
            now = mark(self._folder)
            if now == last and now != self._read:
                self._read = now
                self._renew()
            last = now

    def _renew(self) -> None:
        try:
            self._desk = self._open()
            count = len(self._desk.sources().articles)
            self._say(f"The articles have changed and were read again: there are {count} now.")
        except PositionsError as error:
            self._say(f"The articles have changed and cannot be read: {error} Answers come from what was read before.")
        except Exception:
            log.exception("the changed articles could not be read")
            self._say("The articles have changed and could not be read; the log says why. Start the bot again.")

    def ask(self, question: str) -> Answer:
        return self._desk.ask(question)

    def compare(self, actors: tuple[str, ...], on: str | None = None) -> Comparison:
        return self._desk.compare(actors, on)

    def of(self, actor: str, on: str | None = None) -> Summary:
        return self._desk.of(actor, on)

    def timeline(self, actor: str, on: str | None = None) -> Timeline:
        return self._desk.timeline(actor, on)

    def sources(self) -> Sources:
        return self._desk.sources()

    def paragraph(self, citation: Citation) -> tuple[str, str, str]:
        return self._desk.paragraph(citation)

    def title(self, source: str) -> str:
        return self._desk.title(source)

    def covered(self) -> tuple[str, ...]:
        return self._desk.covered()

    def examples(self) -> tuple[str, ...]:
        return self._desk.examples()
