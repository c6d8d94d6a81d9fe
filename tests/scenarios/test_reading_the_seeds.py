"""What an analyst sees who asks about the five articles: the whole way, over the wire, nothing scripted."""

from __future__ import annotations

import re

import pytest

from tests.bot.slack.running import Office
from tests.bot.slack.showing import seen


@pytest.fixture
def room(newsroom: Office) -> Office:
    return newsroom.fresh()


def ask(room: Office, question: str) -> str:
    ts = room.people.say(f"{room.mention} {question}", "general")
    return seen(room.reply("general", ts)["blocks"])


def quoted(shown: str) -> list[str]:
    return re.findall(r"“([^”]{20,})", shown)


def test_moscows_demands_are_moscows(room: Office) -> None:
    shown = ask(room, "What does Moscow demand?")
    assert "neutrality and recognition of its annexations" in shown
    assert "neutrality and a formal renunciation" in shown
    assert shown.startswith("Moscow ")
    assert "Zelensky says kyiv’s NATO membership" in shown
    assert "2 of 5 articles" in shown
    assert "full withdrawal" not in shown


def test_nobody_speaks_for_china(room: Office) -> None:
    shown = ask(room, "What does China demand?")
    assert "China" in shown
    assert "Ukraine" in shown  # what is covered instead


def test_a_comparison_in_plain_words_and_by_command_say_the_same(room: Office) -> None:
    plain = ask(room, "How do Kyiv and Moscow differ on NATO membership?")
    room.people.command("/compare Kyiv vs Moscow on NATO membership", "general")
    command = seen(room.ephemeral()["blocks"])
    assert "opposed NATO expansion" in plain
    assert quoted(plain) == quoted(command)


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("/ask What does Moscow demand?", "neutrality"),
        ("/positions Russia", "NATO expansion"),
        ("/timeline Ukraine", "15 Dec 2024"),
        ("/sources", "004_f057171bfedac61c.txt"),
        ("/sources 003_4439b956a4808baf.txt", "feasible"),
        ("/positions Zubrowka", "Zubrowka"),
        ("/compare Kyiv", "vs"),
    ],
)
def test_every_command_answers(room: Office, command: str, wanted: str) -> None:
    room.people.command(command, "general")
    assert wanted in seen(room.ephemeral()["blocks"]) + room.ephemeral()["text"]


@pytest.mark.parametrize("question", ["🙂🙂", "", "x" * 9000, "¿Qué exige Moscú?", "<!channel> & <@U000000000>"])
def test_odd_questions_get_a_friendly_word(room: Office, question: str) -> None:
    assert ask(room, question).strip()
