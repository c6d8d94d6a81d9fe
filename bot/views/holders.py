"""Why a cited sentence is somebody's: the words that name the holder, the actor's names, and for whom it speaks."""

from __future__ import annotations

from bot.library import Library
from bot.reports import HolderEvidence, NameEvidence
from bot.types import Citation
from retrieval.errors import ArticlesError
from retrieval.types import Span, Statement

_NAMES = 4


def holder_of(citation: Citation, library: Library) -> HolderEvidence:
    """Raises `ArticlesError` where nothing is attributed there any more."""
    article = library.articles.get(citation.source)
    rows = library.statements_at(citation.source, Span(citation.start, citation.end)) if article is not None else ()
    best = max(rows, key=lambda row: _shared(row, citation), default=None)
    if article is None or best is None or _shared(best, citation) <= 0:
        raise ArticlesError(f"{citation.source} has no statement there any more.", "Ask again.")
    actor = library.actor(best.holder)
    names = [NameEvidence(text=alias.text, evidence=alias.evidence) for alias in actor.aliases] if actor else []
    return HolderEvidence(
        source=best.source,
        holder=best.holder,
        mention=_words(best.holder_span, article.text),
        cue=_words(best.cue_span, article.text),
        reporter=best.reporter,
        speaks_for=actor.speaks_for if actor else None,
        role=actor.role if actor else None,
        names=tuple(names[:_NAMES]),
    )


def _shared(row: Statement, citation: Citation) -> int:
    return min(row.quote_span.end, citation.end) - max(row.quote_span.start, citation.start)


def _words(span: Span | None, text: str) -> str | None:
    return " ".join(span.of(text).split()) if span is not None else None
