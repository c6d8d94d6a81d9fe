"""Claims shown while the answer is being written: one by one, in one message, whatever happens to the stream."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from bot.types import Answer
from bot.verifying.watching import watcher
from tests.bot.slack.fake_desk import DEMAND, REFUSAL, REJECTION, answered
from tests.bot.slack.running import Office
from tests.bot.slack.showing import seen

CLAIMS = (DEMAND, REFUSAL, REJECTION)
Message = dict[str, Any]


class Writing:
    """Tells of the claims one after the other, each when the test has looked."""

    def __init__(self) -> None:
        self.told, self.looked = threading.Semaphore(0), threading.Semaphore(0)

    def __call__(self, question: str) -> Answer:
        tell = watcher()
        for claim in CLAIMS:
            if tell is not None:
                tell(claim)
            self.told.release()
            assert self.looked.acquire(timeout=30)
        return answered(*CLAIMS, lead="Ruritania demands passage.")


def shown(message: Message) -> list[bool]:
    text = seen(message["blocks"])
    return [claim.text.removeprefix(claim.actor).strip() in text for claim in CLAIMS]


def told_one_by_one(
    room: Office, meanwhile: Callable[[], None] = lambda: None
) -> tuple[list[list[list[bool]]], list[Message]]:
    """What stood in the thread after each claim was told, and at the end."""
    writing, before = Writing(), []
    room.desk.on("passage", writing)
    ts = room.people.say(f"{room.mention} passage?")
    for _ in CLAIMS:
        assert writing.told.acquire(timeout=30)
        before.append([shown(each) for each in room.replies("general", ts) if each.get("blocks")])
        meanwhile()
        writing.looked.release()
    room.settled()
    return before, room.replies("general", ts)


def assert_whole(messages: list[Message]) -> None:
    assert len(messages) == 1
    assert all(shown(messages[0]))
    assert "Ruritania demands passage." in seen(messages[0]["blocks"])
    assert "The Daily Strelsau" in seen(messages[0]["blocks"])


def test_claims_are_streamed_and_the_answer_takes_their_place(room: Office) -> None:
    before, messages = told_one_by_one(room)
    assert before == [[[True, False, False]], [[True, True, False]], [[True, True, True]]]
    assert_whole(messages)
    assert len(room.calls("chat.startStream")) == 1
    assert not room.calls("chat.postMessage")


def test_a_workspace_without_streams_gets_a_message_that_is_updated(room: Office) -> None:
    room.people.fault("api_error", method="chat.startStream", error="unknown_method", count=None)
    before, messages = told_one_by_one(room)
    assert before == [[[True, False, False]], [[True, True, False]], [[True, True, True]]]
    assert_whole(messages)


def test_a_stream_that_dies_is_gone_on_with(room: Office) -> None:
    before, messages = told_one_by_one(room, lambda: room.people.advance(400))
    assert before == [[[True, False, False]], [[True, True, False]], [[True, True, True]]]
    assert_whole(messages)


def test_a_stream_that_takes_no_more_is_gone_on_with(room: Office) -> None:
    room.people.fault("api_error", method="chat.appendStream", error="msg_too_long")
    before, messages = told_one_by_one(room)
    assert before[-1] == [[True, True, True]]
    assert_whole(messages)


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream", "chat.update"])
def test_an_unclear_failure_doubles_nothing(room: Office, method: str) -> None:
    room.people.fault("error_after", method=method, status=503)
    _, messages = told_one_by_one(room)
    assert_whole(messages)


def test_a_limited_stream_shows_the_rest_later(room: Office) -> None:
    room.people.fault("rate_limit", method="chat.appendStream", seconds=0)
    before, messages = told_one_by_one(room)
    assert before[0] == [[True, False, False]]
    assert before[2] == [[True, True, True]]
    assert_whole(messages)


def test_what_is_said_among_people_is_not_streamed(room: Office) -> None:
    first = room.people.say(f"{room.mention} demand?")
    room.settled()
    heard: list[object] = []

    def aside(question: str) -> Answer:
        heard.append(watcher())
        return answered(REJECTION)

    room.desk.on("toll", aside)
    room.people.say("And the toll?", thread_ts=first)
    room.settled()
    assert heard == [None]
