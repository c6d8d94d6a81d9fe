"""No one holds up the others: turns, limits, and what needs no model while a model hangs."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from bot.slack.handling.questions import MOST_UNDONE
from bot.types import Answer
from tests.bot.slack.fake_desk import DEMAND, answered
from tests.bot.slack.running import Office
from tests.bot.slack.showing import seen


@pytest.fixture
def gate(room: Office) -> Iterator[threading.Event]:
    """Until it is set, every question that says “slow” hangs, as with a model that does not answer."""
    held = threading.Event()

    def slow(_: str) -> Answer:
        held.wait(60)
        return answered(DEMAND)

    room.desk.on("slow", slow)
    yield held
    held.set()
    room.settled()


def hang(room: Office, count: int) -> list[str]:
    """Questions that take all hands and more."""
    asked = [room.people.say(f"{room.mention} slow {number}?") for number in range(count)]
    room.people.wait_for(lambda _: room.inbox.undone() >= count)
    return asked


def test_what_needs_no_model_is_answered_while_every_call_of_one_hangs(room: Office, gate: threading.Event) -> None:
    hang(room, 10)
    assert room.people.command("/sources")["ok"]
    assert "3 articles" in seen(room.ephemeral()["blocks"])
    assert room.people.command("/positions Ruritania")["ok"]
    assert "positions by issue" in seen(room.ephemeral(number=2)["blocks"])
    room.people.open_home()
    room.people.wait_for(lambda client: client.state()["homes"])
    room.people.shortcut("ask_positions")
    assert room.modal()["submit"]["text"] == "Ask"
    assert not gate.is_set()


def test_the_status_tells_how_many_are_before(room: Office, gate: threading.Event) -> None:
    hang(room, 7)
    room.people.wait_for(lambda _: len(room.calls("assistant.threads.setStatus")) >= 7)
    said = [call["arguments"]["status"] for call in room.calls("assistant.threads.setStatus")]
    assert any("questions are before yours." in status for status in said)
    assert not gate.is_set()


def test_others_come_between_the_questions_of_one(room: Office, gate: threading.Event) -> None:
    """By the order in which they are looked up: posting is a pool of its own, and answers may overtake there."""
    asked = hang(room, 12)
    other = "What does Ruritania demand?"
    ben = room.people.as_user("ben").say(f"{room.mention} {other}")
    asking = room.inbox.pools["asking"]
    room.people.wait_for(lambda _: asking.ahead("somebody") >= asking.hands + 2)  # both of them stand in line
    gate.set()
    room.settled()
    assert all(len(room.replies("general", ts)) == 1 for ts in (*asked, ben))
    begun = [entry[1] for entry in room.desk.history if entry[0] == "ask"]
    assert len(begun) == 13
    assert begun.index(other) < 12


def test_more_than_one_person_may_have_waiting_is_said(room: Office, gate: threading.Event) -> None:
    hang(room, MOST_UNDONE)
    ts = room.people.say(f"{room.mention} What does Ruritania demand?")
    assert "many questions waiting" in seen(room.reply("general", ts)["blocks"])
    ben = room.people.as_user("ben").say(f"{room.mention} slow too?")
    gate.set()
    assert "free passage" in seen(room.reply("general", ben)["blocks"])
