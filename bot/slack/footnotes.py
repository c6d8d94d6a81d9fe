"""The sources under an answer: which file, whose, from when, the quote, and a button that shows it in its paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.reports import SourceEntry
from bot.slack.button_values import for_citation
from bot.slack.claim_words import Numbers, in_marks, shows
from bot.slack.escaping import flowing, one_line
from bot.slack.limits import NAME, QUOTE, TITLE, Block, cut
from bot.slack.parts import button, section
from bot.types import Citation, Claim

CONTEXT = "show_in_context"
INFERRED = "date_inferred"  # the flag of an entry whose day the text does not state
Details = Callable[[str], SourceEntry]


def footnotes(claims: Sequence[Claim], numbers: Numbers, details: Details) -> list[Block]:
    """One section for each citation of `claims`, in the order of their numbers. Each file is described once."""
    cited = dict.fromkeys(citation for claim in claims for citation in claim.citations)
    blocks: list[Block] = []
    known: set[str] = set()
    for citation in sorted(cited, key=lambda citation: numbers[citation]):
        source = one_line(citation.source) if citation.source in known else described(details(citation.source))
        known.add(citation.source)
        quote = "" if _shown(citation, claims) else f"\n{in_marks(cut(flowing(citation.quote), QUOTE))}"
        context = button("Show in context", CONTEXT, for_citation(citation))
        blocks.append(section(f"[{numbers[citation]}] {source}{quote}", context))
    return blocks


def described(entry: SourceEntry) -> str:
    """“Title — publisher, date · file”, as far as known."""
    title = cut(one_line(entry.title), TITLE)
    day = f"{entry.published} (inferred)" if entry.published and INFERRED in entry.flags else entry.published
    known = ", ".join(cut(one_line(part), NAME) for part in (entry.publisher, day) if part)
    named = " — ".join(part for part in (title, known) if part)
    source = one_line(entry.source)
    return f"{named} · {source}" if named and named != source else source


def _shown(citation: Citation, claims: Iterable[Claim]) -> bool:
    return any(shows(claim, citation) for claim in claims if citation in claim.citations)
