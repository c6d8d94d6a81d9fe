from __future__ import annotations

import textwrap

import pytest

from retrieval.layout.normal_form import normal_form

PARAGRAPHS = (
    "Health Minister Jonas Field said on Friday that the nurses' pay would not be raised before the spring, and that "
    "nothing else had been promised to anybody at any time by the government.",
    "The nurses' leader, Marta Koll, rejected the answer. \"There is money for roads and for the bridge "
    'that nobody wants," Koll said. "So there is money for us, and we will have it."',
)


@pytest.mark.parametrize("width", [36, 50, 64])
@pytest.mark.parametrize("indent", ["", "   "])
def test_paragraphs_wrapped_at_any_width_are_whole_again(width: int, indent: str) -> None:
    wrapped = "\n\n".join(textwrap.fill(p, width, initial_indent=indent) for p in PARAGRAPHS)
    read = [line.strip() for line in normal_form(f"Pay talks fail\n\n{wrapped}\n").text.split("\n") if line.strip()]
    assert read == ["Pay talks fail", *PARAGRAPHS]


def test_paragraphs_that_are_only_indented_stay_apart() -> None:
    wrapped = "\n".join(textwrap.fill(p, 60, initial_indent="    ") for p in PARAGRAPHS)
    assert [line.strip() for line in normal_form(wrapped).text.split("\n")] == list(PARAGRAPHS)


def test_a_hyphen_at_a_line_end_goes_where_the_word_is_known_without() -> None:
    text = "The govern-\nment met on the long-\nterm care of the old, and\nthe government was\nnot ready to sign it.\n"
    assert normal_form(text).text == (
        "The government met on the long-term care of the old, and the government was not ready to sign it.\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Tarn must wait\nBy Ona Rell\n3 April 2031\n\nTarn must wait, it said.\nThe mayor agreed.\nIt was late.\n",
        "• a toll on lorries\n• a law on milk\n• no more fish\n• a bridge\n",
        "DELL: Will you go?\nBREL: no\nDELL: when\nBREL: soon\n",
    ],
)
def test_lines_of_their_own_stay(text: str) -> None:
    assert normal_form(text).text.count("\n") == text.count("\n")
