"""Datelines: the place, day and agency before an article's first words ("VELMAR, April 2 (Sund News Agency) —").

They belong to the page and not to the sentence behind them. Understood are the ways of wires and press releases: the
day before or behind the agency, which stands in brackets or between strokes, then a dash of any kind. Without an
agency and a day only a place in capitals counts, or else "Velmar – the old town – said" would be one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.articles.dates import DATE, FULL, WEEKDAY
from retrieval.types import Span

_FAR = 3_000  # code points from the top
_WORD = r"[A-Z][\w’'.-]*?"
_PLACE = rf"{_WORD}(?: (?:{_WORD}|de|del|di|la|el|al|of|upon|on)){{0,4}}"
_REGION = r"(?:(?:, ?|/| ?\[)[A-Z][\w’' .-]{1,30}?\]?){0,2}?"
_LOUD = r"[A-Z]{3}[A-Z’'.-]*(?: [A-Z][A-Z’'.-]*){0,4}|[A-Z]{2}[A-Z’'.-]*(?: [A-Z][A-Z’'.-]*){1,4}"
_DAY = rf"(?:(?i:{WEEKDAY}),? )?(?i:{FULL}|{DATE}\.?)"
_GAP = r"[^\S\r\n]*"
_DASH = rf"{_GAP}(?:--+|[–—―]|(?<=[\s)/])-(?=\s))"
_AGENCY = r"(?:\((?P<wire>[A-Z][\w’'&./ -]{1,40}|[a-z]{3})\)|/(?P<strokes>[A-Z][\w’'&. -]{1,30})/)"
_TEXT = r"(?=\s*[\"“‘'*(\[]*[A-Z0-9])"
_FORMS = (
    # "VELMAR, April 2 (SNA) —", "VELMAR. April 2. /SNA/.", "Velmar, Tarsia--(SNA)--April 2, 2031--", "(SNA) -"
    rf"(?:(?P<place>{_PLACE}){_REGION}(?:[,.]? ?(?P<before>{_DAY})[,.]?)?(?:{_DASH})?{_GAP})?{_AGENCY}"
    rf"(?:(?:{_DASH}|,){_GAP}(?P<after>{_DAY}))?(?:[.:]?{_DASH}|[.:](?=\s)){_TEXT}",
    rf"(?P<place>{_PLACE}){_REGION},? (?P<before>{_DAY}),? {_AGENCY}{_TEXT}",  # "Velmar, Apr 2 (SNA) The council"
    # "Velmar, 2 April 2031 –", "VELMAR, Tarsia – April 2, 2031 –"
    rf"(?P<place>{_PLACE}){_REGION}(?:,|{_DASH})? ?(?P<before>{_DAY}){_DASH}{_TEXT}",
    rf"(?P<place>{_LOUD}){_REGION}{_DASH}{_TEXT}",  # "VELMAR, Tarsia -"
)
_SHAPES = tuple(re.compile(form) for form in _FORMS)
_PROSE = re.compile(r"[a-z]{2}(?:.{20}|.*[.!?])")  # what follows a dateline: "TARN – BREL TALKS FAIL" is a headline


@dataclass(frozen=True, slots=True)
class Dateline:
    """`day` is in the words of the article, often without a year; `span` ends with the dash."""

    span: Span
    wire: str | None
    day: str | None


def find(text: str) -> Dateline | None:
    """The dateline before the first sentences of an article, if it has one."""
    prose = 0
    for line in re.finditer(r"[^\s\ufeff*_>][^\r\n\u2028\u2029]*", text[:_FAR]):
        for shape in _SHAPES:
            match = shape.match(text, line.start())
            if match and _PROSE.search(text, match.end(), match.end() + 200):
                found = match.groupdict()
                wire = found.get("wire") or found.get("strokes")
                day = found.get("before") or found.get("after")
                return Dateline(Span(*match.span()), wire, day.rstrip(".") if day else None)
        prose += bool(re.search(r"[a-z]{2}[.!?][”\"’]?$", line[0].rstrip()))
        if prose == 3:
            break
    return None
