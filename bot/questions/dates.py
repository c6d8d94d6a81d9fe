"""The days that a question limits itself to: "since March", "before 3 May 2030", "last week", "in March"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.library import Library
from retrieval.types import Span

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_DAYS = "|".join(day.lower() for day in calendar.day_name)
_MONTH = "|".join(MONTHS)
_WHEN = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{_MONTH})\b(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d),?)?(?:\s+\d{{4}}\b)?"
    r"|\d{4}-\d{2}-\d{2}|(?:the\s+)?last\s+(?:week|month|year)|yesterday|today"
)
_YEAR = r"(?:19|20|21)\d\d\b"
_LIMIT = re.compile(
    rf"\b(since|after|from|until|till|before|by)\s+((?:the\s+)?(?:start|end|beginning)\s+of\s+)?"
    rf"({_WHEN}|\d{{4}}(?=\s*(?:[?.,;]|$)))",
    re.IGNORECASE,
)  # "by 2000 farmers" is no year, "Mayor" no May
_BETWEEN = re.compile(
    rf"\b(?:between|from)\s+((?:the\s+)?(?:start|end|beginning)\s+of\s+)?({_WHEN}|\d{{4}})\s+(?:and|to|until|till)\s+"
    rf"((?:the\s+)?(?:start|end|beginning)\s+of\s+)?({_WHEN}|\d{{4}})\b",
    re.IGNORECASE,
)
# Before "may" and "march" alone, "in" makes the month; "on" makes a day of it.
_WITHIN = re.compile(
    rf"\b(?:(?:in|during|on)\s+({_WHEN})|(?:in|during)\s+({_YEAR})|((?:the\s+)?(?:last|this)\s+(?:week|month)|yesterday))",
    re.IGNORECASE,
)
CALENDAR = re.compile(rf"{_MONTH}|{_DAYS}", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """ISO days, both of them in it, and where the question says so."""

    since: str | None
    until: str | None
    span: Span


def period(text: str, today: date, library: Library) -> Period | None:
    """`today` anchors "last month"."""
    if match := _BETWEEN.search(text):
        return _between(match, today, library)
    if match := _LIMIT.search(text):
        return _limited(match, today, library)
    if match := _WITHIN.search(text):
        words = (match[1] or match[2] or match[3]).lower()
        if first := _first(words, today, library, within=True):
            return Period(first, _last(words, first, today), Span(*match.span()))
    return None


def _between(match: re.Match[str], today: date, library: Library) -> Period | None:
    since, until = (_first(words.lower(), today, library) for words in (match[2], match[4]))
    if since is None or until is None:
        return None
    since = _last(match[2].lower(), since, today) if "end" in (match[1] or "").lower() else since
    return Period(since, _last(match[4].lower(), until, today), Span(*match.span()))


def _limited(match: re.Match[str], today: date, library: Library) -> Period | None:
    words, part = match[3].lower(), (match[2] or "").lower()
    first = _first(words, today, library)
    if first is None:
        return None
    word, span = match[1].lower(), Span(*match.span())
    day = _last(words, first, today) if "end" in part or (word in ("until", "till", "by") and not part) else first
    return Period(None, day, span) if word in ("until", "till", "before", "by") else Period(day, None, span)


def _first(words: str, today: date, library: Library, *, within: bool = False) -> str | None:
    """The first day of what the words name. Of a month without a year it is the last one before the newest article;
    `within` it, the last one that has an article."""
    words = words.removeprefix("the ").strip()
    try:
        if re.fullmatch(r"\d{4}(?:-\d{2}-\d{2})?", words):
            return date.fromisoformat(words if "-" in words else f"{words}-01-01").isoformat()
        if words in ("today", "yesterday"):
            return (today - timedelta(days=words == "yesterday")).isoformat()
        which, _, unit = words.partition(" ")
        if which == "last":
            return (today - timedelta(days={"week": 7, "month": 31, "year": 366}[unit.strip()])).isoformat()
        if which == "this":
            return (today - timedelta(days=today.weekday()) if "week" in unit else today.replace(day=1)).isoformat()
        return _of_month(words, today, library, within=within).isoformat()
    except ValueError:
        return None


def _of_month(words: str, today: date, library: Library, *, within: bool) -> date:
    month = next(number for name, number in MONTHS.items() if re.search(rf"\b{name}\b", words))
    year, day = re.search(r"\b\d{4}\b", words), re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words)
    days = _published(library)
    anchor = max(days, default=today)
    guess = anchor.year if month <= anchor.month else anchor.year - 1
    if within:
        guess = max((each.year for each in days if each.month == month), default=guess)
    return date(int(year.group()) if year else guess, month, int(day[1]) if day else 1)


def _last(words: str, first: str, today: date) -> str:
    """The last day of what the words name, given its first one."""
    day = date.fromisoformat(first)
    if re.fullmatch(r"\d{4}", words):
        return day.replace(month=12, day=31).isoformat()
    if re.match(r"(?:the\s+)?(?:last|this)\b", words):
        return today.isoformat()
    if "-" in words or words in ("yesterday", "today") or re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b", words):
        return first
    return day.replace(day=calendar.monthrange(day.year, day.month)[1]).isoformat()


def _published(library: Library) -> list[date]:
    """The days of the articles."""
    days = (library.details(source).published for source in library.articles)
    return [date.fromisoformat(day.iso[:10]) for day in days if day]
