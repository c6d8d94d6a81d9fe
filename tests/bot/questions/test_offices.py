"""Who is called by an office, where only a sentence tells whose it is."""

from __future__ import annotations

import pytest

from bot.questions.names import named
from bot.questions.offices import asks_an_office
from tests.bot.written_library import WrittenLibrary

TEXT = (
    "Ona Brel, the lawyer for Northgate, called the letter a napkin. "
    "The opposition health spokesman, Alan Teague, accused her of hiding. "
    "A judge said that Rolf Voss was late. The harbour pilot Ada Lund and the harbour pilot Jon Vey came."
)


@pytest.fixture
def library() -> WrittenLibrary:
    written = WrittenLibrary({"a.txt": TEXT})
    written.know("Northgate")
    for name in ("Ona Brel", "Alan Teague", "Rolf Voss", "Ada Lund", "Jon Vey"):
        written.know(name, role="person")
    return written


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("What does the lawyer for Northgate say?", ["Ona Brel"]),
        ("What does Northgate's attorney say?", ["Ona Brel"]),
        ("What does the opposition's health spokesman want?", ["Alan Teague"]),
        ("What does the opposition's defence spokesman want?", []),
        ("What does the judge say?", []),  # nothing tells which
        ("What does a lawyer for Northgate say?", ["Northgate"]),
        ("What do the lawyers for Northgate say?", ["Northgate"]),
        ("What does the harbour captain say?", []),
    ],
)
def test_a_person_is_meant_by_what_one_sentence_calls_her(
    text: str, actors: list[str], library: WrittenLibrary
) -> None:
    assert [actor.name for actor, _ in named(text, library).actors] == actors


def test_an_office_that_is_asked_is_nobody_named_beside_it(library: WrittenLibrary) -> None:
    for text, asked in (
        ("What does the captain say about Northgate?", True),
        ("What does the captain of Northgate say?", False),
        ("What does Northgate say about the captain?", False),
    ):
        spans = [span for _, span in library.actors_in(text)[0]]
        assert asks_an_office(text, spans, library) is asked
