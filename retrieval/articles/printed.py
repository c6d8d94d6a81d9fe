"""Lines that say when an article was printed: "Published: 3 April 2031", "By Ona Rell | 3 April 2031, 9am".

A line counts when all that stands around its date is what such lines hold: a label, an hour, a byline, an outlet or a
place, each behind a mark of its own. So no sentence that names a day is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retrieval.articles.dates import WEEKDAY, found_in

_UPDATED = r"(?:(?:last|most recently) )?(?:updated|modified|edited|revised|upd)"
_PUBLISHED = (
    r"(?:this (?:article|story|page|post|entry|release|statement) was )?(?:(?:first|originally) )?"
    r"(?:published|posted|issued|released|uploaded|created|printed|pub|date|dated|embargoed (?:until|till)"
    r"|(?:press|media|news) release)"
)
_LABEL = re.compile(rf"(?i)\b(?:(?P<updated>{_UPDATED})|{_PUBLISHED})(?: on| at| date)?\s*[:|]?\s*")
_ZONE = r"(?:\s*(?:Z\b|\(?\b(?-i:[A-Z]{2,5})\b\)?|(?:UTC|GMT)?[+-]\d{1,2}:?\d{2}))?"
_HOUR = rf"(?:T?\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2,}})*(?:\s*[ap]\.?m\b\.?)?|\d{{1,2}}\s*[ap]\.?m\b\.?){_ZONE}"
_BEFORE = re.compile(rf"(?i)(?:{_HOUR}[\s,•|·–—-]*)?(?:on\s+)?(?:{WEEKDAY}[,\s]*)?$")
_BEHIND = re.compile(rf"(?i)(?:[\s,•|·–—-]|\bat\b)*{_HOUR}")
_AGO = re.compile(
    rf"(?i)(?:(?:{_UPDATED}|{_PUBLISHED})\W*)?(?:just now|(?:about )?(?:\d+|an?|one) ?(?:seconds?|min(?:ute)?s?|hours?"
    rf"|hrs?|days?|weeks?|months?|[hdm])(?: ago)?|(?:at )?{_HOUR})(?:\W*{_UPDATED}\W*.{{0,20}})?"
)
_MARKS = re.compile(r"\s*[|•·;/]\s*|\s+[–—-]+\s+|\s{2,}|\s*[—]\s*|[.,]\s+|[.,]$|^[.,]\s*")
_BARS = re.compile(r"[|•·]|\s{2,}")
_BY = re.compile(r"(?:(?:Posted|Published|Written|Reported|Story|Words) )?(?:[Bb]y|BY):? (?P<who>[A-Z][^|•·,;–—]*)")
# Parts of such a line that are no sentence: names, "page 3", "4 min read".
_PART = re.compile(
    r"(?:(?:[A-Z][\w’'&.-]*|of|the|and|in|for|de|&|\d{1,3})(?:\s|$)){1,8}|(?i:\d{1,3}[ -]min(?:ute)?s? read|page \d+)"
    r"|(?i:(?:[\w-]+ ){0,3}(?:correspondent|reporter|editor|writer|columnist|release|statement))"
)
_APART = re.compile(
    r"\s*(?:$|[|•·;.)\]–—-]|,\s+(?![a-z])|\s{2,}|[A-Z(\[])"
    r"|,?\s+(?:by|(?:last |first )?(?:updated|modified|published))\b"
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Printed:
    """`stated` has the words of the days `published` and `updated`, `parts` is what else the line holds.

    Nothing is stated by "Updated 3 hours ago", which no reader of a file can date.
    """

    stated: Mapping[str, str]
    parts: tuple[str, ...] = ()


def printed(line: str) -> Printed | None:
    """What a line says of when its article was printed, or None where it is no such line."""
    words = line.strip("*_#>[]() \t")
    if not words or len(words) > _LONGEST:
        return None
    stated: dict[str, str] = {}
    rest, at, labelled = [], 0, False
    while (date := found_in(words[at:])) is not None:
        start, end = at + date[0].start, at + date[0].end
        lead = _BEFORE.sub("", words[at:start])
        label = next((m for m in _LABEL.finditer(lead) if not lead[m.end() :].strip(" ,:|-–—(")), None)
        before = lead[: label.start()] if label else lead
        stated.setdefault("updated" if label and label["updated"] else "published", words[at + len(before) : end])
        if hour := _BEHIND.match(words, end):
            end = hour.end()
        if not (label or _ends_apart(before)) or not _APART.match(words, end):
            return None
        labelled |= label is not None and not before.strip()
        rest.append(before)
        at = end
    if not stated:
        return Printed({}) if _AGO.fullmatch(words) else None
    pieces = (part.strip(" ()[]*_:,-–—") for piece in (*rest, words[at:]) for part in _MARKS.split(piece))
    parts = tuple(part for part in pieces if part)
    by = _BY.match(words)
    if (
        labelled
        or (by and not found_in(by["who"][:20]))
        or (_BARS.search(words) and len(words) <= 120)
        or all(_PART.fullmatch(part) for part in parts)
    ):
        return Printed(stated, parts)
    return None


def days(lines: Iterable[str]) -> set[str]:
    """The days that stand in lines of their own: a chronicle has several."""
    return {read.stated["published"] for line in lines if (read := printed(line)) and "published" in read.stated}


def _ends_apart(before: str) -> bool:
    """Whether a date may follow without a label: at the start, behind a mark, or behind "By Ona Rell"."""
    return not before.strip() or bool(re.search(r"[|•·,;:.(\[–—-]\s*$|\s{2,}$", before) or _BY.fullmatch(before))
