"""Extraction in processes of their own, with bounds: a hostile file can take neither memory, nor time, nor us with it.

A process that dies takes the files with it that were under way; each is tried once more, alone, and named if it kills
its process again. Concession: where the system cannot bound a process (Windows), only dying is caught.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import NoReturn

from retrieval.extraction.extracted import NotReadableError
from retrieval.extraction.kept import Outcome
from retrieval.extraction.kinds import extract
from retrieval.workers import pool

SECONDS = 60.0  # of one processor for one file
BYTES = 3_000_000_000  # of address space for a process
_EACH = 4  # files that wait for each process
_TOO_LONG = "skipped, it takes too long to read; save its text as .txt"
_TOO_LARGE = "skipped, it takes too much memory to read; save its text as .txt"
_DIED = "skipped, reading it broke the program that extracts its text; save its text as .txt"

Job = tuple[str, bytes, str]  # (key, a file's bytes, its suffix)


def extract_many(jobs: Iterable[Job]) -> Iterator[tuple[str, Outcome]]:
    """(key, outcome) of every job, in order; the bytes of few files are held at a time."""
    waiting, processes = iter(jobs), os.cpu_count() or 1
    with Workers(processes) as workers:
        while batch := list(islice(waiting, _EACH * processes)):
            for job, future in [(job, workers.begin(job[1], job[2])) for job in batch]:
                yield job[0], workers.end(job[1], job[2], future)


class Workers:
    """So many processes, begun when they are first needed, and begun anew when one of them dies."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def extract(self, raw: bytes, suffix: str) -> Outcome:
        return self.end(raw, suffix, self.begin(raw, suffix))

    def begin(self, raw: bytes, suffix: str) -> Future[Outcome] | None:
        if self._pool is None:
            self._pool = pool(self._processes, _bounded)
        try:
            return self._pool.submit(work, raw, suffix)
        except BrokenProcessPool:
            return None

    def end(self, raw: bytes, suffix: str, begun: Future[Outcome] | None) -> Outcome:
        """The outcome; of a file that was under way when a process died, by a process that has nothing else to do."""
        try:
            if begun is not None:
                return begun.result()
        except BrokenProcessPool:
            if self._pool is not None:
                self._pool.shutdown(wait=False)
            self._pool = None
        with pool(1, _bounded) as alone:
            try:
                return alone.submit(work, raw, suffix).result()
            except BrokenProcessPool:
                return Outcome(reason=_DIED)


def work(raw: bytes, suffix: str) -> Outcome:
    """What one file holds, or why nothing."""
    timed = hasattr(signal, "setitimer")
    try:
        if timed:
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
        return Outcome(tuple(extract(raw, suffix)))
    except NotReadableError as error:
        return Outcome(reason=str(error))
    except _TooLongError:
        return Outcome(reason=_TOO_LONG)
    except MemoryError:
        return Outcome(reason=_TOO_LARGE)
    except RecursionError:
        return Outcome(reason=_DIED)
    except Exception as error:  # a library's own: one file stops no other
        return Outcome(reason=f"skipped, its text could not be extracted ({type(error).__name__}); save it as .txt")
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_PROF, 0)


class _TooLongError(BaseException):
    """Not an `Exception`: libraries catch those."""


def _bounded() -> None:
    """Bound this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started us stops us
    if hasattr(signal, "SIGPROF"):
        signal.signal(signal.SIGPROF, _stop)
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    except (ImportError, ValueError, OSError):
        pass


def _stop(*_: object) -> NoReturn:
    raise _TooLongError
