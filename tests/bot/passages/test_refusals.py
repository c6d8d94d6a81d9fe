from __future__ import annotations

import pytest

from bot.passages.refusals import declines


@pytest.mark.parametrize(
    "text",
    [
        "declined to comment on the lake",
        "refused to say whether it would pay",
        "has not yet replied",
        "didn’t respond to requests for comment",
        "would not be drawn",
    ],
)
def test_saying_that_one_will_not_say(text: str) -> None:
    assert declines(text)


@pytest.mark.parametrize("text", ["declined the offer", "refused to sign", "did not accept the comment", "commented"])
def test_refusing_something_else_is_a_position(text: str) -> None:
    assert not declines(text)


def test_who_goes_on_has_said_something() -> None:
    assert not declines("would not be drawn on pay, but the tunnel must wait")
    assert declines("declined to comment, but did not confirm it either")
