"""What is common to all that is taken."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.inbox.inbox import Inbox, Job
from bot.inbox.pools import Pool
from bot.running.asker import Asker, asking
from bot.slack.jobs import WORKSPACE, found_in, sent_privately
from bot.slack.layout import texts
from bot.slack.layout.replies import Reply, saying


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool("test", 1)
    yield made
    made.close()


async def test_what_a_model_spends_is_whose_who_asks(pool: Pool) -> None:
    seen: list[Asker] = []

    def look() -> Reply:
        seen.append(asking.get())
        return saying("Done.")

    await found_in(Job("k", "question", {}, "U1", 1), pool, look)
    await pool.run(lambda: seen.append(asking.get()))
    assert seen == [Asker(WORKSPACE, "U1"), Asker()]


def test_what_one_person_sees_and_may_have_seen_is_not_shown_again(tmp_path: Path) -> None:
    """The first run ends between its showing and its note."""
    shown: list[str] = []
    told = threading.Event()

    def run(hangs: bool) -> None:
        inbox, gate = Inbox(tmp_path / "inbox.sqlite"), threading.Event()
        told.clear()

        async def work(job: Job) -> None:
            def show(reply: Reply) -> None:
                shown.append(reply.text)
                told.set()
                if hangs:
                    gate.wait(60)

            await sent_privately(
                job, lambda reply: inbox.pools["sending"].run(lambda: show(reply)), saying("Answer."), "/ask case 1"
            )

        inbox.handle({"asked": work})
        inbox.start()
        inbox.take("one", "asked", {})
        assert told.wait(30)
        inbox.stop(0.1 if hangs else 5)
        gate.set()

    run(hangs=True)
    run(hangs=False)
    assert shown == ["Answer.", texts.perhaps_shown("/ask case 1")]
