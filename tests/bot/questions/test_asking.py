from __future__ import annotations

import pytest

from bot.questions.asking import asks_everybody, in_full
from bot.types import Kind, Question


@pytest.mark.parametrize(
    ("focus", "kind", "actors", "topic", "full"),
    [
        ("What does Arvia want?", Kind.POSITION, ("Arvia",), "", "What does Arvia want?"),
        ("Does Arvia want the dam", Kind.POSITION, ("Arvia",), "dam", "Does Arvia want the dam"),
        ("summarise what Arvia wants", Kind.POSITION, ("Arvia",), "", "summarise what Arvia wants"),
        ("timeline of Arvia", Kind.TIMELINE, ("Arvia",), "", "What does Arvia say?"),
        ("Arvia's position on the dam", Kind.POSITION, ("Arvia",), "dam", "What does Arvia say about dam?"),
        ("compare Arvia and Belmark", Kind.COMPARISON, ("Arvia", "Belmark"), "", "How do Arvia and Belmark differ?"),
        ("list all positions on the dam", Kind.WHO, (), "dam", "Who says what about dam?"),
        ("who agrees with whom on the dam?", Kind.WHO, (), "dam", "Who supports and who opposes dam?"),
        ("dam", Kind.FACT, (), "dam", "dam"),
    ],
)
def test_notes_and_orders_are_looked_up_as_questions(
    focus: str, kind: Kind, actors: tuple[str, ...], topic: str, full: str
) -> None:
    assert in_full(Question(text=focus, focus=focus, kind=kind, actors=actors, topic=topic)) == full


def test_everybody_is_asked_for_by_a_list_not_by_who() -> None:
    def asked(focus: str) -> bool:
        return asks_everybody(Question(text=focus, focus=focus, kind=Kind.WHO, topic="dam"))

    assert asked("list everybody's position on the dam")
    assert asked("who disagrees with whom on the dam?")
    assert not asked("who wants the dam?")
