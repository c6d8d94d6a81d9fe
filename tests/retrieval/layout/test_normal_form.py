"""What is read comes from the file, whatever the layout: every slice has its place, and the places are in order."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.layout.edits import Edit
from retrieval.layout.normal_form import NormalForm, normal_form, plain
from retrieval.types import Span
from tests.fuzzing import examples

MARKS = "".join(map(chr, range(0x300, 0x370))) + "\u00ad\u200b\u200d\u2060\ufeff\u202e\u2066\ufe0f"
PIECES = st.sampled_from(
    '<p> </p> <br> <script> &nbsp; &#8217; &x; ** * _ ` | || --- [ ](x) > # • - : A: NAME: Mr. \r\n \n \n\n “ ” " '
    "12:05 GMT said Tarn".split(" ")
)


def read(text: str, part: str) -> str:
    """The slice of the file that a part of what is read comes from."""
    form = normal_form(text)
    at = form.text.index(part)
    return form.back(Span(at, at + len(part))).of(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Tarn said it was over.", "Tarn said it was over."),
        ("Donald\u00a0Trump and In\u00adgrid\u200b Hal\u00adden", "Donald Trump and Ingrid Halden"),
        ("Jose\u0301 Pen\u0303a o\ufb00ered \ufb01sh", "José Peña offered fish"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("Ｔａｒｎ’s 𝐁𝐫𝐞𝐥, n\u0308 and \u1112\u1161\u11ab", "Tarn’s Brel, n and 한"),
        ("See [the **plan**](http://x.org/a_(b)) and _this_ `one`.[^1]", "See the plan and this one."),
        ("A snake_case_name, 5 * 3 * 2 and **Tarn**.", "A snake_case_name, 5 * 3 * 2 and Tarn."),
        ("Fish &amp; chips &lt; &nope; 3", "Fish & chips < &nope; 3"),
        ("**Is it over?**", "**Is it over?**"),
        ("– Ona Rell", "– Ona Rell"),
    ],
)
def test_what_a_reader_sees_is_read(text: str, seen: str) -> None:
    assert normal_form(text).text == seen
    assert plain(text) == seen


def test_a_text_without_layout_is_its_own_normal_form() -> None:
    form = normal_form("“Tarn’s plan,” she said – twice.\n\nIt failed.\n")
    assert form.starts is None
    assert form.back(Span(3, 9)) == Span(3, 9)


def test_slices_lead_back_to_the_file() -> None:
    assert read("Prime\u00a0Minister In\u00adgrid Hal\u00adden spoke", "Ingrid Halden") == "In\u00adgrid Hal\u00adden"
    assert read("The o\ufb00er", "of") == "o\ufb00"
    assert read("<p>“The <em>road</em> is shut,” said Tamm.</p>", "The road is") == "The <em>road</em> is"


def test_text_that_is_put_in_or_copied_has_its_place() -> None:
    form = NormalForm("ab|cd").edited([Edit(2, 3, " - "), Edit(3, 3, "ab", Span(0, 2)), Edit(5, 5, "!")])
    assert form.text == "ab - abcd!"
    assert form.back(Span(2, 5)) == Span(2, 3)
    assert form.back(Span(5, 7)) == Span(0, 2)
    assert form.back(Span(5, 9)) == Span(0, 5)
    assert form.back(Span(9, 10)) == Span(5, 5)


@settings(max_examples=examples(300))
@given(st.lists(PIECES | st.text(max_size=8) | st.text(MARKS, max_size=3), max_size=40).map("".join))
def test_any_text_has_a_normal_form(text: str) -> None:
    form = normal_form(text)
    if form.starts is None or form.ends is None:
        assert form.text == text
        return
    assert len(form.text) == len(form.starts) == len(form.ends)
    for at in range(len(form.text)):
        span = form.back(Span(at, at + 1))
        assert 0 <= span.start <= span.end <= len(text)
    assert not any(unicodedata.category(c) == "Cf" for c in form.text)
    assert normal_form(form.text).text or not form.text


LONG = [
    "Tarn: “We will not pay for it.”\n",
    "a long-\nterm plan of the govern-\nment that\nwas not\n",
    "| a | b |\n",
    "• a\n",
    "DELL: no\nBREL: go\n",
    "He demands:\n• a\n• b\n\n",
    "[a](b) ",
    "<p>a",
    '"a b c d e f “',
    "12:05 a\n",
    "\u00a0\u0301",
    "(Photo: ",
    "A b c: ",
]


@pytest.mark.parametrize("piece", LONG)
def test_long_texts_are_read_in_no_long_time(piece: str) -> None:
    normal_form(piece * (200_000 // len(piece)))
