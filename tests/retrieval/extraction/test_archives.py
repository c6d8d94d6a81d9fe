"""Word files and e-books."""

from __future__ import annotations

import pytest

from retrieval.extraction.books import book
from retrieval.extraction.extracted import NotReadableError
from retrieval.extraction.word import word
from tests.retrieval.extraction import written


def test_a_word_file_with_a_table_between_its_paragraphs() -> None:
    raw = written.word(
        ["Tarn rejects the plan", written.LEAD], [["Party", "View"], ["Harbour Party", "Against"]], "Tarn", "Ona Rell"
    )
    found = word(raw)
    assert found.text.startswith(f"Tarn rejects the plan\n\n{written.LEAD}\n\n| Party | View |\n| Harbour Party | Ag")
    assert (found.given.title, found.given.author, found.given.published) == ("Tarn", "Ona Rell", None)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (written.bomb(), "unpacks to more"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (b"PK\x03\x04 no zip", "damaged"),
        (written.book(["<p>a</p>"]), "damaged"),
        (written.word([]), "no text"),
    ],
)
def test_a_word_file_that_cannot_be_read_says_why(raw: bytes, reason: str) -> None:
    with pytest.raises(NotReadableError, match=reason):
        word(raw)


def test_a_book_in_the_order_of_its_chapters() -> None:
    chapters = ["<h1>The river</h1><div><p>It was <em>cold</em>.</p></div>", "<script>x()</script><p>It froze.</p>"]
    found = book(written.book(chapters, "The River Papers", "3000-01-01"))
    assert found.text == "The river\n\nIt was cold.\n\nIt froze.\n"
    assert (found.given.title, found.given.published) == ("The River Papers", None)
    assert "3000-01-01" in str(found.remark)


def test_a_book_that_cannot_be_read_says_why() -> None:
    with pytest.raises(NotReadableError, match="damaged"):
        book(written.word(["a"]))
