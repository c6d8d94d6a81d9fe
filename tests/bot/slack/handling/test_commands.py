"""The slash commands, as a person types them."""

import threading

import pytest
from slack_bolt import BoltRequest

from bot.types import Answer
from tests.bot.slack.fake_desk import DEMAND, answered
from tests.bot.slack.running import Office
from tests.bot.slack.showing import elements, seen
from tests.bot.slack.wire.test_posting import general


def shown(room: Office, line: str) -> str:
    assert room.people.command(line)["ok"]
    return seen(room.ephemeral()["blocks"])


def test_ask_is_answered_to_the_asker_alone(room: Office) -> None:
    assert room.people.command("/ask What does Ruritania demand?")["ok"]
    message = room.ephemeral()
    assert seen(message["blocks"]).startswith("You asked: What does Ruritania demand?\nRuritania demands free passage")
    room.settled()
    assert room.people.messages("general") == []
    assert {button["action_id"] for button in elements(message["blocks"], "button")} == {
        "show_in_context",
        "wrong_speaker",
        "share",
    }
    assert elements(message["blocks"], "feedback_buttons")


def test_positions(room: Office) -> None:
    text = shown(room, "/positions strelsau")
    assert "Ruritania: positions by issue" in text
    assert "the strait\nRuritania demands free passage" in text


def test_positions_on_an_issue(room: Office) -> None:
    text = shown(room, "/positions Ruritania on the toll")
    assert "the strait" not in text
    assert "the toll\nRuritania – We will not pay" in text


def test_compare_is_a_table(room: Office) -> None:
    room.people.command("/compare Ruritania vs Borduria")
    message = room.ephemeral()
    table = elements(message["blocks"], "table")[0]
    assert [cell["text"] for cell in table["rows"][0]] == ["Issue", "Ruritania", "Borduria"]
    assert ("compare", "Ruritania", "Borduria", "") in room.desk.history


def test_compare_on_an_issue(room: Office) -> None:
    room.people.command("/compare Ruritania vs. Borduria on the toll")
    room.ephemeral()
    assert ("compare", "Ruritania", "Borduria", "the toll") in room.desk.history


def test_timeline(room: Office) -> None:
    assert "differs from what was said before" in shown(room, "/timeline Ruritania on the strait")


def test_sources(room: Office) -> None:
    assert "3 articles, 2 different stories" in shown(room, "/sources")


def test_one_source(room: Office) -> None:
    assert "Publisher: The Daily Strelsau" in shown(room, "/sources strait.txt")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/ask", "There is no question in that."),
        ("/ask :tada:", "There is no question in that."),
        ("/positions", "That command needs an actor. Name an actor, for example /positions ACTOR"),
        ("/compare Ruritania", "A comparison needs two actors."),
        ("/timeline on the toll", "That command needs an actor."),
        ("/positions Syldavia", "No article mentions “Syldavia”. Ask about Ruritania, Borduria."),
        ("/sources nothing.txt", "No article is called “nothing.txt”."),
    ],
)
def test_what_cannot_be_looked_up_is_answered_with_what_can(room: Office, line: str, sentence: str) -> None:
    assert sentence in shown(room, line)


def test_a_hostile_question_is_repeated_harmlessly(room: Office) -> None:
    room.people.command("/positions <!channel> <https://evil.example|x> *y*")
    message = room.ephemeral()
    assert "*y*" in seen(message["blocks"])
    assert "evil.example" not in message["text"]


def test_a_replayed_command_is_known(room: Office) -> None:
    """The same bytes once more, as whoever recorded a signed request could send them within five minutes."""
    known = room.people.state()
    sent = {
        "command": "/ask", "text": "What does Ruritania demand?", "trigger_id": "12.34.replayed", "team_id": "T1",
        "user_id": known["users"][0]["id"], "channel_id": general(room),
    }  # fmt: skip
    for _ in range(3):
        assert room.app.dispatch(BoltRequest(body=sent, mode="socket_mode")).status == 200
    room.settled()
    assert [call[0] for call in room.desk.history].count("ask") == 1
    assert len(room.people.ephemerals("general")) == 1


def test_commands_are_acknowledged_while_all_hands_are_busy(room: Office) -> None:
    release = threading.Event()

    def slow(question: str) -> Answer:
        release.wait(20)
        return answered(DEMAND)

    room.desk.on("slow", slow)
    try:
        for number in range(9):  # the office has four hands
            assert room.people.command(f"/ask slow {number}")["ok"]
        assert room.people.ephemerals("general") == []
    finally:
        release.set()
    room.ephemeral(number=9)
