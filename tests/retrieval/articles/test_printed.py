from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.articles.dates import stated
from retrieval.articles.printed import days, printed


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Saturday May 15 2032", "2032-05-15"),
        ("Saturday, May 15, 2032", "2032-05-15"),
        ("Mon 5 Nov 2031, 10:05 GMT", "2031-11-05"),
        ("Mon 5 Nov 2031 10.05 GMT Last modified on Tue 6 Nov 2031 12.00 GMT", "2031-11-05"),
        ("5 November 2031 • 6:00am", "2031-11-05"),
        ("19th March, 2032", "2032-03-19"),
        ("2031-03-19T10:05:00Z", "2031-03-19"),
        ("14.03.2031, 10:15", "2031-03-14"),
        ("March 14, 2031, 5:02 p.m. ET", "2031-03-14"),
        ("Wednesday 14 March 2031 18:00, UK", "2031-03-14"),
        ("By Fergal Innes | 10 March 2032", "2032-03-10"),
        ("By Fergal Innes March 10, 2032", "2032-03-10"),
        ("By FERGAL INNES and ONA RELL | Halden Post | Mar 10, 2032 9:15 PM", "2032-03-10"),
        ("Ona Rell, political editor, 19 March 2032", "2032-03-19"),
        ("Posted by Ona Rell, 24th September 2031 | Filed under: Ferries, Council", "2031-09-24"),
        ("*By Ona Rell. 19 March 2032. Opinions are my own. Sign up for the newsletter here!*", "2032-03-19"),
        ("Story by Ona Rell • 10 March 2032 • 3 min read", "2032-03-10"),
        ("Published: 19/03/2032", "2032-03-19"),
        ("Published: 10:05 GMT, 19 March 2032", "2032-03-19"),
        ("Published On 14 Mar 2031", "2031-03-14"),
        ("First published on Mon 5 Nov 2031 10.05 GMT", "2031-11-05"),
        ("This entry was posted on March 14, 2031 by admin", "2031-03-14"),
        ("Issued: Mar 14, 2031, 08:00 ET", "2031-03-14"),
        ("Updated: March 12, 2032 | Published: March 10, 2032", "2032-03-10"),
        ("Press release 14 March 2031", "2031-03-14"),
        ("The Quota Watch blog · April 5, 2031 · 4 min read", "2031-04-05"),
        ("Penrow Echo, Sept. 20, 2031", "2031-09-20"),
        ("BRECHT, Elland, 11 April 2031", "2031-04-11"),
        ("News | 19 March 2032", "2032-03-19"),
    ],
)
def test_a_line_that_says_when_it_was_printed(line: str, iso: str) -> None:
    read = printed(line)
    assert read is not None
    day = stated(read.stated["published"])
    assert day is not None
    assert day.iso == iso


@pytest.mark.parametrize("line", ["Last updated: March 12, 2032 at 5:04 p.m. EDT", "Page last updated: 12 March 2032"])
def test_an_update_is_no_publication(line: str) -> None:
    read = printed(line)
    assert read is not None
    assert set(read.stated) == {"updated"}


@pytest.mark.parametrize("line", ["Updated 3 hours ago", "2 days ago", "Updated 10:05 GMT", "Just now"])
def test_a_line_that_only_its_own_day_could_date(line: str) -> None:
    read = printed(line)
    assert read is not None
    assert not read.stated


@pytest.mark.parametrize(
    "line",
    [
        "By Okoro's own count, 5 May 2031 was the day the treaty failed",
        "By 10 March 2032 the fleet had left",
        "By March 10, 2032, the fleet had left port",
        "On 5 May 2030 the treaty was signed",
        "5 March 2031 – Drosk shuts the dam",
        "The treaty, signed on 5 May 2030, ended the war",
        "Okoro, 12 March 2031, said no",
        "The treaty of 5 May 2030",
        "Dam to open Thursday, 5 May 2031",
        "Published on 5 May 2030, the report said that all was well",
        "Posted in Vestra on 5 May 2030 he saw war",
        "March 2032",
        "",
    ],
)
def test_a_sentence_with_a_day_is_no_such_line(line: str) -> None:
    assert printed(line) is None


def test_a_chronicle_has_several_days() -> None:
    assert len(days(["5 March 2031", "Drosk shut the dam.", "9 March 2031"])) == 2


@given(st.text(max_size=210))
def test_any_line_is_read(line: str) -> None:
    read = printed(line)
    assert read is None or all(words in line for words in read.stated.values())
