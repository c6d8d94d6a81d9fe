"""Hours in front of the entries of a live blog: "16.42 GMTReen: I will not resign", "[14:05]", "2h ago".

An hour is a stamp where it stands alone in its line, or where several lines begin with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.articles.dates import FULL
from retrieval.layout.edits import Edit

_ZONE = r"(?:GMT|UTC|[A-Z]{1,3}T)(?=[A-Z][a-z]|[^A-Za-z]|$)"
_HOUR = rf"\d{{1,2}}[.:h]\d{{2}}(?::\d{{2}})?(?: ?[aApP]\.?[mM]\.?)?(?: ?\(?{_ZONE}\)?)?"
_AGO = r"(?:about )?(?:\d{1,2}|an?) ?(?:[hm]|hrs?|hours?|mins?|minutes?)(?: ago)?"
_STAMP = re.compile(
    rf"^[ \t]*(?:[•*-] )?[\[(]?(?:(?:posted|updated)(?: at)? )?(?P<hour>{_HOUR}|{_AGO}(?= *$))[\])]?"
    r"(?:(?P<alone>[ \t]*$)|[ \t]*(?:[-–—:|•][ \t]+|(?=[A-Z“\"‘])))",
    re.MULTILINE | re.IGNORECASE,
)
_PRINTED = re.compile(rf"\b(?:Published|Posted|Updated)(?: on)?:? ?{FULL}", re.IGNORECASE)
_FEW_LINES, _TOP = 2, 2_000
_CASED = re.compile(rf"(?:{_HOUR}|(?i:{_AGO}))")


def edits(text: str) -> Iterator[Edit]:
    in_one = text.strip().count("\n") < _FEW_LINES  # a page in one line: the day it was printed gets a line of its own
    if in_one and (day := _PRINTED.search(text[:_TOP])):
        yield Edit(day.start(), day.start(), "\n")
        yield Edit(day.end(), day.end(), "\n")
        return
    found = [m for m in _STAMP.finditer(text) if _CASED.fullmatch(m["hour"])]
    several = len(found) > 1
    for match in found:
        if several or match["alone"] is not None:
            yield Edit(*match.span(), "")
