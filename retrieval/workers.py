"""Processes beside this one: each is started whole, and ends with the one that started it, however that ends.

A process that is started reads from a pipe what it is to do. Whoever is stopped in the middle of writing that leaves a
process that complains on the terminal; so nothing stops anybody while a process is being started.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection, parent_process, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, NoReturn

_STARTING = threading.Lock()  # held while a process is being started by this one


def pool(processes: int, first: Callable[[], None] | None = None) -> ProcessPoolExecutor:
    """To be used in a `with`. What it is given must be importable; `first` is called once in each process."""
    return ProcessPoolExecutor(processes, mp_context=PROCESSES, initializer=_begin, initargs=(first,))


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
