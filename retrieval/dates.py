"""When something was said or printed: expressions of time in a text, and the day each one means.

A relative one ("on Sunday", "last week") is counted back from the day the article was published; without that day it
stays unknown. Nothing is ever counted from today. `dateparser` does the reading; what counts as an expression, and
which day of several is meant, is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from retrieval.types import Day, Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_DATE = rf"(?:{_DAY}(?:\ of)?\ {_MONTH}|{_MONTH}\ {_DAY})\b"
_FULL = rf"(?:\d{{4}}-[01]\d-[0-3]\d|{_DATE},?\ \d{{4}})\b"
_NUMBER = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
EXPRESSION = re.compile(
    rf"""\b(?:
      (?P<full>(?:{_WEEKDAY},?\ )?{_FULL})
    | (?P<named>(?P<weekday>{_WEEKDAY}),?\ \(?(?P<dated>{_DATE})\)?)
    | (?P<month_day>{_DATE}(?!\ ?[-–]))
    | (?P<relative>yesterday|today|(?:the\ day\ before\ yesterday)|{_NUMBER}\ (?:days?|weeks?|months?)\ (?:ago|earlier)
        |last\ week|(?:last\ |this\ )?(?:{_WEEKDAY})(?:\ (?:morning|afternoon|evening|night))?)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_AHEAD = re.compile(
    r"(?:next|coming|upcoming|scheduled for|set for|due (?:on|in)|planned for|until|till|by|before|from|starting"
    r"|through|since|expires?(?: on)?|deadline of)\s*(?:the |on )?$"
    r"|\d ?[-–]$",
    re.IGNORECASE,
)
_FIRST_YEAR = 1500  # before it nothing was printed; "0001-01-01" stands for a date that somebody's program lacked
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


@dataclass(frozen=True, slots=True)
class Moment:
    """An expression of time. `ahead` where it is something still to come, or a limit ("until Friday")."""

    span: Span
    words: str
    kind: str  # "full", "named", "month_day" or "relative"
    ahead: bool


def moments(text: str, within: Span | None = None) -> Iterator[Moment]:
    """Every expression of time in `text`, in order."""
    start, end = within or (0, len(text))
    for match in EXPRESSION.finditer(text, start, end):
        kind = next(k for k in ("full", "named", "month_day", "relative") if match[k])
        ahead = bool(_AHEAD.search(text, max(start, match.start() - 24), match.start()))
        yield Moment(Span(*match.span()), match[0], kind, ahead)


def day_of(moment: Moment, published: Day | None, latest_year: int | None = None) -> Day | None:
    """The day a moment means, or None where the article's own date is needed and unknown.

    A weekday with a date needs no year: the first year from `latest_year` on (the latest one that the article names)
    in which the date falls on that weekday is taken, and marked as inferred.
    """
    words = moment.words
    if moment.kind == "full":
        found = _parse(words, None)
        return Day(found.isoformat(), False, words) if found else None
    if moment.kind == "named" and published is None:
        return _weekday_and_date(words, latest_year)
    if published is None:
        return None
    base = date.fromisoformat(published.iso)
    if words.lower() == "today":
        found = base
    elif weekday := re.fullmatch(rf"(?:this )?({_WEEKDAY})(?: \w+)?", words, re.IGNORECASE):
        back = (base.weekday() - _WEEKDAYS.index(weekday[1].lower())) % 7
        found = base - timedelta(days=back)
    else:
        named = re.search(rf"\(?({_DATE})\)?$", words, re.IGNORECASE) if moment.kind == "named" else None
        read = _parse(named[1] if named else words, base)
        if read is None:
            return None
        found = read
    about = " (about)" if re.search(r"week|month", words, re.IGNORECASE) else ""
    return Day(found.isoformat(), True, f"“{words}”{about}, counted from the article's date {published.iso}")


def _weekday_and_date(words: str, latest_year: int | None) -> Day | None:
    match = EXPRESSION.match(words)
    if match is None or not match["weekday"] or latest_year is None:
        return None
    for year in range(latest_year, latest_year + 7):
        found = _parse(f"{match['dated']} {year}", None)
        if found is not None and found.weekday() == _WEEKDAYS.index(match["weekday"].lower()):
            return Day(
                found.isoformat(),
                True,
                f"“{words}”: the first {match['weekday']} on that date from {latest_year} on, the latest year named",
            )
    return None


def latest_year(text: str) -> int | None:
    """The latest year that a text names, leaving out what reads like a number."""
    years = [int(y) for y in re.findall(r"(?<![\d.,$€£#])((?:19|20)\d{2})(?![\d%]|[.,]\d)", text)]
    return max(years, default=None)


def said_on(
    text: str,
    sentence: Span,
    cue: Span | None,
    contents: Sequence[Span],
    published: Day | None,
    year: int | None = None,
) -> Day | None:
    """The day that a sentence names for its cue: the expression nearest to it, outside of what was said."""
    anchor = cue.start if cue is not None else sentence.start
    found = [
        m
        for m in moments(text, sentence)
        if not m.ahead and not any(c.start <= m.span.start and m.span.end <= c.end for c in contents)
    ]
    if not found:
        return None
    nearest = min(found, key=lambda m: min(abs(m.span.start - anchor), abs(m.span.end - anchor)))
    return day_of(nearest, published, year)


def stated(line: str) -> Day | None:
    """The day in a line that is there to state one ("Published: 3 April 2031, 14:05 GMT"), or None."""
    match = re.search(_FULL, line, re.IGNORECASE)
    if match:
        found = _parse(match[0], None)
        return Day(found.isoformat(), False, line.strip()) if found else None
    numeric = re.search(r"\b([0-3]?\d)[./]([01]?\d)[./](\d{4})\b", line)
    if numeric:  # day first, unless that cannot be; "04/05/2031" is ambiguous, and left unknown
        first, second, year = (int(part) for part in numeric.groups())
        pairs = {(second, first), *([(first, second)] if "/" in numeric[0] else [])}
        days = {d for month, day in pairs if (d := _date(year, month, day)) is not None}
        if len(days) == 1:
            return Day(days.pop().isoformat(), False, line.strip())
    return None


def inferred_publication(text: str, sentences: Sequence[Span]) -> Day | None:
    """When an article without a date was about written: the latest day on which it says that something was done."""
    year = latest_year(text)
    best: Day | None = None
    for sentence in sentences:
        for moment in moments(text, sentence):
            before = text[max(sentence.start, moment.span.start - 4) : moment.span.start].lower()
            if (
                moment.ahead
                or (moment.kind == "full" and not before.endswith("on "))
                or moment.kind not in ("full", "named")
            ):
                continue
            day = day_of(moment, None, year)
            if day is not None and (best is None or day.iso > best.iso):
                best = Day(day.iso, True, f"the latest day it reports on: {day.basis}")
    return best


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= _FIRST_YEAR else None
    except ValueError:
        return None


@cache
def _parse(words: str, base: date | None) -> date | None:
    """`dateparser` in English. Without a base only a whole date is read."""
    if iso := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", words):
        return _date(*map(int, iso.groups()))
    from dateparser.date import DateDataParser

    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False}
    settings |= {"RELATIVE_BASE": datetime(base.year, base.month, base.day)} if base else {"STRICT_PARSING": True}
    words = re.sub(r"\bearlier\b", "ago", re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", words), flags=re.IGNORECASE)
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(words).date_obj
    return found.date() if found and found.year >= _FIRST_YEAR else None
