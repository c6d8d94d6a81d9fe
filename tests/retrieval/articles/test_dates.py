from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.articles.dates import day_of, inferred_publication, latest_year, moments, stated
from retrieval.articles.sentences import sentences
from retrieval.statements.days import said_on
from retrieval.types import Day, Span

PUBLISHED = Day("2031-04-09")  # a Wednesday


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on Tuesday", "2031-04-08"),
        ("on Wednesday", "2031-04-09"),
        ("on Thursday", "2031-04-10"),  # printed in the night before
        ("on Friday", "2031-04-04"),
        ("yesterday", "2031-04-08"),
        ("two days ago", "2031-04-07"),
        ("last week", "2031-04-02"),
        ("on April 7", "2031-04-07"),
        ("on Monday evening", "2031-04-07"),
        ("on Monday (April 7)", "2031-04-07"),
        ("on 1 December", "2030-12-01"),
        ("on 20 April", "2031-04-20"),
        ("last Wednesday", "2031-04-02"),
        ("a year ago", "2030-04-09"),
    ],
)
def test_relative_days_are_counted_from_the_article(text: str, iso: str) -> None:
    (moment,) = moments(text)
    day = day_of(moment, PUBLISHED)
    assert day is not None
    assert (day.iso, day.inferred) == (iso, True)
    assert PUBLISHED.iso in day.basis
    assert day_of(moment, None) is None


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("last week", ("2031-03-31", "2031-04-06")),
        ("two weeks ago", ("2031-03-23", "2031-03-29")),
        ("in February", ("2031-02-01", "2031-02-28")),
        ("in early April", ("2031-04-01", "2031-04-09")),
        ("in May 2030", ("2030-05-01", "2030-05-31")),
        ("last month", ("2031-03-01", "2031-03-31")),
        ("over the weekend", ("2031-04-05", "2031-04-06")),
        ("earlier this week", ("2031-04-07", "2031-04-09")),
        ("Tuesday", None),
    ],
)
def test_a_stretch_of_days_is_kept_as_one(text: str, between: tuple[str, str] | None) -> None:
    (moment,) = moments(text)
    day = day_of(moment, PUBLISHED)
    assert day is not None
    assert day.between == between
    assert between is None or between[0] <= day.iso <= between[1]
    assert Day.load(day.dump()) == day


def test_an_outlet_s_name_is_no_day() -> None:
    assert list(moments("she told USA TODAY, and the Today Show")) == []


@pytest.mark.parametrize(
    "text", ["on 1 December 2024", "on December 1, 2024", "2024-12-01", "Sunday, December 1, 2024"]
)
def test_a_whole_date_needs_nothing(text: str) -> None:
    (moment,) = moments(text)
    assert day_of(moment, None) == Day("2024-12-01", False, moment.words)


def test_a_weekday_with_a_date_gives_its_year_away() -> None:
    (moment,) = moments("on Sunday (December 22)")
    day = day_of(moment, None, 2022)
    assert day is not None
    assert (day.iso, day.inferred) == ("2024-12-22", True)
    assert day_of(moment, None, None) is None


def test_no_date_is_ever_today() -> None:
    assert list(moments("recently, in may, this week, soon")) == []


def test_what_is_to_come_is_not_when_it_was_said() -> None:
    text = "She said on Monday that the talks scheduled for Friday would fail by 3 May."
    assert [(m.words, m.ahead) for m in moments(text)] == [("Monday", False), ("Friday", True), ("3 May", True)]
    day = said_on(text, Span(0, len(text)), Span(4, 8), (), PUBLISHED)
    assert day is not None
    assert day.iso == "2031-04-07"


def test_a_day_inside_what_was_said_does_not_count() -> None:
    text = "“We met on Monday,” she said."
    assert said_on(text, Span(0, len(text)), Span(24, 28), (Span(1, 18),), PUBLISHED) is None


