"""Whether a claim says what its quote says: what has few words in common with it, or many that stand nowhere near, is
refused where it is not near in meaning either.

How near it is: the cosine to the quotes, and what the reranker makes of the sentences that they lie in. Of 122 right
claims (`tests/benchmarks/handmodel/open.json`) nineteen in twenty have .78 or more; of as many set to another quote of
the same person's .64 at most. Neither tells a "not".
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.library import Library
from bot.passages.cited import cited_texts
from bot.passages.paragraphs import around
from bot.types import Citation, Proposal
from bot.verifying.checks.addressed import is_addressed
from bot.words import content_words, names
from retrieval.types import Span

SHARED = 0.25  # of the claim's words that the quote has
ALIKE = 0.62  # nearness of claim and quote from which other words are a matter of wording
RELEVANCE = 0.05  # what a point of the reranker's, which gives -11 to 11, adds to the cosine
LACKING = 0.5  # of the claim's words that stand nowhere near
STRANGE = 6  # such words


def says_something_else(proposal: Proposal, citations: Sequence[Citation], library: Library) -> str | None:
    """Why the quotes do not say what the claim says."""
    quotes = " ".join(each.quote for each in citations)
    if _shared(proposal, citations) < SHARED:
        fault = "the quote says something else"
    elif says_more(proposal, citations, library):
        fault = "it says more than the article does near the quote"
    else:
        return None
    claim, quote = library.embed([proposal.text, quotes])
    relevance = library.relevance(proposal.text, [" ".join(cited_texts(citations, library))])[0]
    return fault if float(claim @ quote) + RELEVANCE * relevance < ALIKE else None


def says_nothing(text: str) -> str | None:
    """Whether a claim is nothing but names, though these stand in the quote."""
    named = content_words(" ".join(name for name, _ in names(text)))
    return None if content_words(text) - named else "it names somebody and says nothing"


def says_more(proposal: Proposal, citations: Sequence[Citation], library: Library) -> bool:
    """Whether many of a claim's words stand nowhere near its quotes."""
    words = _own_words(proposal)
    near = " ".join(f"{_near(each, library)} {library.details(each.source).title}" for each in citations)
    strange = words - content_words(near)
    return len(strange) > LACKING * len(words) or len(strange) >= STRANGE


def _shared(proposal: Proposal, citations: Sequence[Citation]) -> float:
    """The share of a claim's words that its quotes have."""
    words = _own_words(proposal)
    return len(words & content_words(" ".join(each.quote for each in citations))) / len(words) if words else 1.0


def _own_words(proposal: Proposal) -> frozenset[str]:
    """A claim's words of substance without its holder's names."""
    whose = [proposal.actor, proposal.speaker or "", proposal.named or "", proposal.reported_by or ""]
    return content_words(proposal.text) - content_words(" ".join(whose))


def _near(citation: Citation, library: Library) -> str:
    """The paragraphs around a quote, without what only tells the reader what to do: an order bears nothing out."""
    near = around(citation.source, Span(citation.start, citation.end), library, before=3, behind=1)
    text = library.articles[citation.source].text
    return " ".join(
        each.of(text)
        for each in library.sentences(citation.source)
        if each.overlaps(near) and not is_addressed(citation.source, each, library)
    )
