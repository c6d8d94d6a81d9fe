"""Progress on standard error: a rewritten line in a terminal, a line now and then in a log, nothing for short work."""

from __future__ import annotations

import sys
import time
from types import TracebackType

QUIET_SECONDS = 0.5  # shorter work shows nothing
LINE_SECONDS = 5.0  # between two lines in a log


class ProgressLine:
    """A `retrieval.progress.Progress` that rewrites one line of a terminal."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = 0.0
        self._of: tuple[str, float, int] = ("", 0.0, 0)  # the work under way, when it began, and how far it was then
        self._open = False

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._open:
            sys.stderr.write("\n" if kind else "\r\033[K")
            sys.stderr.flush()
            self._open = False

    def clear(self) -> None:
        """Make room for a line of output; the next progress is shown below it."""
        if self._open:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
            self._open = False

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        waiting = total == 0
        if what != self._of[0]:
            self._of = what, now, done
        if now - self._began < QUIET_SECONDS and not waiting:
            return
        text = f"{what} …" if waiting else f"{what}: {done} of {total}{self._left(now, done, total)}"
        if sys.stderr.isatty():
            if waiting or done == total or now - self._shown > 0.1:
                sys.stderr.write(f"\r\033[K{text}")
                sys.stderr.flush()
                self._open, self._shown = True, now
        elif waiting or now - self._shown > LINE_SECONDS:
            print(text, file=sys.stderr, flush=True)
            self._shown = now

    def _left(self, now: float, done: int, total: int) -> str:
        """How long it takes yet, once that can be told."""
        _, began, before = self._of
        if now - began < LINE_SECONDS or done <= before:
            return ""
        seconds = (now - began) / (done - before) * (total - done)
        return f", about {seconds / 60:.0f} min left" if seconds >= 90 else f", about {seconds:.0f} s left"
