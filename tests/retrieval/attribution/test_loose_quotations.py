"""Quotations without a cue, and quotations whose marks are missing."""

from __future__ import annotations

import pytest

from retrieval.articles.sentences import sentences
from retrieval.attribution.reading import read_attributions
from retrieval.grammar.parsing import Parser
from retrieval.grammar.quotations import quotations


def held(parser: Parser, text: str) -> dict[str, str | None]:
    found = read_attributions(text, sentences(text), parser)
    return {row.quote.of(text): row.holder.of(text) if row.holder else None for row in found}


@pytest.mark.parametrize(
    ("text", "quote", "holder"),
    [
        (
            "Jonas Field defended the board. “No board in the country has a harder task.”",
            "No board in the country has a harder task",
            "Jonas Field",
        ),
        (
            '"It is late," Mira Stahl said.\n\n"We will take the ministry to court for it."',
            "We will take the ministry to court for it",
            "Mira Stahl",
        ),
        (
            "The union left. “It is late,” its president, Mira Stahl, said.\n\n“We will take the ministry to court.”",
            "We will take the ministry to court",
            "its president",
        ),
        (
            "The bridge is “the least bad of the plans”, said Jonas Field. It may “come too late for many”.",
            "It may “come too late for many",
            "Jonas Field",
        ),
        (
            "Stahl said the board had failed. The road is long.\n\n“We have asked for this for nine years.”",
            "We have asked for this for nine years",
            "Stahl",
        ),
    ],
)
def test_a_quotation_goes_to_whom_the_text_is_about(parser: Parser, text: str, quote: str, holder: str) -> None:
    assert held(parser, text)[quote] == holder


def test_a_quotation_that_is_never_closed_ends_where_it_is_said_whose_it_is() -> None:
    text = '"Nobody asked the villages, the mayor of Sund, Berit Holm, said. The road is long.'
    assert [quote.inner.of(text) for quote in quotations(text)] == ["Nobody asked the villages"]
    assert quotations('"Nobody asked the villages, and the road is long.')[0].inner.end == 49


def test_a_quotation_is_carried_over_paragraphs(parser: Parser) -> None:
    text = "“We waited,” Ulvik said. “It is over now.\n\n“The tolls will double in January.”"
    (row,) = [row for row in read_attributions(text, sentences(text), parser) if len(row.parts) == 3]
    assert row.quote.of(text).endswith("double in January")


def test_what_is_quoted_later_in_a_sentence_belongs_to_its_speaker(parser: Parser) -> None:
    text = "Asked about the toll, Stahl said she saw no need to do so but it would “depend on what the villages want”."
    said = "she saw no need to do so but it would “depend on what the villages want"
    assert held(parser, text)[said] == "Stahl"


def test_what_a_book_is_called_is_no_speech(parser: Parser) -> None:
    text = "Stahl said the road was long. A book called “A River And Its People” is out."
    assert all("River" not in quote for quote in held(parser, text))


def test_a_quoted_name_or_word_is_no_speech(parser: Parser) -> None:
    text = "Jonas Field read a book to the board. “The Long Night”"
    assert "The Long Night" not in held(parser, text)
