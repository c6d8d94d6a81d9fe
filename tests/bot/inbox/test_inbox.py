"""What was taken is done once, whatever comes between."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import SQLAlchemyError

from bot.inbox.inbox import KEPT, Inbox, InboxClosedError, Job
from retrieval.errors import PositionsError


class Worker:
    """Notes what was done; `gate` holds a step back."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.attempts: list[int] = []
        self.changed = threading.Condition()
        self.gate = threading.Event()
        self.gate.set()
        self.pool: Any = None

    async def work(self, job: Job) -> None:
        name = job.payload["name"]
        self.attempts.append(job.attempts)
        first = await job.step("first", lambda: self._note(f"first {name}"))
        await job.step("second", lambda: self._note(f"second {name} after {first}"))

    async def _note(self, text: str) -> str:
        def note() -> None:
            if text.startswith("second"):
                self.gate.wait(20)
            with self.changed:
                self.done.append(text)
                self.changed.notify_all()

        await self.pool.run(note)
        return text.split()[1]

    def wait(self, wanted: Callable[[list[str]], bool]) -> list[str]:
        with self.changed:
            assert self.changed.wait_for(lambda: wanted(self.done), 60)
            return list(self.done)


@contextmanager
def inbox(path: Path, worker: Worker, seconds: float = 5, lasting: str = "") -> Iterator[Inbox]:
    running = Inbox(path)
    worker.pool = running.pools["light"]
    running.handle({"note": worker.work})
    if lasting:
        running.keep_last(lasting)
    running.start()
    try:
        yield running
    finally:
        running.stop(seconds)


def test_a_thing_is_done_once_and_known_after_a_restart(tmp_path: Path) -> None:
    worker = Worker()
    for turn in range(2):
        with inbox(tmp_path / "inbox.sqlite", worker) as running:
            assert running.take("a", "note", {"name": "a"}) is (turn == 0)
            assert not running.take("a", "note", {"name": "a"})
            worker.wait(lambda done: len(done) == 2)
    assert worker.done == ["first a", "second a after a"]


def test_a_step_that_was_done_is_not_done_again_after_a_restart(tmp_path: Path) -> None:
    worker = Worker()
    worker.gate.clear()
    with inbox(tmp_path / "inbox.sqlite", worker, seconds=0.1) as running:
        running.take("a", "note", {"name": "a"})
        worker.wait(lambda done: len(done) == 1)
    later = Worker()
    with inbox(tmp_path / "inbox.sqlite", later) as running:
        assert later.wait(lambda done: len(done) == 1) == ["second a after a"]
        assert running.undone("") <= 1
    worker.gate.set()
    assert later.attempts == [2]


def test_in_one_lane_one_follows_the_other_after_a_restart_too(tmp_path: Path) -> None:
    worker = Worker()
    worker.gate.clear()
    with inbox(tmp_path / "inbox.sqlite", worker, seconds=0.1) as running:
        for name in "bac":
            running.take(name, "note", {"name": name}, lane="thread", order=name)
        worker.wait(lambda done: len(done) == 1)
    later = Worker()
    with inbox(tmp_path / "inbox.sqlite", later) as running:
        running.take("d", "note", {"name": "d"}, lane="thread", order="d")
        done = later.wait(lambda done: len(done) >= 7)
    assert [text for text in done if text.startswith("second")] == [f"second {name} after {name}" for name in "abcd"]
    worker.gate.set()


