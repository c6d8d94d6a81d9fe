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
from contextlib import ExitStack
from itertools import islice
from multiprocessing import get_context
from typing import NoReturn

from retrieval.extraction.extracted import NotReadableError
from retrieval.extraction.kept import Outcome
from retrieval.extraction.kinds import extract

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
    with ExitStack() as stack:
        pool: ProcessPoolExecutor | None = None
        while batch := list(islice(waiting, _EACH * processes)):
            pool = pool or stack.enter_context(_pool(processes))
            for job, future in [(job, _begun(pool, job)) for job in batch]:
                try:
                    found = future.result() if future else _alone(job)
                except BrokenProcessPool:
                    pool, found = None, _alone(job)
                yield job[0], found


def _begun(pool: ProcessPoolExecutor, job: Job) -> Future[Outcome] | None:
    try:
        return pool.submit(work, job[1], job[2])
    except BrokenProcessPool:
        return None


def _alone(job: Job) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(work, job[1], job[2]).result()
        except BrokenProcessPool:
            return Outcome(reason=_DIED)


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_bounded)


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
