"""Processes that read articles beside this one, and end with it, however it ends."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process


def pool(processes: int) -> ProcessPoolExecutor:
    """To be used in a `with`. What it is given must be importable."""
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=end_with_parent)


def end_with_parent() -> None:
    """To be called in the process that was started. A parent that is killed closes no queue, and its workers would
    wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_outlive_nobody, args=(parent.sentinel,), name="parent", daemon=True).start()


def _outlive_nobody(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
