"""Processes beside this one: each is started whole, and ends with the one that started it, however that ends.

A process that is started reads from a pipe what it is to do. Whoever is stopped in the middle of writing that leaves a
process that complains on the terminal; so nothing stops anybody while a process is being started.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, count, islice
from multiprocessing import connection, parent_process, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, NoReturn, TypeVar

from retrieval.memory import give_back

Given = TypeVar("Given")
Made = TypeVar("Made")
_TOGETHER = 4  # jobs that go to a process at once
_GIVE_BACK = 12  # parts after which a process gives back what they have left: a quarter of its memory
_PARTS = count(1)  # that this process has done
_STARTING = threading.Lock()  # held while a process is being started by this one


def pool(processes: int, first: Callable[[], None] | None = None) -> ProcessPoolExecutor:
    """To be used in a `with`. What it is given must be importable; `first` is called once in each process."""
    return ProcessPoolExecutor(processes, mp_context=PROCESSES, initializer=_begin, initargs=(first,))


def spread(
    work: Callable[[Given], Made], jobs: Iterable[Given], processes: int | None = None, few: int = 12
) -> Iterator[Made]:
    """What `work` makes of each job, in order; on all cores if there are more than a `few`.

    Jobs are taken as they are needed: few are in memory, however many there are. `work` must be importable.
    """
    processes = processes or _cores()
    coming = iter(jobs)
    first = list(islice(coming, few + 1))
    together = chain(first, coming)
    if processes < 2 or len(first) <= few:
        yield from map(work, together)
        return
    with pool(processes) as workers:
        waiting: deque[Future[list[Made]]] = deque()
        while part := list(islice(together, _TOGETHER)):
            waiting.append(workers.submit(_each, work, part))
            if len(waiting) > 2 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _each(work: Callable[[Given], Made], jobs: Sequence[Given]) -> list[Made]:
    made = list(map(work, jobs))
    if next(_PARTS) % _GIVE_BACK == 0:
        give_back()
    return made


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def end_with_parent(told: Connection | None = None) -> None:
    """To be called in the process that was started. A parent that is killed closes no queue, and its workers would
    wait for work for ever. It ends too when the other end of `told` is closed."""
    parent = parent_process()
    if parent is not None:
        ends = [parent.sentinel] + ([] if told is None else [told])
        threading.Thread(target=_outlive_nobody, args=(ends,), name="parent", daemon=True).start()


def leave(status: int) -> NoReturn:
    """End this process at once, whatever its threads do, but for starting another."""
    with _STARTING:
        os._exit(status)


class _Process(SpawnProcess):
    def start(self) -> None:
        with _undisturbed(), _STARTING:
            super().start()


class _Context(SpawnContext):
    Process = _Process


PROCESSES = _Context()


def _begin(first: Callable[[], None] | None) -> None:
    end_with_parent()
    if first is not None:
        first()


def _outlive_nobody(ends: list[Any]) -> None:
    connection.wait(ends)
    leave(1)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl+C and a polite kill come after what is done here; a process that is started here is spared Ctrl+C for good:
    a terminal sends it to all of a group, and whoever started it ends it."""
    if threading.current_thread() is not threading.main_thread():  # signals are raised in the main thread alone
        yield
        return
    came: list[int] = []
    handled: list[int] = [number for number in (signal.SIGINT, signal.SIGTERM) if callable(signal.getsignal(number))]
    before = {number: signal.signal(number, lambda one, _: came.append(one)) for number in handled}
    try:
        with _ctrl_c_blocked():
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number in came:
        signal.raise_signal(number)


@contextmanager
def _ctrl_c_blocked() -> Iterator[None]:
    """What is started by this thread has it blocked, too."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # where it is started on the way, it takes the block off
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
