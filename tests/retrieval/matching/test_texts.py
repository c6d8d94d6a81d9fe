"""A sentence as the cross-encoder reads it: whose it is, of what article and month, and what stands before it."""

import pytest

from retrieval.matching.texts import held_by, in_context, month_of, titled
from retrieval.types import Actor, ActorKind, Day

BREL = Actor("Ona Brel", ActorKind.PERSON, speaks_for="Tarsia", role="Harbour Minister")
POPE = Actor("Pope Ferrant", ActorKind.PERSON, role="Pope")
KING = Actor("Ivo Marn", ActorKind.PERSON, role="King of Tarsia")


@pytest.mark.parametrize(
    ("sentence", "holder", "read"),
    [
        ("The dam must go.", None, "The dam must go."),
        ("The dam must go.", BREL, "Harbour Minister Ona Brel, Tarsia: The dam must go."),
        ("“It must go,” Brel said.", BREL, "Harbour Minister Ona Brel, Tarsia: “It must go,” Brel said."),
        ("Tarsia’s minister, Brel, said so.", BREL, "Tarsia’s minister, Brel, said so."),
        ("The Tarsian minister, Brel, said so.", BREL, "The Tarsian minister, Brel, said so."),
        ("The dam must go.", Actor("Tarsia", ActorKind.STATE), "Tarsia: The dam must go."),
        ("The  dam\nmust go.", Actor("Ona Brel", ActorKind.PERSON), "Ona Brel: The dam must go."),
        ("We must pray.", POPE, "Pope Ferrant: We must pray."),
        ("Marn is taking the dam.", KING, "King of Tarsia Ivo Marn: Marn is taking the dam."),
        ("The king, Marn, takes the dam.", KING, "The king, Marn, takes the dam."),
    ],
)
def test_what_the_sentence_does_not_say_of_its_holder_stands_before_it(
    sentence: str, holder: Actor | None, read: str
) -> None:
    assert held_by(sentence, holder) == read


def test_title_month_and_what_stood_before_come_behind() -> None:
    read = in_context("No.", BREL, "A dam", "Mar 2024", "She was asked.")
    assert read == "Harbour Minister Ona Brel, Tarsia: No. [A dam, Mar 2024] She was asked."
    assert in_context("No.", None, "", "", "She was asked.") == "No."
    assert in_context("A  dam", BREL, "A dam", "Mar 2024", "") == "Harbour Minister Ona Brel, Tarsia: A dam"


def test_a_vector_is_of_the_title_and_the_sentence_and_of_the_title_once() -> None:
    assert titled("A dam", "It must go.", BREL) == "A dam. Harbour Minister Ona Brel, Tarsia: It must go."
    assert titled("A " + "very " * 40 + "long dam", "A " + "very " * 40 + "long dam", None).count("long dam") == 1


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (Day("2024-03-22"), "Mar 2024"),
        (Day("2024-03-01", between=("2024-03-01", "2024-03-31")), "Mar 2024"),
        (Day("2024-01-01", between=("2024-01-01", "2024-12-31")), "2024"),
        (Day("2023-12-30", between=("2023-12-30", "2024-01-02")), ""),
        (None, ""),
    ],
)
def test_a_day_is_read_as_its_month_and_a_stretch_as_what_its_days_share(day: Day | None, month: str) -> None:
    assert month_of(day) == month
