"""Whether a claim says what its quote says, by words alone: only what has next to nothing in common is refused.

On the right claims of the exam (`tests/benchmarks/handmodel`) the quote has a third of a claim's words at least, and
the paragraphs around, the title and the holder's names lack at most half of them, four words at most.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.library import Library
from bot.passages.paragraphs import around
from bot.types import Citation, Proposal
from bot.verifying.checks.addressed import is_addressed
from bot.words import content_words
from retrieval.types import Span

SHARED = 0.25  # of the claim's words that the quote has
LACKING = 0.5  # of the claim's words that stand nowhere near
STRANGE = 6  # such words


def says_something_else(proposal: Proposal, citations: Sequence[Citation], library: Library) -> str | None:
    """Why the quotes do not say what the claim says."""
    whose = [proposal.actor, proposal.speaker or "", proposal.named or "", proposal.reported_by or ""]
    words = content_words(proposal.text) - content_words(" ".join(whose))
    if not words:
        return None
    if len(words & content_words(" ".join(each.quote for each in citations))) < SHARED * len(words):
        return "the quote says something else"
    near = " ".join(f"{_near(each, library)} {library.details(each.source).title}" for each in citations)
    strange = words - content_words(near)
    if len(strange) > LACKING * len(words) or len(strange) >= STRANGE:
        return "it says more than the article does near the quote"
    return None


def _near(citation: Citation, library: Library) -> str:
    """The paragraphs around a quote, without what only tells the reader what to do: an order bears nothing out."""
    near = around(citation.source, Span(citation.start, citation.end), library, before=3, behind=1)
    text = library.articles[citation.source].text
    return " ".join(
        each.of(text)
        for each in library.sentences(citation.source)
        if each.overlaps(near) and not is_addressed(citation.source, each, library)
    )
