"""The slice of an article that a claim shows: what is said with its cue and holder, whole, and nobody else's words."""

from __future__ import annotations

import re

from bot.library import Library
from retrieval.types import Span, Statement

LONGEST = 700  # code points of a clause with its holder; beyond that only the quote itself is shown
_LONGEST_CONTRAST = 160  # of what follows behind "but"
_LONGEST_ADDRESS = 90  # of what follows behind "she told"
_OPENING = "\"'“”„«»‘’"
_CLOSED = re.compile(r"(?:[.,!?…]*[\"”“»’']+)?[.!?…]*")
_TELLS = re.compile(r"\b(?:told|tells?|telling|assured|informed|reminded)$")
_ADDRESS = re.compile(r" [^,;:.!?“”\"\n—–]+")  # "she told | reporters on Monday"
_BUT = re.compile(r"[\"”»’']?[,;]? (?:but|yet|though|although) ")
# Behind "but" these go on with the same subject.
_GOES_ON = re.compile(r"(?:not|only|never|no|without|would|will|did|does|had|has|is|was|are|were|can|could|cannot)\b")


def clause(row: Statement, library: Library) -> Span:
    """The statement with its cue and holder, one slice of the article.

    The holder stays out where another statement stands between ("A rejects X and demands Y"), and so does the cue; only
    the quote is left of what would be too long. A "but" of the same holder, right behind, belongs to it.
    """
    text = library.articles[row.source].text
    span = row.quote_span
    for part in (row.cue_span, row.holder_span):
        wider = Span(min(span.start, part.start), max(span.end, part.end)) if part else span
        if wider.end - wider.start > LONGEST or _takes_in_another(row, wider, library):
            break
        span = wider
    if span.end > row.quote_span.end and _TELLS.search(span.of(text)):
        span = _with_address(row, span, library)
    span = _with_contrast(row, span, library)
    start = span.start - 1 if span.start and text[span.start - 1] in _OPENING else span.start
    closed = _CLOSED.match(text, span.end)
    return Span(start, closed.end() if closed else span.end)


def _takes_in_another(row: Statement, span: Span, library: Library) -> bool:
    """Whether a slice that should show one statement shows another one beside it."""
    own = row.quote_span
    return any(not other.quote_span.overlaps(own) for other in library.statements_at(row.source, span))


def _with_address(row: Statement, span: Span, library: Library) -> Span:
    """ "…, she told" with whom she told; without "she told" where that is long."""
    found = _ADDRESS.match(library.articles[row.source].text, span.end, _end_of_sentence(row, span, library))
    if found is None:
        return span
    wider = Span(span.start, found.end())
    if found.end() - span.end > _LONGEST_ADDRESS or _takes_in_another(row, wider, library):
        return Span(span.start, row.quote_span.end)
    return wider


def _with_contrast(row: Statement, span: Span, library: Library) -> Span:
    """ "Tarn welcomed the filing" with its "but said a sale was unnecessary": half of it would turn the meaning."""
    text, end = library.articles[row.source].text, _end_of_sentence(row, span, library)
    but = _BUT.match(text, span.end, end)
    if but is None:
        return span
    rest = Span(but.end(), end)
    other = next(
        (
            each
            for each in library.statements_at(row.source, rest)
            if each.cue_span and rest.start <= each.cue_span.start < rest.start + 20 and each.holder == row.holder
        ),
        None,
    )
    last = other.quote_span.end if other else end
    goes_on = other is not None or (
        _GOES_ON.match(text, rest.start) is not None and not library.statements_at(row.source, rest)
    )
    return Span(span.start, last) if goes_on and last - span.end <= _LONGEST_CONTRAST else span


def _end_of_sentence(row: Statement, span: Span, library: Library) -> int:
    return next((each.end for each in library.sentences(row.source) if each.start < span.end <= each.end), span.end)
