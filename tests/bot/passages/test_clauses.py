"""The slice that a claim shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.passages.clauses import clause
from retrieval.types import Span, Statement
from tests.bot.written_library import WrittenLibrary


def library_of(text: str) -> WrittenLibrary:
    return WrittenLibrary({"a.txt": text})


def say(library: WrittenLibrary, holder: str, cue: str, quote: str, mention: str | None = None) -> Statement:
    """A row with its cue, and with a holder that may stand behind the quote."""
    library.say("a.txt", holder, quote)
    text = library.articles["a.txt"].text
    at, who = text.index(cue), text.index(mention or holder)
    row = replace(
        library.statements.pop(),
        cue_span=Span(at, at + len(cue)),
        holder_span=Span(who, who + len(mention or holder)),
    )
    library.statements.append(row)
    return row


def shown(library: WrittenLibrary, row: Statement) -> str:
    return clause(row, library).of(library.articles["a.txt"].text)


@pytest.mark.parametrize(
    ("text", "cue", "quote", "whole"),
    [
        ("Arvia rejects the claim, and Belmark left.", "rejects", "the claim", "Arvia rejects the claim"),
        ("Arvia rejects the claim.", "rejects", "the claim", "Arvia rejects the claim."),
        ("“We will go,” Arvia said.", "said", "We will go", "“We will go,” Arvia said."),
        ("“We will go,” said Arvia, angrily.", "said", "We will go", "“We will go,” said Arvia"),
        ("It is over, Arvia told reporters on Monday.", "told", "It is over", None),
        ("“It is over,” Arvia told the Herald.", "told", "It is over", None),
        (
            "It is over, Arvia told a crowd of people who had come a long way from the villages in the hills to hear "
            "her speak.",
            "told",
            "It is over",
            "It is over",
        ),
        ("Arvia welcomed the bill but not its date.", "welcomed", "the bill", None),
        ("Arvia welcomed the bill, but Belmark left.", "welcomed", "the bill", "Arvia welcomed the bill"),
    ],
)
def test_a_slice_is_whole_and_ends_cleanly(text: str, cue: str, quote: str, whole: str | None) -> None:
    library = library_of(text)
    assert shown(library, say(library, "Arvia", cue, quote)) == (whole or text)


def test_the_other_half_of_a_contrast_is_shown() -> None:
    text = "Arvia welcomed the bill but said it came too late. Belmark left."
    library = library_of(text)
    row = say(library, "Arvia", "welcomed", "the bill")
    say(library, "Arvia", "said", "it came too late")
    assert shown(library, row) == "Arvia welcomed the bill but said it came too late."


def test_somebody_elses_contrast_is_not() -> None:
    text = "Arvia welcomed the bill but Belmark said it came too late."
    library = library_of(text)
    row = say(library, "Arvia", "welcomed", "the bill")
    say(library, "Belmark", "said", "it came too late")
    assert shown(library, row) == "Arvia welcomed the bill"
