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
# "Brel, who was in Tarn in September, said", "the largest since the war began in February": the day is the clause's.
_CLAUSE = re.compile(
    r".*\b(?P<opens>who|whom|whose|which|that|where|since)(?:\s+[^\s,;:–—]+){2}\s[^,;:–—]*$", re.DOTALL
)
_NEWS = re.compile(r"(?:yester|to|\b(?:mon|tues|wednes|thurs|fri|satur|sun))day", re.IGNORECASE)
_AGAIN = frozenset("he she they it".split())
_PAST = re.compile(r"\b(?:[a-z]+ed|said|told|wrote|spoke|made|gave|sent)\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have|had|having|is|are|was|were|be|been|to)\s+(?:\w+ly\s+|not\s+)?(?:[a-z]+)?$")
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
) -> Day | None:
    """The day that a sentence names for its cue: the expression nearest to it, outside of what was said.

    `rivals` are the cues of others in the same sentence.
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
        and not _is_in_clause(text, sentence, m.span, cue)
        and all(_apart(m.span, anchor) <= _apart(m.span, rival) for rival in rivals)
    ]
    if not found:
        return None
    nearest = min(found, key=lambda m: _apart(m.span, anchor))
    beside = _day_before(text, nearest, published, year) if nearest.kind == "beside" else None
    day = day_of(nearest, published, year, beside)
    return day if day is not None and not _is_to_come(day, published) else None


def going_on(
    text: str,
    sentence: Span,
    cue: Span | None,
    holder: Span | None,
    before: Span,
    told: Day | None,
    published: Day | None,
) -> Day | None:
    """The day that a cue in the past, beside which no time is told, has from the sentence `before`.

    It is that of what was `told` there; else a day of the news there, where the holder was there too. What somebody
    says next of a strike on Friday is not said on Friday.
    """
    if cue is None or published is None or any(moments(text, sentence)):
        return None
    if not _PAST.search(cue.of(text)) or _PERFECT.search(text, max(0, cue.start - 24), cue.end):
        return None
    if told is None and _was_there(text, holder, before):
        found = [m for m in moments(text, before) if m.kind in ("named", "relative") and _NEWS.search(m.words)]
        found = [m for m in found if text[m.span.end : m.span.end + 1] not in ("'", "’")]  # "Tuesday's match"
        if found and not (
            found[-1].ahead
            or is_later(text, before, found[-1].span)
            or _is_in_clause(text, before, found[-1].span, None)
        ):
            told = day_of(found[-1], published)
    if told is None or told.between is not None or _is_to_come(told, published):
        return None
    return Day(told.iso, True, f"the day of what is told before: {told.basis}")


def _was_there(text: str, holder: Span | None, before: Span) -> bool:
    """Whether somebody was named in the sentence before, or is called by a word for who was."""
    if holder is None:
        return False
    words = holder.of(text)
    again = words.lower() in _AGAIN or (words.lower().startswith("the ") and words[4:].islower())
    there, last = before.of(text), words.split()[-1]
    return again or there.split()[0].lower() in _AGAIN or (last[0].isupper() and last in there)


def _apart(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _is_aside(text: str, sentence: Span, day: Span, cue: Span | None) -> bool:
    aside = _ASIDE.search(text, sentence.start, day.start)
    return aside is not None and not (cue is not None and Span(*aside.span(aside.lastgroup or 0)).overlaps(cue))


def _is_in_clause(text: str, sentence: Span, day: Span, cue: Span | None) -> bool:
    """Whether a day stands in a clause that the cue is not in."""
    clause = _CLAUSE.match(text, sentence.start, day.start)
    return clause is not None and not (cue is not None and clause.start("opens") <= cue.start < day.start)


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


def _is_perfect(text: str, row: Statement) -> bool:
    cue = row.cue_span
    return cue is not None and _PERFECT.search(text, max(0, cue.start - 24), cue.end) is not None


def carried(rows: Sequence[Statement], text: str) -> list[Day | None]:
    """The day of each of an article's rows: its own, or else that of what the same holder said beside it.

    News names the day of a speech once; what its speaker says before and behind that is of the same day, as long as no
    stretch of the article without that speaker lies between. What somebody "has said" was said on no day in particular.
    """
    days = [row.said for row in rows]
    for order in (range(len(rows)), reversed(range(len(rows)))):
        last: dict[str, tuple[int, Day]] = {}
        for number in order:
            row, day = rows[number], days[number]
            if row.headline:
                continue
            known = last.get(row.holder)
            if (
                day is None
                and known is not None
                and not _is_perfect(text, row)
                and abs(row.quote_span.start - known[0]) <= _FAR
            ):
                basis = known[1].basis.removeprefix(_WITH)
                day = days[number] = Day(known[1].iso, True, f"{_WITH}{basis}", known[1].between)
            if day is not None:
                last[row.holder] = row.quote_span.start, day
    return days
