"""The sources under an answer: each article once, with its numbers and a button that shows what is cited of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.reports import SourceEntry
from bot.sentences.wording import Numbers, by_article, described, marks, paraphrases
from bot.slack.inquiry.button_values import fits_button, for_citations
from bot.slack.layout.escaping import flowing, one_line
from bot.slack.layout.limits import QUOTE, TITLE, Block, cut
from bot.slack.layout.parts import button, section
from bot.types import Citation, Claim

CONTEXT = "show_in_context"
Details = Callable[[str], SourceEntry]


def footnotes(claims: Sequence[Claim], numbers: Numbers, details: Details) -> list[Block]:
    """One section for each article, in the order of the numbers; the button shows all that is cited of it."""
    cited = sorted({citation for claim in claims for citation in claim.citations}, key=lambda each: numbers[each])
    blocks: list[Block] = []
    for source, citations in by_article(cited).items():
        for group in _in_one_button(citations):
            quotes = "".join(f"\nThe article says: {quote}" for quote in _unseen(group, claims))
            text = f"{marks(group, numbers)} {source_line(details(source))}{quotes}"
            blocks.append(section(text, button("Show in context", CONTEXT, for_citations(group))))
    return blocks


def source_line(entry: SourceEntry) -> str:
    """ "Title – outlet, day", as far as known."""
    return cut(one_line(described(entry)), 2 * TITLE)


def _in_one_button(citations: Sequence[Citation]) -> Iterator[list[Citation]]:
    """An article's citations, as many together as a button can carry."""
    group: list[Citation] = []
    for citation in citations:
        if group and not fits_button([*group, citation]):
            yield group
            group = []
        group.append(citation)
    yield group


def _unseen(citations: Sequence[Citation], claims: Sequence[Claim]) -> list[str]:
    """The article's words behind a claim that is told in other words."""
    told = {claim.citations[0] for claim in claims if paraphrases(claim)}
    return [cut(flowing(citation.quote), QUOTE) for citation in citations if citation in told]
