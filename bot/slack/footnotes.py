"""The sources under an answer: which file, whose, from when, the quote, and a button that shows it in its paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from slack_sdk.models.blocks import Block

from bot.reports import SourceEntry
from bot.slack.button_values import for_citation
from bot.slack.claim_words import Numbers, shows
from bot.slack.escaping import flowing, one_line
from bot.slack.limits import NAME, QUOTE, TITLE, cut
from bot.slack.parts import button, section
from bot.types import Citation, Claim

CONTEXT = "show_in_context"
Details = Callable[[str], SourceEntry]


def footnotes(claims: Sequence[Claim], numbers: Numbers, details: Details) -> list[Block]:
    """One section for each citation of `claims`, in the order of their numbers."""
    cited = dict.fromkeys(citation for claim in claims for citation in claim.citations)
    return [
        section(
            footnote_text(citation, numbers[citation], details(citation.source), _shown(citation, claims)),
            button("Show in context", CONTEXT, for_citation(citation)),
        )
        for citation in sorted(cited, key=lambda citation: numbers[citation])
    ]


def footnote_text(citation: Citation, number: int, entry: SourceEntry, quote_shown: bool = False) -> str:
    head = f"[{number}] {described(entry)}"
    return head if quote_shown else f"{head}\n“{cut(flowing(citation.quote), QUOTE)}”"


def described(entry: SourceEntry) -> str:
    """“Title — publisher, date · file”, as far as known."""
    title = cut(one_line(entry.title), TITLE)
    known = ", ".join(cut(one_line(part), NAME) for part in (entry.publisher, entry.published) if part)
    named = " — ".join(part for part in (title, known) if part)
    source = one_line(entry.source)
    return f"{named} · {source}" if named and named != source else source


def _shown(citation: Citation, claims: Iterable[Claim]) -> bool:
    return any(shows(claim, citation) for claim in claims if citation in claim.citations)
