from __future__ import annotations

from retrieval.layout.normal_form import normal_form
from retrieval.types import Span

TABLE = """Where they stand

| Party | Toll | Ferry |
|-------|:----:|-------|
| Harbour Party | Opposes the toll | Keep it |
| Green Bank | Supports a toll on lorries. | |
"""


def test_cells_are_sentences_about_their_row() -> None:
    form = normal_form(TABLE)
    assert form.text.split("\n")[4:8] == [
        "Harbour Party opposes the toll.",
        "Harbour Party keep it.",
        "Green Bank supports a toll on lorries.",
        "",
    ]
    at = form.text.index("Harbour Party keep")
    assert form.back(Span(at, at + 13)).of(TABLE) == "Harbour Party"
    at = form.text.index("opposes the toll")
    assert form.back(Span(at, at + 16)).of(TABLE) == "Opposes the toll"


def test_lines_with_bars_are_no_table() -> None:
    text = "Talor Gooch | even 72\nAbraham Ancer | even 72\n"
    assert normal_form(text).text == text
