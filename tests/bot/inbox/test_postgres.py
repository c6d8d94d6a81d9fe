"""Several bots over one Postgres: what one has taken no other does, and what it left it does itself."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

BOT = """
import asyncio, sys, time
from bot.inbox.inbox import Inbox

host, url, file, count, seconds = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), float(sys.argv[5])
inbox = Inbox(url, host=host)

def note(key):
    with open(file, "a") as lines:
        lines.write(f"{host} {key}\\n")

async def work(job):
    await job.step("note", lambda: inbox.pools["light"].run(lambda: note(job.key)))
    await asyncio.sleep(seconds)
    await job.step("again", lambda: inbox.pools["light"].run(lambda: note(job.key + "-end")))

inbox.handle({"asked": work})
inbox.start()
print("started", flush=True)
sys.stdin.readline()
lane = "one" if seconds else ""
print(sum(inbox.take(f"key{number}", "asked", {"text": "a"}, lane=lane) for number in range(count)), flush=True)
sys.stdin.readline()
while inbox.undone():
    time.sleep(0.02)
inbox.stop(1)
print("done", flush=True)
"""


@pytest.fixture
def url(postgres: str, request: pytest.FixtureRequest) -> str:
    """A database of its own."""
    name = f"inbox_{abs(hash(request.node.name))}"
    with psycopg.connect(postgres, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")
    return f"{postgres.rpartition('/')[0]}/{name}"


def bot(host: str, url: str, file: Path, count: int, seconds: float = 0.0) -> subprocess.Popen[str]:
    call = [sys.executable, "-c", BOT, host, url, str(file), str(count), str(seconds)]
    return subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)


def heard(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_of_two_bots_that_are_told_the_same_one_does_it(url: str, tmp_path: Path) -> None:
    file = tmp_path / "done"
    with bot("positions-1", url, file, 20) as one, bot("positions-2", url, file, 20) as other:
        assert [heard(one), heard(other)] == ["started", "started"]
        go_on(one)
        go_on(other)
        assert int(heard(one)) + int(heard(other)) == 20
        go_on(one)
        go_on(other)
        assert [heard(one), heard(other)] == ["done", "done"]
    assert sorted(line.split()[1] for line in file.read_text().splitlines()) == everything(20)


def test_what_a_killed_bot_left_it_does_itself_and_no_other(url: str, tmp_path: Path) -> None:
    file = tmp_path / "done"
    with bot("positions-1", url, file, 3, seconds=600) as first:
        assert heard(first) == "started"
        go_on(first)
        assert heard(first) == "3"
        first.send_signal(signal.SIGKILL)
    for host in ("positions-2", "positions-1"):
        with bot(host, url, file, 3) as again:
            assert heard(again) == "started"
            go_on(again)
            assert heard(again) == "0"
            go_on(again)
            assert heard(again) == "done"
    hosts, done = zip(*(line.split() for line in file.read_text().splitlines()), strict=True)
    assert set(hosts) == {"positions-1"}
    assert sorted(set(done)) == everything(3)
    assert len(done) <= len(everything(3)) + 1  # whose outcome the kill kept from being written is done again


def everything(count: int) -> list[str]:
    return sorted(f"key{number}{end}" for number in range(count) for end in ("", "-end"))
