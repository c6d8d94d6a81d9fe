from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.details import describe, read_head


@pytest.mark.parametrize(
    ("line", "publisher", "day"),
    [
        ("Published 4 September 2031, The Metro Ledger", "The Metro Ledger", "2031-09-04"),
        ("City Wire, March 18, 2031", "City Wire", "2031-03-18"),
        ("*City Wire, 17 September 2031*", "City Wire", "2031-09-17"),
        ("Monday, March 18, 2031", None, "2031-03-18"),
    ],
)
def test_a_line_with_day_and_publisher(line: str, publisher: str | None, day: str) -> None:
    found = describe(f"Tarsia rejects the plan\n\n{line}\n\nTarsia said no to it.\n", "a.txt")
    assert (found.publisher, found.published and found.published.iso) == (publisher, day)


def test_front_matter() -> None:
    head = "title: Tarsia rejects plan\ndate: 2031-04-02\nsource: Velmar Courier\nurl: https://x.example/a"
    text = f"---\n{head}\n---\n\nIt did."
    found = describe(text, "a.md")
    assert (found.title, found.publisher, found.url) == ("Tarsia rejects plan", "Velmar Courier", "https://x.example/a")
    assert found.published is not None
    assert (found.published.iso, found.published.inferred) == ("2031-04-02", False)
    assert found.wire is None


@pytest.mark.parametrize(
    ("text", "title", "publisher", "published", "wire"),
    [
        (
            "2031-04-02\nBy Ona Rell, Sund News Agency\n\nTarsia rejects river plan\n\n"
            "VELMAR (SNA) — Tarsia said no.\n",
            "Tarsia rejects river plan", "Sund News Agency", "2031-04-02", "SNA",
        ),
        (
            "The Velmar Courier\nTarsia rejects plan\nPublished: 3 April 2031, 14:05 GMT\nTarsia said no.\n",
            "Tarsia rejects plan", "The Velmar Courier", "2031-04-03", None,
        ),
        (
            "Tarsia rejects the plan\nRadio Korland Online | 16 May 2031 | 3 min read\n\nTarsia said no.\n",
            "Tarsia rejects the plan", "Radio Korland Online", "2031-05-16", None,
        ),
        (
            "Politics\nThursday 15 May 2031\n\nTarsia rejects the plan\n\nTarsia said no, reports SNA.\n",
            "Tarsia rejects the plan", None, "2031-05-15", "SNA",
        ),
        (
            "Tarsia rejects the plan\n\nVELMAR, April 4, 2031 (SNA) — Tarsia said no.\n",
            "Tarsia rejects the plan", None, "2031-04-04", "SNA",
        ),
        ("Tarsia rejects the plan\nVelmar • SNA\nTarsia said no.\n", "Tarsia rejects the plan", "SNA", None, "SNA"),
        ("Tarsia said no. Korland said yes.\n", "Tarsia said no.", None, None, None),
    ],
)  # fmt: skip
def test_heads_of_articles(
    text: str, title: str, publisher: str | None, published: str | None, wire: str | None
) -> None:
    found = describe(text, "a.txt")
    assert found.title == title
    assert found.publisher == publisher
    assert (found.published.iso if found.published else None) == published
    assert found.wire == wire


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("Talks failed, the Sund News Agency (SNA) reported.", "Sund News Agency"),
        ("Talks failed. This was reported by Reuters.", "Reuters"),
        ("Talks failed.\nSource: SNA\nThe end.", "SNA"),
        ("Talks failed, according to Tarsia, which left.", None),
        ("“No,” she told Reuters.", None),
        ("Photo: A. Smith / Reuters", None),
    ],
)
def test_a_wire_is_credited(text: str, wire: str | None) -> None:
    assert describe(f"A headline stands here\n\n{text}\n", "a.txt").wire == wire


def test_an_article_without_anything_goes_by_its_file() -> None:
    assert describe("", "a.txt").title == "a.txt"
    assert describe("\ufeff\n\n", "a.txt").published is None


@given(st.text(max_size=300))
def test_any_text_is_described(text: str) -> None:
    describe(text, "a.txt")
    for span in read_head(text).spans:
        assert 0 <= span.start < span.end <= len(text)
