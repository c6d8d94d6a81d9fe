from __future__ import annotations

import pytest

from retrieval.layout.normal_form import normal_form
from retrieval.types import Span


@pytest.mark.parametrize(
    ("lead", "before"),
    [
        ("Union leader Hanna Dorn demands:", "Union leader Hanna Dorn demands: "),
        ("The company has offered:", "The company has offered: "),
        ("The union's demands are:", "The union demands: "),
        ("The drivers’ demands:", "The drivers demands: "),
        ("The union presented its demands on Monday:", "It demands: "),
        ("The drivers named their offers:", "They offer: "),
    ],
)
@pytest.mark.parametrize("marks", ["--", "••", "12"])
def test_an_item_is_read_behind_the_lead(lead: str, before: str, marks: str) -> None:
    one, other = (f"{mark}." if mark.isdigit() else mark for mark in marks)
    text = f"A strike\n\n{lead}\n\n{one} a rise of nine per cent,\n{other} a seat on the board\n\nIt begins in May.\n"
    form = normal_form(text)
    assert form.text.split("\n")[3:5] == [f"{before}a rise of nine per cent.", f"{before}a seat on the board."]
    at = form.text.index("a seat")
    assert form.back(Span(at, at + 6)).of(text) == "a seat"


def test_items_of_other_lists_are_sentences_of_their_own() -> None:
    text = "What we know so far:\n• Three ministers resigned\n• The party demands a vote\n"
    assert normal_form(text).text == text
