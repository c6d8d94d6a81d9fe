from __future__ import annotations

import pytest

from retrieval.attribution.interviews import interview
from retrieval.types import Form
from tests.retrieval.attribution.conftest import Read

BOLD = """# "I was wrong"

*Ona Brel, chairwoman of the Vesk Board, talks to Ivo Pell of the Review.*

**Do you still want the dam?**

No. I was wrong about the dam. We will not build it.

**What about the boats?**

Tor Amsel told me that he would sell them. He said they were old.

**Any regrets?**

They should be painted blue.
"""


def test_answers_are_the_words_of_whoever_is_asked(read: Read) -> None:
    rows = {row.quote.of(BOLD): row for row in read(BOLD)}
    wrong = rows["I was wrong about the dam"]
    assert wrong.holder is not None
    assert (wrong.holder.of(BOLD), wrong.form) == ("Ona Brel", Form.DIRECT)
    assert rows["We will not build it"].act == "reject"
    assert not {"No", "No."} & set(rows)
    assert not [quote for quote in rows if "dam?" in quote]


def test_others_words_stand_inside_an_answer(read: Read) -> None:
    found = read(BOLD)
    (inner,) = [row for row in found if row.quote.of(BOLD) == "he would sell them"]
    assert inner.outer is not None
    assert found[inner.outer].quote.of(BOLD).startswith("Tor Amsel told me")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Interview with Ona Brel, the minister, by Ivo Pell", "Ona Brel"),
        ("Ona Brel: ‘I can do sums’", "Ona Brel"),
        ("The minister, Ona Brel, answers questions from Ivo Pell.", "Ona Brel"),
        ("A day in Vesk", None),
    ],
)
def test_the_head_says_whose_interview_it_is(head: str, name: str | None) -> None:
    text = f"{head}\n\nQ. Why now?\nA. It is late.\nQ. Is it?\nA. It is.\nQ. So what?\nA. So we go."
    found = interview(text)
    assert (found.speaker.of(text) if found else None) == name


@pytest.mark.parametrize(
    "text",
    [
        "Ona Brel spoke to us.\n\n**What we know**\nMuch.\n**What we do not**\nMore.\n**What is next**\nTalks.",
        "Ona Brel spoke to us.\n\n**Why?**\nBecause.\n",
        "",
    ],
)
def test_subheads_are_no_questions(text: str) -> None:
    assert interview(text) is None
