"""When something was said: the day that a sentence names for its cue, and days that carry on from what stands before.

A day inside of what was said is not the day of saying it, nor is one on which something will happen, nor one that
stands nearer to somebody else's cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from retrieval.articles.dates import Moment, day_of, is_later, moments
from retrieval.types import Day, Span, Statement

# "Said on Monday it was ready" has its day, wherever the content is thought to begin; "said Monday was early" has none.
_BESIDE = re.compile(r"\s+(?:(?:on|late|early|earlier)\s+)*")
_IS = re.compile(r"\s+(?:is|was|will|would|had|has|could|may|might|should)\b")
# "Brel, pictured in Tarn on 2 May, said": the day is of the picture; "…, the agency reported Sunday": of the report.
_ASIDE = re.compile(
    r"(?:,\s+(?:\w+ly\s+)?(?P<aside>[a-z]+(?:ed|en|wn|rn))\b[^,;:.]{0,40}"
    r"|\b(?P<verb>[a-z]+ed|said|says|told|wrote)\s+(?:(?:on|late|early|earlier)\s+)*)$"
)
_NEWS = re.compile(r"(?:yester|to|\b(?:mon|tues|wednes|thurs|fri|satur|sun))day", re.IGNORECASE)
_PAST = re.compile(r"\b(?:[a-z]+ed|said|told|wrote|spoke|made|gave|sent)\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have|had|having|is|are|was|were|be|been|to)\s+(?:\w+ly\s+|not\s+)?$")
_FAR = 1_500  # code points between two statements of one speech
_WITH = "said beside what has a day: "
_BACK = 1_500  # code points: how far before "a day earlier" the day stands that it is counted from


def said_on(
    text: str,
    sentence: Span,
    cue: Span | None,
    contents: Sequence[Span],
    published: Day | None,
    year: int | None = None,
    rivals: Sequence[Span] = (),
    before: Span | None = None,
) -> Day | None:
    """The day that a sentence names for its cue: the expression nearest to it, outside of what was said.

    `rivals` are the cues of others in the same sentence. `before` is the sentence before it: where a cue in the past
    has no day of its own, it is of the day that the story has come to.
    """
    anchor = cue or Span(sentence.start, sentence.start)
    found = [
        m
        for m in moments(text, sentence)
        if not m.ahead
        and (
            not any(c.start <= m.span.start and m.span.end <= c.end for c in contents)
            or (cue is not None and _BESIDE.fullmatch(text, cue.end, m.span.start) and not _IS.match(text, m.span.end))
        )
        and not is_later(text, sentence, m.span, cue)
        and not _is_aside(text, sentence, m.span, cue)
        and all(_apart(m.span, anchor) <= _apart(m.span, rival) for rival in rivals)
    ]
    if not found:
        return _going_on(text, cue, before, published) if not any(moments(text, sentence)) else None
    nearest = min(found, key=lambda m: _apart(m.span, anchor))
    beside = _day_before(text, nearest, published, year) if nearest.kind == "beside" else None
    day = day_of(nearest, published, year, beside)
    return day if day is not None and not _is_to_come(day, published) else None


def _going_on(text: str, cue: Span | None, before: Span | None, published: Day | None) -> Day | None:
    """The day of what is told just before, where it is a day of the news and the cue is told in the same tense."""
    if cue is None or before is None or published is None or not _PAST.search(cue.of(text)):
        return None
    if _PERFECT.search(text, max(0, cue.start - 24), cue.start):
        return None
    found = [m for m in moments(text, before) if m.kind in ("named", "relative") and _NEWS.search(m.words)]
    if not found or found[-1].ahead or is_later(text, before, found[-1].span):
        return None
    day = day_of(found[-1], published)
    if day is None or _is_to_come(day, published):
        return None
    return Day(day.iso, True, f"the day of what is told before: {day.basis}", day.between)


def _apart(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _is_aside(text: str, sentence: Span, day: Span, cue: Span | None) -> bool:
    aside = _ASIDE.search(text, sentence.start, day.start)
    return aside is not None and not (cue is not None and Span(*aside.span(aside.lastgroup or 0)).overlaps(cue))


def _day_before(text: str, moment: Moment, published: Day | None, year: int | None) -> Day | None:
    """The day named last before a moment: what "a day earlier" is counted from."""
    before = [
        m
        for m in moments(text, Span(max(0, moment.span.start - _BACK), moment.span.start))
        if not m.ahead and m.kind != "beside"
    ]
    return day_of(before[-1], published, year) if before else None


def _is_to_come(day: Day, published: Day | None) -> bool:
    """Whether a day is later than the article, by more than the night in which it was printed."""
    if published is None or not day.inferred:
        return False
    return date.fromisoformat(day.iso) - date.fromisoformat(published.iso) > timedelta(days=1)


def carried(rows: Sequence[Statement]) -> list[Day | None]:
    """The day of each of an article's rows: its own, or else that of what the same holder said beside it.

    News names the day of a speech once; what its speaker says before and behind that is of the same day, as long as no
    stretch of the article without that speaker lies between.
    """
    days = [row.said for row in rows]
    for order in (range(len(rows)), reversed(range(len(rows)))):
        last: dict[str, tuple[int, Day]] = {}
        for number in order:
            row, day = rows[number], days[number]
            if row.headline:
                continue
            known = last.get(row.holder)
            if day is None and known is not None and abs(row.quote_span.start - known[0]) <= _FAR:
                basis = known[1].basis.removeprefix(_WITH)
                day = days[number] = Day(known[1].iso, True, f"{_WITH}{basis}", known[1].between)
            if day is not None:
                last[row.holder] = row.quote_span.start, day
    return days
