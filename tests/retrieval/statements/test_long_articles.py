"""What an article of an unusual shape costs grows with its length, not with its square. The limits are generous."""

from __future__ import annotations

import time

import pytest

from retrieval.articles.details import describe
from retrieval.articles.sentences import sentences
from retrieval.grammar.parsing import Parser
from retrieval.statements.transcripts import body, transcribe
from retrieval.types import Article


def test_a_run_of_marks_is_one_mark() -> None:
    began = time.process_time()
    text = f"Contents\nChapter one {'.' * 100_000} 7\nThe end.\n"
    assert [span.of(text) for span in sentences(text)][-1] == "The end."
    assert time.process_time() - began < 3


def test_whom_an_article_cites_is_looked_up_once() -> None:
    began = time.process_time()
    text = "A headline stands here\n\n" + "".join(f"According to Ab{i}, it rained. " for i in range(10_000))
    assert describe(text, "a.txt").wire is None
    assert describe(text + "He told the Ab77 so.", "a.txt").wire == "Ab77"
    assert time.process_time() - began < 20


def test_rows_are_looked_up_where_they_stand(parser: Parser) -> None:
    """Seconds for what comes after the parse: an article of 300 pages used to take a minute for them."""
    from retrieval.attribution.reading import read

    text = "".join(
        f"“The dam of Tarn {i} is safe,” Minister Ona Brel said. Okoro warned that the lake would rise.\n"
        for i in range(400)
    )
    spans = body(text)
    reading = read(text, spans, parser)
    began = time.process_time()
    made = transcribe(Article("a.txt", text, ""), spans, reading)
    assert len(made.rows) >= 400
    assert time.process_time() - began < 5


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-02", "9999-12-31"])
def test_a_day_that_nothing_was_printed_on_stops_nothing(day: str, parser: Parser) -> None:
    from retrieval.attribution.reading import read

    said = "Minister Ona Brel said on Sunday that it is safe. It was two weeks ago, he said."
    text = f"The dam is safe\n\nPublished: {day}\n\n{said}\n"
    spans = body(text)
    transcribe(Article("a.txt", text, ""), spans, read(text, spans, parser))
    published = describe(text, "a.txt").published
    assert published is None