def test_what_is_old_is_forgotten_but_for_the_last_of_what_lasts(tmp_path: Path) -> None:
    path, worker = tmp_path / "inbox.sqlite", Worker()
    with inbox(path, worker) as running:
        for key in ("mark 1", "mark 2", "other"):
            running.take(key, "note", {"name": "a"})
            while running.undone():  # the test's own time limit ends this
                time.sleep(0.01)
    with closing(sqlite3.connect(path)) as database, database:
        age = "UPDATE workflow_status SET created_at = created_at - :ms, completed_at = completed_at - :ms"
        database.execute(age, {"ms": (KEPT + timedelta(days=1)) // timedelta(milliseconds=1)})
    with inbox(path, Worker(), lasting="mark ") as running:
        while running.last_key("other"):  # the test's own time limit ends this
            time.sleep(0.02)
        assert running.last_key("mark ") == "mark 2"
        assert running.take("mark 1", "note", {"name": "a"})


def test_of_many_copies_at_once_one_is_taken(tmp_path: Path) -> None:
    worker = Worker()
    with inbox(tmp_path / "inbox.sqlite", worker) as running:

        async def all_at_once() -> list[bool]:
            row = ("note", {"name": "a"}, "", "", "1")
            return await asyncio.gather(*(running._take("a", row) for _ in range(20)))

        assert sum(running.on_loop(all_at_once())) == 1
        worker.wait(lambda done: len(done) == 2)


def test_of_many_copies_that_cannot_be_written_none_is_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "inbox.sqlite"
    with inbox(path, Worker()) as running:
        with closing(sqlite3.connect(path)) as database:
            full = "CREATE TRIGGER full BEFORE INSERT ON workflow_status BEGIN SELECT RAISE(ABORT, 'full'); END"
            database.execute(full)
            database.commit()

        async def all_at_once() -> list[Any]:
            row = ("note", {"name": "a"}, "", "", "1")
            return await asyncio.gather(*(running._take("a", row) for _ in range(5)), return_exceptions=True)

        assert all(isinstance(each, SQLAlchemyError) for each in running.on_loop(all_at_once()))


def test_nothing_is_taken_once_it_is_being_stopped(tmp_path: Path) -> None:
    with inbox(tmp_path / "inbox.sqlite", Worker()) as running:
        running.close()
        with pytest.raises(InboxClosedError):
            running.take("a", "note", {"name": "a"})


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    worker = Worker()
    with inbox(tmp_path / "inbox.sqlite", worker) as running:
        running.take("a", "note", {"name": "a"})
        modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("inbox.sqlite*")}
    assert modes == {0o600}


@pytest.mark.parametrize("how", ["garbage", "cut", "flipped"])
def test_a_damaged_one_is_put_aside_and_a_new_one_takes_what_comes(tmp_path: Path, how: str) -> None:
    path, worker = tmp_path / "inbox.sqlite", Worker()
    with inbox(path, worker) as running:
        for number in range(40):
            running.take(f"key{number}", "note", {"name": "x" * 500})
        worker.wait(lambda done: len(done) == 80)
    content = path.read_bytes()
    broken = {
        "garbage": b"garbage " * 9_000,
        "cut": content[: len(content) // 2],
        "flipped": b"".join(
            bytes([byte ^ 0x55]) if at % 700 == 699 else bytes([byte]) for at, byte in enumerate(content)
        ),
    }
    for name in (".broken", ".broken2"):
        path.write_bytes(broken[how])
        with inbox(path, Worker()) as running:
            assert running.take("later", "note", {"name": "later"})
        assert (tmp_path / f"inbox.sqlite{name}").read_bytes() == broken[how]


def test_a_place_that_cannot_be_written_is_named_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(PositionsError, match=r"cannot be written.+INBOX_URL"):
        Inbox(tmp_path / "file" / "inbox.sqlite").start()


def test_work_that_fails_ends_and_holds_up_nobody(tmp_path: Path) -> None:
    worker = Worker()
    with inbox(tmp_path / "inbox.sqlite", worker) as running:
        running.take("bad", "note", {}, lane="thread", order="1")
        running.take("good", "note", {"name": "good"}, lane="thread", order="2")
        worker.wait(lambda done: len(done) == 2)


def test_an_error_of_the_database_says_nothing_of_what_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "inbox.sqlite"
    inbox = Inbox(path)
    inbox.start()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TRIGGER full BEFORE INSERT ON workflow_status BEGIN SELECT RAISE(ABORT, 'full'); END")
        database.commit()
    with pytest.raises(SQLAlchemyError) as caught:
        inbox.take("one", "work", {"text": "a question"})
    inbox.stop()
    assert "a question" not in str(caught.value)
    assert not inbox.undone()
