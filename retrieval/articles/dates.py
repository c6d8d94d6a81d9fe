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
_GAP = r"[ \u00a0\u202f]"
DATE = rf"(?:{_DAY}(?:{_GAP}of)?{_GAP}{_MONTH}|{_MONTH}{_GAP}{_DAY})\b"
FULL = rf"(?:\d{{4}}-[01]\d-[0-3]\d(?=T\d|\b)|{DATE}\.?,?{_GAP}\d{{4}}\b)"
WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?\b\.?"
_NUMBER = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_MONTHS = "january february march april may june july august september october november december".split()
_WHOLE_MONTH = "|".join(name.capitalize() for name in _MONTHS)
EXPRESSION = re.compile(
    rf"""\b(?:
      (?P<full>(?:{_WEEKDAY},?\ )?{FULL})
    | (?P<named>(?P<weekday>{_WEEKDAY}),?\ \(?(?P<dated>{DATE})\)?)
    | (?P<month_day>{DATE}(?!\ ?[-–]))
    | (?P<beside>{_NUMBER}\ (?:days?|weeks?|months?)\ (?:earlier|before|later)\b
        |the\ (?:same|next|following|previous)\ day\b|the\ day\ before(?=\s*(?:[,.;]|$)))
    | (?P<relative>yesterday|(?-i:[Tt]oday)(?!['’]s|\ (?-i:[A-Z]))|the\ day\ before\ yesterday
        |{_NUMBER}\ (?:days?|weeks?|months?|years?)\ ago
        |last\ (?:week|month|year)|earlier\ (?:this|last)\ (?:week|month|year)|(?:over|at|during)\ the\ weekend
        |(?:in|last|during|early|late|mid-?)\ ?(?-i:{_WHOLE_MONTH})\b(?:,?\ (?P<year>\d{{4}}))?(?!\ ?\d)
        |(?:last\ |this\ )?(?:{_WEEKDAY})(?:\ (?:morning|afternoon|evening|night))?)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_AHEAD = re.compile(
    r"(?:next|coming|upcoming|scheduled for|set for|due (?:on|in)|planned for|until|till|by|before|from|starting"
    r"|through|since|expires?(?: on)?|deadline of)\s*(?:the |on )?$"
    r"|\d ?[-–]$",
    re.IGNORECASE,
)
# What is told with these words comes later than when it is told.
_LATER = re.compile(
    r"\b(?:(?P<verb>will|won[’']t|shall|would|[’']ll|(?:is|are|was|were)(?: (?:due|set|expected|scheduled|supposed"
    r"|going|likely|planning|hoping|preparing))? to)|(?P<noun>plans?|hopes?|intends?|aims?|expects?) to)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:said|says|told|added|announced|insisted|warned|wrote)\b", re.IGNORECASE)
_ADVERBS = re.compile(r"(?:\s|\w+ly\b|not\b|also\b|now\b|then\b|be\b)*")
_BREAK = re.compile(r"[,;:()“”\"–—]")
_IN_YEAR = re.compile(r"\b(?:in|of|during) ((?:19|20)\d{2})\b", re.IGNORECASE)
_KINDS = ("full", "named", "month_day", "beside", "relative")
_NEAR = 31  # days
LATEST = 2100  # a year; an article that says that it was printed later is not believed
_FIRST_YEAR = 1500  # before it nothing was printed; "0001-01-01" stands for a date that somebody's program lacked
_PARTS = {"ear": (1, 5, 10), "mid": (11, 15, 20), "lat": (21, 25, 28)}  # of a month: first, likeliest and last day
_NUMBERS = "- a two three four five six seven eight nine ten".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


@dataclass(frozen=True, slots=True)
class Moment:
    """An expression of time. `ahead` where it is something still to come, or a limit ("until Friday")."""

    span: Span
    words: str
    kind: str  # "full", "named", "month_day", "beside" (another day: "a day earlier") or "relative"
    ahead: bool


def moments(text: str, within: Span | None = None) -> Iterator[Moment]:
    """Every expression of time in `text`, in order."""
    start, end = within or (0, len(text))
    for match in EXPRESSION.finditer(text, start, end):
        kind = next(k for k in _KINDS if match[k])
        ahead = bool(_AHEAD.search(text, max(start, match.start() - 24), match.start()))
        yield Moment(Span(*match.span()), match[0], kind, ahead)


def day_of(
    moment: Moment, published: Day | None, latest_year: int | None = None, beside: Day | None = None
) -> Day | None:
    """The day a moment means, or None where the article's own date is needed and unknown.

    A weekday with a date needs no year: the first year from `latest_year` on (the latest one that the article names)
    in which the date falls on that weekday is taken, and marked as inferred. "A day earlier" is counted from the day
    `beside` it, else from the article's own.
    """
    words = moment.words
    if moment.kind == "full":
        found = _parse(words, None)
        return Day(found.isoformat(), False, words) if found else None
    if moment.kind == "named" and published is None:
        return _weekday_and_date(words, latest_year)
    start = beside if moment.kind == "beside" and beside is not None else published
    if start is None:
        return None
    base = date.fromisoformat(start.iso)
    if moment.kind in ("named", "month_day"):
        named = re.search(rf"\(?({DATE})\)?$", words, re.IGNORECASE)
        stretch = _nearest(named[1] if named else words, base)
    else:
        stretch = _stretch(" ".join(words.lower().split()), base)
    if stretch is None:
        return None
    likely, first, last = stretch
    about = " (about)" if first != last else ""
    whose = "the article's date" if start is published else "the day beside it,"
    return Day(
        likely.isoformat(),
        True,
        f"“{words}”{about}, counted from {whose} {start.iso}",
        (first.isoformat(), last.isoformat()) if first != last else None,
    )


def stretches(text: str, sentence: Span, published: Day | None) -> list[tuple[str, str]]:
    """The first and last day of every time that a sentence tells of, but for what is still to come: "on 4 August",
    "in February", "in 1967"."""
    days = [day_of(each, published) for each in moments(text, sentence) if not each.ahead]
    years = [year[1] for year in _IN_YEAR.finditer(text, *sentence)]
    return [day.between or (day.iso, day.iso) for day in days if day] + [(f"{y}-01-01", f"{y}-12-31") for y in years]


def _nearest(words: str, base: date) -> tuple[date, date, date] | None:
    """A date without a year: the one nearest to the article's own day."""
    days = [day for year in (base.year - 1, base.year, base.year + 1) if (day := _parse(f"{words} {year}", None))]
    found = min(days, key=lambda day: abs(day - base), default=None)
    return (found, found, found) if found else None


def _stretch(words: str, base: date) -> tuple[date, date, date] | None:
    """The likeliest, the first and the last of the days that an expression may mean."""
    try:
        return _counted(words, base)
    except (OverflowError, ValueError):
        return None


def _counted(words: str, base: date) -> tuple[date, date, date] | None:
    def day(back: int, about: int = 0) -> tuple[date, date, date]:
        found = base - timedelta(days=back)
        return found, found - timedelta(days=about), min(base, found + timedelta(days=about)) if about else found

    def month(back: int) -> tuple[date, date, date]:
        number = base.year * 12 + base.month - 1 - back
        first = date(number // 12, number % 12 + 1, 1)
        last = date((number + 1) // 12, (number + 1) % 12 + 1, 1) - timedelta(days=1)
        return first, first, min(base, last)

    monday = base - timedelta(days=base.weekday())
    if exact := {
        "today": 0,
        "the same day": 0,
        "yesterday": 1,
        "the day before": 1,
        "the previous day": 1,
        "the day before yesterday": 2,
        "the next day": -1,
        "the following day": -1,
    }.get(words.strip()):
        return day(exact)
    if words in ("today", "the same day"):
        return day(0)
    if counted := re.fullmatch(rf"({_NUMBER}) (day|week|month|year)s? (\w+)", words):
        number = (
            int(counted[1])
            if counted[1].isdigit()
            else _NUMBERS.index({"an": "a", "one": "a"}.get(counted[1], counted[1]))
        )
        number *= -1 if counted[3] == "later" else 1
        unit = {"day": 1, "week": 7, "month": 30, "year": 365}[counted[2]]
        if counted[2] in ("month", "year") and number > 0:
            first, _, _ = month(number * (12 if unit == 365 else 1))
            length = ((first + timedelta(days=31)).replace(day=1) - first).days
            likely = first.replace(day=min(base.day, length))
            return likely, likely - timedelta(days=unit // 2), min(base, likely + timedelta(days=unit // 2))
        return day(number * unit, unit // 2)
    if weekday := re.search(_WEEKDAY, words):
        back = (base.weekday() - _WEEKDAYS.index(weekday[0])) % 7
        if words.startswith("last "):
            return day(back or 7)
        return day(-1 if back == 6 else back)  # what is printed at night tells of the day that begins
    if words == "last week":
        return base - timedelta(days=7), monday - timedelta(days=7), monday - timedelta(days=1)
    if words.endswith("weekend"):
        saturday = base - timedelta(days=(base.weekday() - 5) % 7)
        return saturday, saturday, min(base, saturday + timedelta(days=1))
    if words.endswith("month"):
        return month(0 if "this" in words else 1)
    if words.endswith("year"):
        first = date(base.year - (0 if "this" in words else 1), 1, 1)
        return first, first, min(base, first.replace(month=12, day=31))
    if words.endswith("week"):
        return (monday, monday, base) if "this" in words else _counted("last week", base)
    named = re.search(rf"({'|'.join(_MONTHS)})(?:,? (\d{{4}}))?$", words)
    if named is None:
        return None
    number = _MONTHS.index(named[1]) + 1
    if named[2] and int(named[2]) < _FIRST_YEAR:
        return None
    first, _, last = month(
        (base.year - int(named[2])) * 12 + base.month - number if named[2] else (base.month - number) % 12
    )
    part = _PARTS.get(words[:3])
    if part is None:
        return first, first, last
    return first.replace(day=part[1]), first.replace(day=part[0]), min(last, first.replace(day=part[2]))


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


def is_later(text: str, sentence: Span, day: Span, cue: Span | None = None) -> bool:
    """Whether a day is one on which something will happen: "will debate a motion on Thursday".

    "Will leave, she said on Thursday" is none, nor is "said on Thursday that it will": there the day is the cue's.
    """
    before = text[sentence.start : day.start]
    since = max((mark.end() for mark in _BREAK.finditer(before)), default=0)
    *_, found = (None, *_LATER.finditer(before, since))
    if found is not None:
        at, end = sentence.start + found.start(), sentence.start + found.end()
        tells = _TELLS.search(before, found.end()) or (
            # "Those who will strike refused on Thursday", but "will flatly refuse on Thursday"
            cue is not None and end < cue.start < day.start and not _ADVERBS.fullmatch(text[end : cue.start])
        )
        return not tells and (found["verb"] is not None or cue is None or cue.start >= at)
    if len(before[since:].split()) > 1 or (cue is not None and since <= cue.start - sentence.start < len(before)):
        return False
    after = text[day.end : sentence.end].removeprefix(",")
    clause = after[: mark.start()] if (mark := _BREAK.search(after)) else after
    following = _LATER.search(clause)
    if following is None or following["verb"] is None:
        return False
    at = sentence.end - len(after) + following.start()
    return not _TELLS.search(clause, 0, following.start()) and (cue is None or not day.start <= cue.start < at)


def stated(line: str) -> Day | None:
    """The day in a line that is there to state one ("Published: 3 April 2031, 14:05 GMT"), or None."""
    found = found_in(line)
    return Day(found[1], False, line.strip()) if found else None


def found_in(line: str) -> tuple[Span, str] | None:
    """The first whole date in a line and its ISO form. "04/05/2031" may be either, and is none."""
    if match := re.search(FULL, line, re.IGNORECASE):
        read = _parse(match[0], None)
        return (Span(*match.span()), read.isoformat()) if read else None
    if match := re.search(r"\b(\d{4})([./])([01]?\d)\2([0-3]?\d)\b", line):
        days = {_date(int(match[1]), int(match[3]), int(match[4]))}
    elif match := re.search(r"\b([0-3]?\d)([./-])([01]?\d)\2(\d{4})\b|\b([01]?\d)/([0-3]?\d)/(\d{4})\b", line):
        first, second, year = (int(part) for part in re.findall(r"\d+", match[0]))
        days = {_date(year, second, first), _date(year, first, second) if "/" in match[0] else None}
    else:
        return None
    known = [day for day in days if day is not None]
    return (Span(*match.span()), known[0].isoformat()) if len(known) == 1 else None


def with_year(words: str, text: str, source: str) -> Day | None:
    """The day of a date without a year ("14 March"), where the file's name or a date of the text tells the year.

    The text does by the same day written out, or by the latest year that it names, with a date of that year at most a
    month away.
    """
    named = in_name(source)
    whole = [day for m in re.finditer(FULL, text, re.IGNORECASE) if (day := _parse(m[0], None))]
    for year in sorted({*([named.year] if named else []), *(day.year for day in whole)}):
        day = _parse(f"{words} {year}", None)
        if day is None:
            continue
        if named is not None and abs((day - named).days) <= _NEAR:
            return Day(day.isoformat(), True, f"“{words}”, its year from the file's name")
        if day in whole or (year == latest_year(text) and any(abs((day - other).days) <= _NEAR for other in whole)):
            return Day(day.isoformat(), True, f"“{words}”, its year from a date in the text")
    return None


def in_name(source: str) -> date | None:
    """The day in a file's name ("courier_2031-04-02.txt"), or None."""
    match = re.search(r"(?<![0-9A-Za-z])((?:19|20)\d{2})([-_.]?)([01]\d)\2([0-3]\d)(?![0-9A-Za-z])", source)
    return _date(int(match[1]), int(match[3]), int(match[4])) if match else None


def inferred_publication(text: str, sentences: Sequence[Span]) -> Day | None:
    """When an article without a date was about written: the latest day on which it says that somebody told something.

    Only days with their weekday count ("told reporters on Sunday (December 22)"): whole dates are history or plans.
    """
    year = latest_year(text)
    best: Day | None = None
    for sentence in sentences:
        if not _TELLS.search(text, sentence.start, sentence.end):
            continue
        for moment in moments(text, sentence):
            if moment.ahead or moment.kind != "named" or is_later(text, sentence, moment.span):
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
    words = " ".join(words.split())
    words = re.sub(r"\bearlier\b", "ago", re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", words), flags=re.IGNORECASE)
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(words).date_obj
    return found.date() if found and found.year >= _FIRST_YEAR else None
