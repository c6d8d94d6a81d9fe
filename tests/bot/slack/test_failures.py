import re

import pytest

from bot.slack.failures import sentence_of
from retrieval.errors import PositionsError


def test_our_own_errors_are_told_as_they_are() -> None:
    assert sentence_of(PositionsError("It is so.", "Do that.")) == "It is so. Do that."


def test_an_unexpected_error_is_told_by_an_id_that_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    told = sentence_of(KeyError("inner detail"))
    incident = re.search(r"id ([0-9a-f]{6})", told)
    assert incident
    assert incident.group(1) in caplog.text
    assert "inner detail" in caplog.text
    assert "inner detail" not in told
