from __future__ import annotations

from datetime import date

import pytest

from bot.questions import read_one
from bot.questions.asking import asks_everybody, asks_of, in_full
from bot.types import Kind, Question
from tests.bot.written_library import WrittenLibrary


@pytest.mark.parametrize(
    ("focus", "kind", "actors", "topic", "full"),
    [
        ("What does Arvia want?", Kind.POSITION, ("Arvia",), "", "What does Arvia want?"),
        ("Does Arvia want the dam", Kind.POSITION, ("Arvia",), "dam", "Does Arvia want the dam"),
        ("summarise what Arvia wants", Kind.POSITION, ("Arvia",), "", "summarise what Arvia wants"),
        ("timeline of Arvia", Kind.TIMELINE, ("Arvia",), "", "What does Arvia say?"),
        ("Arvia's position on the dam", Kind.POSITION, ("Arvia",), "dam", "What does Arvia say about dam?"),
        ("compare Arvia and Belmark", Kind.COMPARISON, ("Arvia", "Belmark"), "", "How do Arvia and Belmark differ?"),
        ("how did the dam change over time?", Kind.TIMELINE, (), "dam", "how did the dam change over time?"),
        ("list all positions on the dam", Kind.WHO, (), "dam", "Who says what about dam?"),
        ("who agrees with whom on the dam?", Kind.WHO, (), "dam", "Who supports and who opposes dam?"),
        ("dam", Kind.FACT, (), "dam", "dam"),
    ],
)
def test_notes_and_orders_are_looked_up_as_questions(
    focus: str, kind: Kind, actors: tuple[str, ...], topic: str, full: str
) -> None:
    assert in_full(Question(text=focus, focus=focus, kind=kind, actors=actors, topic=topic)) == full


def test_what_changed_since_a_day_is_what_happened() -> None:
    library = WrittenLibrary({"a.txt": "The dam is wet."})
    since = read_one("what changed on the dam since May?", library, date(2031, 6, 15))
    assert (since.since, in_full(since)) == ("2031-05-01", "What happened to dam?")


def test_everybody_is_asked_for_by_a_list_not_by_who() -> None:
    def asked(focus: str) -> bool:
        return asks_everybody(Question(text=focus, focus=focus, kind=Kind.WHO, topic="dam"))

    assert asked("list everybody's position on the dam")
    assert asked("who disagrees with whom on the dam?")
    assert asked("who wants the dam and who doesn't?")
    assert not asked("who wants the dam?")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("What does Arvia demand?", True),
        ("Why do the hauliers refuse?", True),
        ("What is Arvia's position on the dam?", True),
        ("Has Foreign Minister Oda Lind agreed?", True),
        ("Arvia on the dam?", True),
        ("How did management react to Arvia's vote?", False),
        ("What does Oda Lind's daughter say?", False),
        ("What do the miners want from Arvia?", False),
        ("Does anyone in Arvia agree?", False),
        ("Did Arvia ever vote on the dam?", False),
        ("Will Arvia reject the dam?", True),
        ("Does Arvia still want the dam?", True),
        ("Why do the miners think Arvia will pay?", False),
    ],
)
def test_whose_own_words_are_asked_for(text: str, asked: bool) -> None:
    library = WrittenLibrary({})
    library.know("Arvia")
    library.know("Oda Lind", role="foreign minister")
    actor = next(name for name in ("Oda Lind", "Arvia", "hauliers") if name in text)
    assert asks_of(Question(text=text, actors=(actor,)), actor, library) is asked
