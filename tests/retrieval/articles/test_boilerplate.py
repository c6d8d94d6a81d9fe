from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from retrieval.articles.boilerplate import furniture, is_furniture
from tests.retrieval.texts import wild_text


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content", "close", "Close", "Learn more", "Image", "·2 mins", "5 min read", "Advertisement",
        "Share this article",
        "Facebook Twitter LinkedIn", "Sign up for our newsletter", "Read more: Another story entirely",
        "Related articles", "* * *", "___",
        "Story continues below advertisement", "Follow Ada Marn on Twitter: @adamarn", "© 2024 The Daily",
        "Accept all cookies",
        "Get the latest news delivered to your inbox", "12 Comments", "Getty Images", "Back to top",
        "ENDS", "- ends -", "(ENDS)", "-30-", "###", "– more –", "FOR IMMEDIATE RELEASE", "Press release",
        "Notes to editors", "Media contact: press@tarn.example", "Contact: Ona Rell, +44 20 555", "About Tarn Rail",
        "**For media enquiries please call the press office.**", "Do you use the ferry? Email us.",
    ],
)  # fmt: skip
def test_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Zelensky says kyiv’s NATO membership ‘feasible’",
        "Kyiv • UNN",
        "Addition",
        "With the contribution of agencies",
        "An “achievable” goal?",
        "Ukrainian Foreign Minister Andriy Sybiga Photo: Alina Smutko/ Reuters",
        "Yes.",
        "3 December 2024",
        "Moscow closes its skies",
        "Image matters more than truth, Marn said.",
        "Subscribers left the paper in droves.",
        "They share the river.",
        "About 300 people fled",
        "It ends",
        "30",
        "Contact was lost.",
        "Press freedom is at stake",
    ],
)
def test_is_text(line: str) -> None:
    assert not is_furniture(line)


def test_a_headline_that_stands_twice_counts_once() -> None:
    text = "close\nclose\n\nThe dam holds\n\nThe dam holds\n\nIt held.\n"
    assert [span.of(text) for span in furniture(text)] == ["close", "close", "The dam holds"]
    assert furniture(text)[-1].start == text.rindex("The dam holds")


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("UPDATE 2-Tarn offers talks", "UPDATE 2-"),
        ("RPT-UPDATE 1-Tarn offers talks", "RPT-UPDATE 1-"),
        ("EXCLUSIVE: Tarn offers talks", "EXCLUSIVE:"),
        ("Exclusive: Tarn offers talks", "Exclusive:"),
        ("Notes to editors: The Trust was founded in 1978.", "Notes to editors:"),
        ("UPDATE on the dam talks", None),
        ("Watch-makers strike", None),
        ("Okoro: no talks", None),
    ],
)
def test_a_wire_mark_is_furniture_and_the_rest_is_not(line: str, tag: str | None) -> None:
    assert [span.of(line) for span in furniture(line)] == ([tag] if tag else [])


@given(wild_text)
def test_spans_are_ordered_and_inside(text: str) -> None:
    spans = furniture(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
