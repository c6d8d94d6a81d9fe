from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from retrieval.furniture import furniture, is_furniture
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
    ],
)
def test_is_text(line: str) -> None:
    assert not is_furniture(line)


def test_a_headline_that_stands_twice_counts_once() -> None:
    text = "close\nclose\n\nThe dam holds\n\nThe dam holds\n\nIt held.\n"
    assert [span.of(text) for span in furniture(text)] == ["close", "close", "The dam holds"]
    assert furniture(text)[-1].start == text.rindex("The dam holds")


@given(wild_text)
def test_spans_are_ordered_and_inside(text: str) -> None:
    spans = furniture(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
