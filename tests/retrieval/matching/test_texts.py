"""A sentence as the cross-encoder reads it: whose it is, of what article and month, and what stands before it."""

import pytest

from retrieval.matching.texts import held_by, in_context, month_of
from retrieval.types import Actor, ActorKind

BREL = Actor("Ona Brel", ActorKind.PERSON, speaks_for="Tarsia", role="Harbour Minister")


@pytest.mark.parametrize(
    ("sentence", "holder", "read"),
    [
        ("The dam must go.", None, "The dam must go."),
        ("The dam must go.", BREL, "Harbour Minister Ona Brel, Tarsia: The dam must go."),
        ("“It must go,” Brel said.", BREL, "Harbour Minister Ona Brel, Tarsia: “It must go,” Brel said."),
        ("Tarsia’s minister, Brel, said so.", BREL, "Tarsia’s minister, Brel, said so."),
        ("The dam must go.", Actor("Tarsia", ActorKind.STATE), "Tarsia: The dam must go."),
        ("The  dam\nmust go.", Actor("Ona Brel", ActorKind.PERSON), "Ona Brel: The dam must go."),
    ],
)
def test_what_the_sentence_does_not_say_of_its_holder_stands_before_it(
    sentence: str, holder: Actor | None, read: str
) -> None:
    assert held_by(sentence, holder) == read


def test_title_month_and_what_stood_before_come_behind() -> None:
    assert (
        in_context("Brel: No.", "A dam", "Mar 2024", "She was asked.") == "Brel: No. [A dam, Mar 2024] She was asked."
    )
    assert in_context("Brel: No.", "", "", "She was asked.") == "Brel: No."
    assert in_context("A dam", "A dam", "Mar 2024", "") == "A dam"


@pytest.mark.parametrize(
    ("day", "month"), [("2024-03-22", "Mar 2024"), ("2024-03", "Mar 2024"), ("2024", "2024"), ("", ""), (None, "")]
)
def test_a_day_is_read_as_its_month(day: str | None, month: str) -> None:
    assert month_of(day) == month
