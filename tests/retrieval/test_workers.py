from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.workers import spread

PARENT = """
import os, time
from retrieval.workers import pool

if __name__ == "__main__":
    with pool(2) as workers:
        waiting = [workers.submit(time.sleep, 0.2) for _ in range(2)]
        [one.result() for one in waiting]
        print(*workers._processes, flush=True)
        time.sleep(600)
"""


def alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z"  # nobody may be there to hear that it ended
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_workers_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    path = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=path) as parent:
        assert parent.stdout is not None
        workers = [int(number) for number in parent.stdout.readline().split()]
        assert workers
        assert all(map(alive, workers))
        parent.send_signal(signal.SIGKILL)
    while any(map(alive, workers)):  # the test's own time limit ends this
        time.sleep(0.05)


def in_a_group_of_its_own(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    script = folder / "parent.py"
    script.write_text(program)
    path = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    return subprocess.run(
        [sys.executable, script], capture_output=True, text=True, env=path, start_new_session=True, check=False
    )


STOPPED_WHILE_STARTING = """
import os, signal, time
from retrieval.workers import PROCESSES

class StopsUs:  # as if Ctrl+C came while the process is told what to do
    def __reduce__(self):
        os.killpg(os.getpgrp(), signal.SIGINT)
        return (str, ("all of it",))

def say(what):
    print("told", what, flush=True)

if __name__ == "__main__":
    process = PROCESSES.Process(target=say, args=(StopsUs(),))
    try:
        process.start()
        time.sleep(600)
    except KeyboardInterrupt:
        print("stopped", flush=True)
        process.join()
"""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows has no process groups to stop")
def test_ctrl_c_waits_until_a_process_is_started(tmp_path: Path) -> None:
    done = in_a_group_of_its_own(STOPPED_WHILE_STARTING, tmp_path)
    assert sorted(done.stdout.split("\n")) == ["", "stopped", "told all of it"]
    assert done.stderr == ""


CTRL_C_AT_ONCE = """
import os, signal
from retrieval.workers import pool

if __name__ == "__main__":
    with pool(1) as workers:
        try:
            waiting = workers.submit(abs, -1)
            os.killpg(os.getpgrp(), signal.SIGINT)  # as a terminal does, to all of a group
            waiting.result()
        except KeyboardInterrupt:
            print(waiting.result())
"""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows has no process groups to stop")
def test_ctrl_c_is_for_the_one_that_started_them(tmp_path: Path) -> None:
    done = in_a_group_of_its_own(CTRL_C_AT_ONCE, tmp_path)
    assert (done.stdout, done.stderr) == ("1\n", "")


def whose(number: int) -> tuple[int, int]:
    return number, os.getpid()


def test_many_jobs_are_spread_in_order_and_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def jobs() -> Iterator[int]:
        for number in range(200):
            taken.append(number)
            yield number

    found = spread(whose, jobs(), processes=2, few=2)
    first = next(found)
    assert len(taken) < 50
    made = [first, *found]
    assert [number for number, _ in made] == list(range(200))
    assert os.getpid() not in {process for _, process in made}


def test_for_a_few_jobs_no_process_is_started() -> None:
    assert list(spread(whose, range(3), processes=2, few=3)) == [(number, os.getpid()) for number in range(3)]