@pytest.mark.parametrize(
    ("sentence", "iso"),
    [
        ("Tarn said on Monday it was ready.", "2031-04-07"),
        ("Tarn said late Monday it was ready.", "2031-04-07"),
        ("Tarn said Monday was too early.", None),
        ("Tarn said it met them on Monday.", None),
        ("Tarn said: “On Monday we met.”", None),
    ],
)
def test_the_day_beside_the_cue_is_the_cue_s(sentence: str, iso: str | None) -> None:
    day = said_on(sentence, Span(0, len(sentence)), Span(5, 9), (Span(10, len(sentence) - 1),), PUBLISHED)
    assert (day.iso if day else None) == iso


@pytest.mark.parametrize(
    ("sentence", "cue", "iso"),
    [
        ("Councillors will debate a motion on Friday.", "debate", None),
        ("On Friday, councillors will debate a motion.", "debate", None),
        ("Ministers are due to reject the plan on Friday.", "reject", None),
        ("The talks were to resume on Friday in Brel.", "resume", None),
        ("Tarn plans to propose it on Friday.", "plans", None),
        ("Okoro said that Tarn would leave on Friday.", "said", None),
        ("Okoro will resign, she said on Friday.", "said", "2031-04-04"),
        ("On Friday Okoro said he will go.", "said", "2031-04-04"),
        ("Okoro told reporters on Friday he will not sign.", "told", "2031-04-04"),
        ("Those who will strike refused the offer on Friday.", "refused", "2031-04-04"),
        ("The union, which will strike, refused on Friday.", "refused", "2031-04-04"),
        ("Brel rejected plans to cut pay on Friday.", "rejected", "2031-04-04"),
        ("She said on Friday that it will close on Monday.", "said", "2031-04-04"),
    ],
)
def test_what_will_happen_is_not_when_it_was_said(sentence: str, cue: str, iso: str | None) -> None:
    at = sentence.index(cue)
    day = said_on(sentence, Span(0, len(sentence)), Span(at, at + len(cue)), (), PUBLISHED)
    assert (day.iso if day else None) == iso


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("2031-04-02", "2031-04-02"),
        ("Published: 3 April 2031", "2031-04-03"),
        ("Wed, 2 April 2031 14:05 GMT", "2031-04-02"),
        ("13/04/2031", "2031-04-13"),
        ("02.04.2031", "2031-04-02"),
        ("2031/04/02", "2031-04-02"),
        ("2031-04-02T10:05:00Z", "2031-04-02"),
        ("2\u00a0Apr. 2031", "2031-04-02"),
    ],
)
def test_a_line_that_states_a_day(line: str, iso: str) -> None:
    assert stated(line) == Day(iso, False, line)


@pytest.mark.parametrize("line", ["04/05/2031", "99/99/2031", "no day", "2031-13-45"])
def test_an_ambiguous_or_wrong_day_is_unknown(line: str) -> None:
    assert stated(line) is None


def test_the_day_of_an_article_is_inferred_from_when_somebody_spoke() -> None:
    text = "The river fell in 2030. Brel said on Wednesday (April 2) that it would rise by Friday, 9 May."
    day = inferred_publication(text, sentences(text))
    assert day is not None
    assert (day.iso, day.inferred) == ("2031-04-02", True)


@pytest.mark.parametrize(
    "text",
    [
        "Nothing is dated.",
        "On 5 May 2030 the treaty was signed.",
        "Brel said that it was signed on 5 May 2030.",
        "The ferry sank on Wednesday, April 2, 2031.",
        "Brel said in 2031 that they will meet on Wednesday (April 2).",
    ],
)
def test_history_and_plans_do_not_date_an_article(text: str) -> None:
    assert inferred_publication(text, sentences(text)) is None


def test_the_latest_year_is_no_sum_of_money() -> None:
    assert latest_year("since 2022, for $2050 and 1999.") == 2022
    assert latest_year("none") is None


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for moment in moments(text):
        assert moment.span.of(text) == moment.words
        day_of(moment, PUBLISHED)
