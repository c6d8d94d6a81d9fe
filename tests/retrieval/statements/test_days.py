"""When something was said, beside what the sentence itself names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.statements.days import carried, going_on, said_on
from retrieval.types import Act, Day, Form, Span, Statement

PUBLISHED = Day("2031-04-09")  # a Wednesday


def said(text: str, cue: str, rivals: tuple[str, ...] = (), before: str = "") -> str | None:
    whole = before + text
    at = whole.index(cue, len(before))
    others = [Span(whole.index(r), whole.index(r) + len(r)) for r in rivals]
    day = said_on(whole, Span(len(before), len(whole)), Span(at, at + len(cue)), (), PUBLISHED, None, others)
    return day.iso if day else None


def test_a_day_belongs_to_the_nearest_cue() -> None:
    text = "Brel calls it a threat, the agency insisted on Sunday."
    assert said(text, "calls", ("insisted",)) is None
    assert said(text, "insisted", ("calls",)) == "2031-04-06"


@pytest.mark.parametrize(
    "text",
    [
        "Brel, pictured in Tarn on 2 April, said so.",
        "Brel said so of the plan published Monday.",
        "Brel, who was in talks for 20 hours in March, said so.",
        "The father of a woman who died in custody on Monday said so.",
        "It is the first visit, Brel said, since the war began in March.",
    ],
)
def test_a_day_of_something_else_is_not_the_cue_s(text: str) -> None:
    assert said(text, "said") is None


def test_a_day_of_the_cue_s_own_clause_is_the_cue_s() -> None:
    assert said("Brel, who on Monday said so, left.", "said") == "2031-04-07"
    assert said("Brel, who leads the party, said so on Monday.", "said") == "2031-04-07"
    assert said("Brel, who was in Tarn in February, said last month he will go.", "said") == "2031-03-01"


def test_what_is_later_than_the_article_was_not_said_then() -> None:
    assert said("Brel said so of 20 April.", "said") is None
    assert said("Brel said so on Thursday.", "said") == "2031-04-10"


def test_a_day_earlier_is_counted_from_the_day_before_it() -> None:
    assert said("A day earlier Brel said no.", "said", before="The vote was on Monday. ") == "2031-04-06"
    assert said("A day earlier Brel said no.", "said") == "2031-04-08"


@pytest.mark.parametrize(
    ("before", "text", "told", "goes"),
    [
        ("Tarn spoke.", "“No,” Brel said.", "2031-04-08", True),
        ("Tarn spoke.", "Brel has said no.", "2031-04-08", False),
        ("Tarn spoke.", "It fell in March, Brel said.", "2031-04-08", False),
        ("Brel met them on Tuesday.", "“No,” Brel said.", None, True),
        ("Dockers struck on Tuesday.", "“No,” Brel said.", None, False),
        ("Brel will meet them on Friday.", "“No,” Brel said.", None, False),
    ],
)
def test_what_is_told_next_is_of_the_same_day(before: str, text: str, told: str | None, goes: bool) -> None:
    whole = f"{before} {text}"
    cue, holder = whole.index("said"), whole.rindex("Brel")
    day = going_on(
        whole,
        Span(len(before) + 1, len(whole)),
        Span(cue, cue + 4),
        Span(holder, holder + 4),
        Span(0, len(before)),
        Day(told) if told else None,
        PUBLISHED,
    )
    assert (day and day.iso) == ("2031-04-08" if goes else None)


def row(holder: str, at: int, day: str | None) -> Statement:
    return Statement(
        "a.txt", holder, None, None, None, Span(at, at + 5), "quote", Form.DIRECT, Act.STATE, None, False, None,
        Day(day, True, "“Monday”") if day else None, PUBLISHED,
    )  # fmt: skip


def test_a_speech_is_of_one_day() -> None:
    rows = [row("Brel", 0, None), row("Tarn", 100, None), row("Brel", 400, "2031-04-07"), row("Brel", 900, None)]
    rows.append(row("Brel", 9_000, None))
    days = carried(rows, "")
    assert [day.iso if day else None for day in days] == ["2031-04-07", None, "2031-04-07", "2031-04-07", None]
    assert days[3] is not None
    assert "Monday" in days[3].basis


@pytest.mark.parametrize(
    ("words", "dated"), [("Brel said", True), ("Brel has said", False), ("Brel had repeatedly said", False)]
)
def test_what_somebody_has_said_is_of_no_day(words: str, dated: bool) -> None:
    said = replace(row("Brel", 400, None), cue_span=Span(words.index("said"), len(words)))
    days = carried([row("Brel", 100, "2031-04-07"), said], words)
    assert (days[1] is not None) == dated
