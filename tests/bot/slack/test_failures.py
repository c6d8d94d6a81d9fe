import logging
import re

import pytest

from bot.slack.failures import attempt
from bot.slack.replies import Reply
from retrieval.errors import PositionsError
from tests.bot.slack.showing import seen


def failing(error: Exception) -> None:
    raise error


def test_our_own_errors_are_told_as_they_are() -> None:
    told: list[Reply] = []
    attempt(lambda: failing(PositionsError("It is so.", "Do that.")), told.append)
    assert [seen(reply.blocks) for reply in told] == ["It is so. Do that."]


def test_an_unexpected_error_is_told_by_an_id_that_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    told: list[Reply] = []
    with caplog.at_level(logging.INFO):
        attempt(lambda: failing(KeyError(" ".join(("inner", "detail")))), told.append)
    incident = re.search(r"id ([0-9a-f]{6})", told[0].text)
    assert incident
    assert incident.group(1) in caplog.text
    assert "KeyError" in caplog.text
    assert "in failing" in caplog.text
    assert "inner detail" not in caplog.text + told[0].text  # it may be what somebody wrote


def test_where_even_telling_fails_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        attempt(lambda: failing(KeyError("first")), lambda reply: failing(OSError("second")))
    assert "KeyError" in caplog.text
    assert "OSError" in caplog.text
    assert "second" not in caplog.text
