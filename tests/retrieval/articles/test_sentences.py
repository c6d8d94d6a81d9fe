from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from retrieval.articles.sentences import sentences
from retrieval.types import Span
from tests.retrieval.texts import wild_text


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Smith met Sen. Ada Marn in the U.S. on Dec. 3.",
        "George W. Bush Jr. came at 3 p.m. Tuesday with Dr. No.",
        "It was No. 1 of 3, i.e. first, vs. the rest, etc., as said.",
        "The then-Sen. Marn paid 3.5 million.",
        "“Stop!” the minister shouted.",
        "“Will it hold?” Ms. Okoro asked.",
        "He said wait... and then left.",
        "1. The first point",
        "An “achievable” goal?",
    ],
)
def test_is_one_sentence(whole: str) -> None:
    assert split(whole) == [whole]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He left.", "She stayed."),
        ("They have influence on those sceptics (in NATO).”", "“We know.”"),
        ("They live in the U.S.", "The others do not."),
        ("He said no.", "Others agreed."),
        ("Wait…", "The end."),
        ("Is it so?", "It is!"),
        ("It cost 3.5%.", "400 people came."),
        ("“It only works if we fight. ”", "They fought."),
    ],
)
def test_breaks_between(first: str, second: str) -> None:
    assert split(f"{first} {second}") == [first, second]


def test_breaks_at_line_ends_and_never_before_a_small_letter() -> None:
    assert split("A headline\nThe text. and more\r\nLast") == ["A headline", "The text. and more", "Last"]


def test_breaks_where_a_page_forgot_the_space() -> None:
    assert split("This is the end.The next one begins.") == ["This is the end.", "The next one begins."]


def test_scripts_without_case() -> None:
    assert split("日本です。次です。") == ["日本です。", "次です。"]


def test_a_byte_order_mark_is_no_part_of_a_sentence() -> None:
    assert sentences("\ufeffHello there.") == [Span(1, 13)]


def test_skips_by_span() -> None:
    text = "close\nThe text. More text."
    assert [span.of(text) for span in sentences(text, [Span(0, 5)])] == ["The text.", "More text."]
    assert [span.of(text) for span in sentences(text, [Span(0, 5), Span(10, 15)])] == ["The", "More text."]
    assert sentences(text, [Span(0, len(text))]) == []


@given(wild_text)
def test_sentences_are_ordered_slices_that_lose_no_letter(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert "\n" not in span.of(text)
    left = sum(character.isalnum() for character in text)
    assert sum(character.isalnum() for span in spans for character in span.of(text)) == left


def test_the_speaker_of_a_question_stands_in_its_sentence() -> None:
    asked = '"How unsure are they?" Velmar Foreign Ministry spokesperson Mao Ling said.'
    assert split(f"{asked} “Why?” Talks went on and Brel said no.") == [
        asked,
        "“Why?”",
        "Talks went on and Brel said no.",
    ]
