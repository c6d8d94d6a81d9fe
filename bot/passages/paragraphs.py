"""The paragraphs of an article: its lines that are not blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.library import Library
from retrieval.types import Span

_HEADING = 10  # words
_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]*\S[^\r\n\u2028\u2029]*")


def paragraphs(source: str, library: Library) -> Sequence[Span]:
    return _split(library.articles[source].text)


def around(source: str, span: Span, library: Library, before: int = 0, behind: int = 0, headings: bool = True) -> Span:
    """The paragraphs that a slice lies in, with so many before and behind; those before may be counted without the
    `headings`."""
    spans = paragraphs(source, library)
    touched = [place for place, each in enumerate(spans) if each.overlaps(span)]
    if not touched:
        return span
    first, last = touched[0], min(len(spans) - 1, touched[-1] + behind)
    text = library.articles[source].text
    while before and first:
        first -= 1
        before -= headings or not _is_heading(spans[first].of(text))
    return Span(spans[first].start, spans[last].end)


def _is_heading(line: str) -> bool:
    """Whether a line is a few words that end in no mark of a sentence."""
    return len(line.split()) <= _HEADING and line.rstrip(" ”’\"')")[-1:].isalnum()


@lru_cache(maxsize=512)
def _split(text: str) -> tuple[Span, ...]:
    return tuple(Span(*line.span()) for line in _PARAGRAPH.finditer(text))
