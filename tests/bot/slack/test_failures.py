import logging
import re
from collections.abc import Awaitable, Callable
from types import SimpleNamespace

import pytest

from bot.slack.failures import sentence_of
from bot.slack.jobs import sent
from bot.slack.layout.replies import Reply, saying
from retrieval.errors import PositionsError


def test_our_own_errors_are_told_as_they_are() -> None:
    assert sentence_of(PositionsError("It is so.", "Do that.")) == "It is so. Do that."


def test_an_unexpected_error_is_told_by_an_id_that_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        try:
            failing(KeyError(" ".join(("inner", "detail"))))
        except KeyError as error:
            told = sentence_of(error)
    incident = re.search(r"id ([0-9a-f]{6})", told)
    assert incident
    assert incident.group(1) in caplog.text
    assert "KeyError" in caplog.text
    assert "in failing" in caplog.text
    assert "inner detail" not in caplog.text + told  # it may be what somebody wrote


async def test_where_even_telling_fails_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def step(name: str, work: Callable[[], Awaitable[object]]) -> object:
        return await work()

    async def tell(reply: Reply) -> None:
        failing(OSError(" ".join(("what", "was", "said"))))

    job = SimpleNamespace(step=step)
    with caplog.at_level(logging.INFO):
        assert await sent(job, tell, saying("An answer.")) is None  # type: ignore[arg-type]
    assert "Could not tell the person" in caplog.text
    assert "OSError" in caplog.text
    assert "what was said" not in caplog.text
    assert "An answer" not in caplog.text


def failing(error: Exception) -> None:
    raise error
