"""The whole sentences that citations lie in: what tells how they are meant may stand just before the quote."""

from __future__ import annotations

from collections.abc import Sequence

from bot.library import Library
from bot.types import Citation
from retrieval.types import Span


def cited_sentences(citation: Citation, library: Library) -> list[Span]:
    """Their places in the source, in order."""
    span = Span(citation.start, citation.end)
    return [each for each in library.sentences(citation.source) if each.overlaps(span)]


def cited_texts(citations: Sequence[Citation], library: Library) -> list[str]:
    """Their words, citation by citation."""
    return [
        sentence.of(library.articles[each.source].text)
        for each in citations
        for sentence in cited_sentences(each, library)
    ]
