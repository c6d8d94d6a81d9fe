"""A desk that keeps up with its articles: files added, changed or removed while the bot runs are read by themselves."""

from __future__ import annotations

import logging
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.desk import Desk
from bot.reports import Comparison, HolderEvidence, IssueList, Sources, Summary, Timeline
from bot.types import NO_CONTEXT, Answer, Citation, Context
from retrieval.articles.folder import told
from retrieval.errors import DamagedIndexError, OvertakenIndexError, PositionsError

EVERY = 5.0  # seconds between two looks at the folder; it is read when it was the same at two looks
LONGEST = 300.0  # seconds until what could not be read is tried again; the pause doubles up to it

Mark = tuple[tuple[str, int, int], ...]
_DAMAGED: Mark = (("", 0, 0),)  # no folder looks like this
log = logging.getLogger(__name__)


class ClosingDesk(Desk, Protocol):
    def close(self) -> None:
        """Let go of files and connections."""
        ...

    def count(self) -> int:
        """How many articles it reads."""
        ...


def mark(folder: Path) -> Mark:
    """The files that the folder is read from, with their times and sizes: equal as long as nobody touches them."""
    found = []
    for path in told(folder):
        try:
            state = path.stat()
        except OSError:  # it went away between the listing and the look
            continue
        if stat.S_ISREG(state.st_mode):
            found.append((path.relative_to(folder).as_posix(), state.st_mtime_ns, state.st_size))
    return tuple(found)


class _Held:
    """A desk, and how many questions it is answering."""

    def __init__(self, desk: ClosingDesk) -> None:
        self.desk, self.questions, self.retired = desk, 0, False


@dataclass
class _Now:
    """The newest desk and the files that it was read from, which desks for single folders share."""

    held: _Held
    read: Mark


class FreshDesk:
    """`Desk` over the newest desk that `open_desk` could give; questions under way keep the one they began with.

    A desk is closed when a newer one has taken its place and the last of its questions has its answer.
    """

    def __init__(
        self,
        open_desk: Callable[[], ClosingDesk],
        folder: Path,
        say: Callable[[str], None],
        every: float = EVERY,
        prepare: Callable[[], None] = lambda: None,
    ) -> None:
        """Opens the first desk, and raises what that raises. `say` is told in a sentence what was read or went wrong;
        `prepare` loads what reading needs, while files that have changed may still be changing.

        The files are marked before they are read, so that a change meanwhile is seen.
        """
        self._open, self._folder, self._say, self._every, self._prepare = open_desk, folder, say, every, prepare
        read = mark(folder)
        self._lock = threading.Lock()
        self._now = _Now(_Held(open_desk()), read)
        self._part: str | None = None  # the only folder that is looked into
        self._closed = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="articles", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        self._closed.set()
        self._watcher.join(timeout=60)
        self._retire(self._now.held)

    def _watch(self) -> None:
        """Look, and read what has settled; what could not be read is tried again, more and more seldom."""
        last, failed, blind = self._now.read, None, False
        pause = due = 0.0
        while not self._closed.wait(self._every):
            try:
                now = mark(self._folder)
            except Exception:
                log.exception("the articles folder could not be looked through")
                if not blind:
                    self._say("I cannot see whether articles have changed; the log says why. I go on trying.")
                blind = True
                continue
            blind = False
            settled, last = now == last, now
            if now == self._now.read:
                failed = None
            elif not settled:
                self._prepare()
            elif now != failed or time.monotonic() >= due:
                if self._renew(quiet=now == failed):
                    self._now.read, failed = now, None
                else:
                    pause = min(2 * pause, LONGEST) if now == failed else self._every
                    due, failed = time.monotonic() + pause, now

    def _renew(self, quiet: bool) -> bool:
        """Whether the articles could be read. What went wrong is said once for a state of the folder, then `quiet`."""
        trouble = None
        try:
            held = _Held(self._open())
            count = held.desk.count()
        except PositionsError as error:
            trouble = f"The articles have changed and cannot be read: {error}"
        except Exception:
            log.exception("the changed articles could not be read")
            trouble = "The articles have changed and could not be read; the log says why."
        if trouble is not None:
            if not quiet:
                self._say(f"{trouble} Answers come from what was read before; I go on trying.")
            return False
        with self._lock:
            before, self._now.held = self._now.held, held
        self._retire(before)
        self._say(f"The articles have changed and were read again: there are {count} now.")
        return True

    def _retire(self, held: _Held) -> None:
        with self._lock:
            done = not held.retired and not held.questions
            held.retired = True
        if done:
            held.desk.close()

    @contextmanager
    def _newest(self) -> Iterator[Desk]:
        with self._lock:
            held = self._now.held
            held.questions += 1
        try:
            yield held.desk if self._part is None else held.desk.within(self._part)
        except (DamagedIndexError, OvertakenIndexError):  # read as if the articles had changed
            self._now.read = _DAMAGED
            raise
        finally:
            with self._lock:
                held.questions -= 1
                done = held.retired and not held.questions
            if done:
                held.desk.close()

    def within(self, folder: str) -> FreshDesk:
        """Looks into one folder of whatever desk is the newest by then."""
        found = copy(self)
        found._part = folder
        return found

    def ask(self, question: str, context: Context = NO_CONTEXT) -> Answer:
        with self._newest() as desk:
            return desk.ask(question, context)

    def compare(self, actors: tuple[str, ...], on: str | None = None) -> Comparison:
        with self._newest() as desk:
            return desk.compare(actors, on)

    def of(self, actor: str, on: str | None = None) -> Summary:
        with self._newest() as desk:
            return desk.of(actor, on)

    def timeline(self, actor: str, on: str | None = None) -> Timeline:
        with self._newest() as desk:
            return desk.timeline(actor, on)

    def issues(self) -> IssueList:
        with self._newest() as desk:
            return desk.issues()

    def sources(self) -> Sources:
        with self._newest() as desk:
            return desk.sources()

    def paragraph(self, citation: Citation) -> tuple[str, str, str]:
        with self._newest() as desk:
            return desk.paragraph(citation)

    def holder(self, citation: Citation) -> HolderEvidence:
        with self._newest() as desk:
            return desk.holder(citation)

    def title(self, source: str) -> str:
        with self._newest() as desk:
            return desk.title(source)

    def covered(self) -> tuple[str, ...]:
        with self._newest() as desk:
            return desk.covered()

    def examples(self) -> tuple[str, ...]:
        with self._newest() as desk:
            return desk.examples()
