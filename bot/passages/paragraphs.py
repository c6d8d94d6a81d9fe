"""The paragraphs of an article: its lines that are not blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.library import Library
from retrieval.types import Span

_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]*\S[^\r\n\u2028\u2029]*")


def paragraphs(source: str, library: Library) -> Sequence[Span]:
    return _split(library.articles[source].text)


def around(source: str, span: Span, library: Library, before: int = 0, behind: int = 0) -> Span:
    """The paragraphs that a slice lies in, with so many before and behind."""
    spans = paragraphs(source, library)
    touched = [place for place, each in enumerate(spans) if each.overlaps(span)]
    if not touched:
        return span
    first, last = max(0, touched[0] - before), min(len(spans) - 1, touched[-1] + behind)
    return Span(spans[first].start, spans[last].end)


@lru_cache(maxsize=512)
def _split(text: str) -> tuple[Span, ...]:
    return tuple(Span(*line.span()) for line in _PARAGRAPH.finditer(text))
