"""What is common to all that is taken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.inbox.inbox import Job
from bot.inbox.pools import Pool
from bot.models.record import Asker, asking
from bot.slack.jobs import WORKSPACE, found_in
from bot.slack.replies import Reply, saying


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
