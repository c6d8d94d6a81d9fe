from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.articles.details import describe, read_head


@pytest.mark.parametrize(
    ("line", "publisher", "day"),
    [
        ("Published 4 September 2031, The Metro Ledger", "The Metro Ledger", "2031-09-04"),
        ("City Wire, March 18, 2031", "City Wire", "2031-03-18"),
        ("*City Wire, 17 September 2031*", "City Wire", "2031-09-17"),
        ("Monday, March 18, 2031", None, "2031-03-18"),
        ("Posted by Ona Rell, 24th September 2031 | Filed under: Ferries, Council", None, "2031-09-24"),
        ("By Ona Rell | The Metro Ledger | 10 March 2032", "The Metro Ledger", "2032-03-10"),
        ("VELMAR, Tarsia, 11 April 2031", None, "2031-04-11"),
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


SAID = "Tarn said on Monday that it would not open the dam before the summer."


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("THE VELMAR POST\n\nTarn must wait\n\nSaturday May 15 2032\n\n", "2032-05-15"),
        ("Tarn must wait\n\nBy Fergal Innes\nTechnology reporter\n10 March 2032\n\n", "2032-03-10"),
        ("Tarn must wait\n\nFergal Innes\nBBC News, Velmar\nPublished 10 March 2032\n\n", "2032-03-10"),
        ("Tarn must wait\n\nThe dam stays shut for now.\n\nFergal Innes\nMon 5 Nov 2031 10.05 GMT\n\n", "2031-11-05"),
        ("Tarn must wait\n\nImage\n\nUpdated 3 hours ago\n\n5 November 2031 • 6:00am\n\n", "2031-11-05"),
        ("# The Ledger Line\n\n*By Ona Rell. 19 March 2032. Sign up for the newsletter!*\n\n## Wait\n\n",
         "2032-03-19"),
        ("Tarn must wait\n\nLast updated: March 12, 2032\nPublished: March 10, 2032\n\n", "2032-03-10"),
        ("Tarn must wait\n\nLast updated: March 12, 2032\n\n", "2032-03-12"),
        ("FOR IMMEDIATE RELEASE\n27 March 2031\n\nTarn must wait\n\n", "2031-03-27"),
        ("Tarn must wait\n\nVELMAR, Halden--(BUSINESS WIRE)--May 14, 2032-- ", "2032-05-14"),
        ("Tarn must wait\n\nVELMAR (AP) — March 12, 2031 — ", "2031-03-12"),
        ("Tarn must wait\n\nUpdated 3 hours ago\n\n", None),
        ("Tarn must wait\n\nVELMAR, 14 March (Reuters) - ", None),
        ("The row over the dam\n\nHow it came to that.\n\n5 March 2031\n\nDrosk shut it.\n\n9 March 2031\n\n", None),
        ("Tarn must wait\n\nThe treaty was signed on 5 May 2030.\n\nIt failed.\n\n5 May 2031\n\n", None),
    ],
)  # fmt: skip
def test_the_day_of_an_article(text: str, iso: str | None) -> None:
    found = describe(f"{text}{SAID}\n", "a.txt").published
    assert (found.iso if found else None) == iso


def test_a_day_at_the_foot() -> None:
    text = f"Tarn must wait\n\n{SAID}\n\nIt is.\n\nIt was.\n\nFirst published on 3 April 2031 by the Post\n"
    found = describe(text, "a.txt").published
    assert found is not None
    assert (found.iso, found.inferred) == ("2031-04-03", False)


@pytest.mark.parametrize(
    ("dateline", "more", "source", "iso"),
    [
        ("VELMAR, 14 March (SNA) - ", "", "tarn_2031-03-15.txt", "2031-03-14"),
        ("VELMAR, 14 March (SNA) - ", "It was shut on 9 March 2031.", "a.txt", "2031-03-14"),
        ("VELMAR, 14 March (SNA) - ", "It was shut on 9 June 2029.", "a.txt", None),
        ("VELMAR, 14 March (SNA) - ", "It was shut in 2029.", "a.txt", None),
        ("", "", "tarn_20310315.txt", "2031-03-15"),
        ("", "", "000_71045787d728eb26.txt", None),
    ],
)
def test_a_day_without_a_year_needs_to_be_told_it(dateline: str, more: str, source: str, iso: str | None) -> None:
    found = describe(f"Tarn must wait\n\n{dateline}{SAID} {more}\n", source).published
    assert (found.iso if found else None) == iso
    assert found is None or found.inferred


def test_datelines_and_mastheads_are_not_of_the_article() -> None:
    text = f"**News from the Tarn Trust**\n\n10 September 2031\n\n# The dam stays shut\n\nVELMAR - {SAID}\n"
    head = read_head(text)
    shown = [span.of(text) for span in head.spans]
    assert shown == ["**News from the Tarn Trust**", "10 September 2031", "VELMAR -"]
    found = describe(text, "a.md")
    assert found.title == "The dam stays shut"
    assert found.issuer is not None
    assert found.issuer.of(text) == "Tarn Trust"


def test_a_headline_that_credits_a_newspaper_is_one() -> None:
    found = describe(f"Newspaper: Tarn minister used his own telephone at talks\n\n{SAID}\n", "a.txt")
    assert (found.publisher, found.title) == (None, "Newspaper: Tarn minister used his own telephone at talks")


def test_a_wire_mark_is_not_of_the_title() -> None:
    assert describe(f"UPDATE 2-Tarn offers talks\n\n{SAID}\n", "a.txt").title == "Tarn offers talks"


@given(st.text(max_size=300))
def test_any_text_is_described(text: str) -> None:
    describe(text, "a.txt")
    for span in read_head(text).spans:
        assert 0 <= span.start < span.end <= len(text)
