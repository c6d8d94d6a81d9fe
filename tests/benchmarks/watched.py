"""A program, watched: the processor's seconds and the memory of it and of all the processes that it starts (Linux)."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_EVERY = 5.0  # seconds between two looks, which cost something themselves; a shorter peak is not seen
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Spent:
    """`cpu` is user's and system's time; `mebibytes` the peak of all processes together, shared pages counted once."""

    wall: float = 0.0
    cpu: float = 0.0
    mebibytes: float = 0.0

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.wall + other.wall, self.cpu + other.cpu, max(self.mebibytes, other.mebibytes))


def watched(command: Sequence[str], look: Callable[[Spent], None] = lambda _: None) -> tuple[str, Spent]:
    """What the command printed, and what it cost; `look` is told now and then what it has cost so far."""
    began, before, peak = time.perf_counter(), _of_children(), 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        while True:
            used, memory = _used(run.pid)
            peak = max(peak, memory)
            look(Spent(time.perf_counter() - began, used, peak))
            try:
                printed, _ = run.communicate(timeout=_EVERY)
                break
            except subprocess.TimeoutExpired:
                continue
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, command)
    return printed, Spent(time.perf_counter() - began, _of_children() - before, peak)


def _of_children() -> float:
    """Of those that have ended, and of theirs."""
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def _used(pid: int) -> tuple[float, float]:
    """The processor's seconds until now and the mebibytes of now, of a process and all that it has started."""
    cpu = memory = 0.0
    for each in _tree(pid):
        try:
            fields = (_PROC / str(each) / "stat").read_text().rpartition(")")[2].split()
            told = (_PROC / str(each) / "smaps_rollup").read_text().splitlines()
        except OSError:  # it has ended
            continue
        cpu += sum(map(int, fields[11:15])) / _TICKS  # its own and of those of its children that have ended
        memory += sum(int(line.split()[1]) for line in told if line.startswith("Pss:")) / 1024
    return cpu, memory


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        threads = list((_PROC / str(pid) / "task").iterdir())
        children = [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _tree(child)
