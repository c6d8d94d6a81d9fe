"""What is proposed to be asked is answered, in English, and of several kinds."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from bot.desks.reading_desk import ReadingDesk
from bot.types import Answer, Reason
from bot.views.suggestions import TRIES, candidates, suggest
from bot.writers.extractive import ExtractiveWriter
from retrieval.types import Act, Polarity
from tests.bot.written_library import WrittenLibrary

TEXT = (
    "The Esk League demands a lower toll. The Esk League says the toll is a burden. Arvia rejects the toll. "
    "Arvia says the toll is unfair. Arvia wants a new bridge. Nobody from the Esk League sang."
)


@pytest.fixture
def library() -> WrittenLibrary:
    written = WrittenLibrary({"a.txt": TEXT})
    written.know("Esk League")
    written.know("Arvia")
    written.say("a.txt", "Esk League", "a lower toll", act=Act.DEMAND, polarity=Polarity.FOR, issue="toll")
    written.say("a.txt", "Esk League", "the toll is a burden", issue="toll")
    written.say("a.txt", "Arvia", "rejects the toll", act=Act.REJECT, polarity=Polarity.AGAINST, issue="toll")
    written.say("a.txt", "Arvia", "the toll is unfair", issue="toll")
    return written


def answered(question: str) -> Answer:
    return Answer(question=question, status="answered")


def test_the_questions_are_english_and_of_several_kinds(library: WrittenLibrary) -> None:
    assert set(candidates(library)) == {
        "What has the Esk League said about the toll?",
        "What has Arvia said about the toll?",
        "How do Arvia and the Esk League differ on the toll?",
        "Who says what about the toll?",
    }
    assert len({question.split()[0:2][-1] for question in islice(candidates(library), 3)}) == 3


def test_only_what_is_answered_is_proposed(library: WrittenLibrary) -> None:
    def ask(question: str) -> Answer:
        if "differ" in question:
            return Answer(question=question, status="abstained", reason=Reason.NO_EVIDENCE)
        if "Who" in question:
            return Answer(question=question, status="answered", reason=Reason.ONLY_OTHERS_SAY)
        return Answer(question=question, status="answered", probability=0.3 if "Arvia" in question else 0.9)

    assert suggest(library, ask) == ("What has the Esk League said about the toll?",)


def test_the_questions_are_about_several_issues_and_actors() -> None:
    text = "".join(
        f"{who} wants the {what}. {who} likes the {what}. " for what in ("dam", "toll") for who in ("Arvia", "Belmark")
    )
    written = WrittenLibrary({"a.txt": text, "b.txt": "The dockers have come. The dockers are tired."})
    for who in ("Arvia", "Belmark"):
        written.know(who)
        for what in ("dam", "toll"):
            for verb, day in (("wants", "2031-04-02"), ("likes", "2031-04-09")):
                written.say("a.txt", who, f"{verb} the {what}", issue=what, act=Act.DEMAND, said=day)
    assert list(islice(candidates(written), 4)) == [
        "What has Arvia said about the dam?",
        "How do Arvia and Belmark differ on the toll?",
        "How has Belmark's position on the dam changed?",
        "What does Arvia demand?",
    ]


def test_of_many_it_is_asked_in_the_plural() -> None:
    written = WrittenLibrary({"a.txt": "Dockers want rest. Dockers are tired. Dockers want pay."})
    written.know("Dockers")
    for words in ("want rest", "want pay"):
        written.say("a.txt", "Dockers", words, act=Act.DEMAND, issue="work")
    assert "What do Dockers demand?" in set(candidates(written))


def test_few_are_tried_and_four_at_most_proposed() -> None:
    text = " ".join(f"Arvia wants dam {n}. Arvia likes dam {n}. Belmark wants dam {n}." for n in range(20))
    written = WrittenLibrary({"a.txt": text})
    for who in ("Arvia", "Belmark"):
        written.know(who)
        for number in range(20):
            for _ in range(2):
                written.say("a.txt", who, f"dam {number}.", act=Act.DEMAND, issue=f"dam {number}")
    asked: list[str] = []

    def ask(question: str) -> Answer:
        asked.append(question)
        return Answer(question=question, status="abstained", reason=Reason.NO_EVIDENCE)

    assert suggest(written, ask) == ()
    assert len(asked) == TRIES
    assert len(suggest(written, answered)) == 4


def test_the_desk_proposes_what_it_answers(library: WrittenLibrary) -> None:
    desk = ReadingDesk(library, ExtractiveWriter(), ExtractiveWriter(), lambda: date(2031, 1, 1))
    proposed = desk.examples()
    assert proposed
    assert all(desk.ask(question).status == "answered" for question in proposed)
    assert desk.examples() is proposed


def test_nothing_is_proposed_about_nothing() -> None:
    assert suggest(WrittenLibrary({"a.txt": "It rained."}), answered) == ()
