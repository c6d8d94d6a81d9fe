from __future__ import annotations

import pytest

from retrieval.extraction.extracted import NotReadableError
from retrieval.extraction.pdf import pdf
from tests.retrieval.extraction import written

FIRST = ["Tarn rejects the river plan", "", written.LEAD, "The talks were the third this year and ended without a"]
SECOND = ["paper that both sides could sign.", "Vesk demanded new talks within a week."]


def test_the_text_of_all_pages_and_where_each_begins() -> None:
    found = pdf(written.pdf([FIRST, SECOND], title="Tarn rejects the river plan"))
    assert "ended without a paper that both sides could sign.\n" in found.text
    assert found.given.title == "Tarn rejects the river plan"
    assert found.given.pages == (0, found.text.index("paper that both"))
    assert found.given.published is None  # when the file was made is not when the article was printed


def test_a_line_that_goes_on_in_lower_case_is_one_with_the_next() -> None:
    lines = ["The govern-", "ment and the long-", "term plan of the government", "are one, Tarn said.", "Vesk said no."]
    assert pdf(written.pdf([lines])).text == (
        "The government and the long-term plan of the government are one, Tarn said.\nVesk said no.\n"
    )


def test_running_heads_and_page_numbers_are_left_out() -> None:
    bodies = [
        [f"Tarn said a {word} thing about the river, and the council heard it."] * 6
        for word in "first other last".split()
    ]
    pages = [["The Velmar Courier, 2 April 2031", *body, f"Page {n} of 3"] for n, body in enumerate(bodies, 1)]
    text = pdf(written.pdf(pages)).text
    assert "Courier" not in text
    assert "Page" not in text
    assert text.count("council heard it.") == 18


def test_a_title_that_the_first_page_does_not_have_is_none() -> None:
    assert pdf(written.pdf([FIRST], title="Microsoft Word - final2.doc")).given.title is None


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (written.locked(written.pdf([FIRST])), "password"),
        (written.pdf([[], []]), "ocrmypdf"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (written.pdf([FIRST])[:700], "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(raw: bytes, reason: str) -> None:
    with pytest.raises(NotReadableError, match=reason):
        pdf(raw)
