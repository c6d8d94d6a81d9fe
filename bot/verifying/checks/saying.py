"""Whether a claim says what its quote says: what has few words in common with it, or many that stand nowhere near, is
refused where it is not near in meaning either.

Of 60 right claims in somebody's own words (`tests/benchmarks/handmodel/open.json`) the cosine to their quote is .69 at
least; to another quote of the same person's it is .68 at most for nineteen in twenty. Neither tells a "not".
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
ALIKE = 0.68  # cosine of claim and quote from which other words are a matter of wording
LACKING = 0.5  # of the claim's words that stand nowhere near
STRANGE = 6  # such words


def says_something_else(proposal: Proposal, citations: Sequence[Citation], library: Library) -> str | None:
    """Why the quotes do not say what the claim says."""
    words, quotes = _own_words(proposal), " ".join(each.quote for each in citations)
    if len(words & content_words(quotes)) < SHARED * len(words):
        fault = "the quote says something else"
    elif says_more(proposal, citations, library):
        fault = "it says more than the article does near the quote"
    else:
        return None
    claim, quote = library.embed([proposal.text, quotes])
    return fault if float(claim @ quote) < ALIKE else None


def says_more(proposal: Proposal, citations: Sequence[Citation], library: Library) -> bool:
    """Whether many of a claim's words stand nowhere near its quotes."""
    words = _own_words(proposal)
    near = " ".join(f"{_near(each, library)} {library.details(each.source).title}" for each in citations)
    strange = words - content_words(near)
    return len(strange) > LACKING * len(words) or len(strange) >= STRANGE


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
