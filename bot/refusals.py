"""Saying that one will not say: "declined to comment on the lake", "would not be drawn". It is no position."""

from __future__ import annotations

import re

from bot.library import Library
from retrieval.types import Span, Statement

_DECLINES = re.compile(
    r"\b(?:declin\w+|refus\w+) to (?:comment|say|answer|discuss|speak|confirm|elaborate|be drawn|take sides)"
    r"|(?:\bnot|n['’]t|\bno|\bwithout) (?:yet |immediately |be |been |a )*(?:comment\w*|respond\w*|repl\w+|drawn)"
    r"|\bnot (?:yet )?confirm\w*"
    r"|\bno comment\b",
    re.IGNORECASE,
)


# "He would not be drawn on pay, but the merger must wait" says something all the same.
_GOES_ON = re.compile(r"\bbut (?!(?:also )?(?:declin|refus|would not|did not))", re.IGNORECASE)
_ANONYMITY = re.compile(r"\b(?:not to be (?:named|identified|quoted)|(?:condition of )?anonymity)\b", re.IGNORECASE)


def declines(text: str) -> bool:
    """Whether a text says that somebody will not say, and says no more than that."""
    return bool(_DECLINES.search(text)) and not _GOES_ON.search(text)


def is_aside(row: Statement) -> bool:
    """Whether the row is about the talking itself: a source that asked not to be named demands nothing."""
    return bool(_ANONYMITY.search(row.quote))


def is_refusal(row: Statement, library: Library) -> bool:
    """Whether the row is somebody's refusal to say, judged by the words from its cue to its end."""
    start = min(span.start for span in (row.quote_span, row.cue_span) if span)
    text = library.articles[row.source].text
    return declines(Span(max(0, start - 20), row.quote_span.end).of(text))
