from __future__ import annotations

import json

import pytest

from retrieval.extraction.extracted import NotReadableError
from retrieval.extraction.rows import lines, table


def test_a_line_is_an_article_with_the_usual_fields() -> None:
    row = {
        "headline": "Tarn rejects the plan",
        "Publish_Date": "2031-04-02T10:00:00Z",
        "source": {"id": 3, "name": "The Velmar Courier"},
        "authors": ["Ona Rell", "Ivo Brandt"],
        "URL": "https://courier.example/tarn",
        "maintext": "Tarn said no.",
    }
    (found,) = lines(f"{json.dumps(row)}\n".encode())
    assert found.text == "Tarn rejects the plan\n\nTarn said no.\n"
    assert (found.part, found.given.published, found.given.publisher) == (1, "2031-04-02", "The Velmar Courier")
    assert (found.given.author, found.given.url) == ("Ona Rell, Ivo Brandt", "https://courier.example/tarn")


def test_rows_without_text_are_counted_and_the_others_read() -> None:
    found = list(lines(b'{"text": "One."}\n\n[1]\nnot json\n{"title": "x"}\n{"text": "Two."}\n'))
    assert [(one.part, one.text) for one in found] == [(1, "One.\n"), (6, "Two.\n")]
    assert found[-1].remark == "3 of 5 rows have no text and were left out (3, 4, 5)"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_with_any_mark(mark: str) -> None:
    rows = [
        "url title date text".split(),
        ["https://a.example/1", "A plan", "3 April 2031", '"Tarn said: ""No.""\nVesk agreed."'],
    ]
    (found,) = table(("\ufeff" + "\r\n".join(mark.join(row) for row in rows)).encode())
    assert found.text == 'A plan\n\nTarn said: "No."\nVesk agreed.\n'
    assert (found.given.url, found.given.published) == ("https://a.example/1", "2031-04-03")


@pytest.mark.parametrize("day", ["3000-01-01", "0031-02-30", "soon"])
def test_a_date_that_cannot_be_right_is_said_and_left_out(day: str) -> None:
    (found,) = lines(json.dumps({"text": "One.", "date": day}).encode())
    assert found.given.published is None
    assert day in str(found.remark)


@pytest.mark.parametrize("raw", [b"a,b\n1,2\n", b"text\n\n", b"\n"])
def test_a_table_without_texts_says_what_to_do(raw: bytes) -> None:
    with pytest.raises(NotReadableError, match="“text”"):
        list(table(raw))
