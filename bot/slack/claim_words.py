"""One claim in words: who holds it, what they do by saying it, and the numbers of its sources.

Attribution comes first, always: a reader who stops after two words has read whose position it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.slack import texts
from bot.slack.escaping import flowing, one_line
from bot.slack.limits import NAME, QUOTE, cut
from bot.slack.parts import Piece, words
from bot.types import Citation, Claim
from bot.wording import does, says
from retrieval.types import Act, Polarity

Numbers = Mapping[Citation, int]


def numbered(claims: Sequence[Claim]) -> dict[Citation, int]:
    """Each citation's footnote number, from 1, in the order in which a reader meets them."""
    citations = dict.fromkeys(citation for claim in claims for citation in claim.citations)
    return {citation: number for number, citation in enumerate(citations, 1)}


def claim_pieces(claim: Claim, numbers: Numbers, dated: bool = True) -> list[Piece]:
    """As rich text: “**Russia** demands: …  [1]”, or “**Ukraine** says that **Russia** demands: …”."""
    attribution, rest = _attributed(claim)
    marks = _marks(claim, numbers)
    pieces: list[Piece] = [words(text, bold=bold) for text, bold in attribution]
    pieces.append(words(rest))
    aside = _aside(claim, dated)
    if aside:
        pieces.append(words(f" ({aside})", italic=True))
    pieces.append(words(f" {marks}"))
    return pieces


def claim_line(claim: Claim, numbers: Numbers) -> str:
    """The same as plain text, for the top-level `text` and for lists of plain text."""
    attribution, rest = _attributed(claim)
    aside = _aside(claim)
    lead = "".join(text for text, _ in attribution)
    return f"{lead}{rest}{f' ({aside})' if aside else ''} {_marks(claim, numbers)}"


def cell_words(claim: Claim, numbers: Numbers, most: int) -> str:
    """A claim for a table's cell, whose row and column already say who and on what."""
    said = f" ({claim.said})" if claim.said else ""
    act = does(claim.act, claim.speaker or claim.actor)
    if claim.reported_by:
        teller = f"{_name(claim.reported_by)} {says(claim.reported_by)}"
        act = teller if claim.act is Act.STATE else f"{teller} it {act}"
    quote = cut(one_line(claim.citations[0].quote), most)
    return f"{act}: {in_marks(quote)}{said} {_marks(claim, numbers)}"


def in_marks(quote: str) -> str:
    """In quotation marks, unless it begins with its own."""
    return quote if quote.startswith(("“", '"', "«", "„")) else f"“{quote}”"


def quoted(claim: Claim) -> bool:
    """Whether the claim's words are its source's own, so that the line itself is the quote."""
    return any(_same(claim.text, citation.quote) for citation in claim.citations)


def shows(claim: Claim, citation: Citation) -> bool:
    """Whether the claim's line already shows the citation's quote in full."""
    return _same(claim.text, citation.quote) and len(flowing(citation.quote)) <= QUOTE


def _attributed(claim: Claim) -> tuple[list[tuple[str, bool]], str]:
    """The attribution as (text, bold) and what follows it."""
    actor, text = _name(claim.actor), cut(flowing(claim.text), QUOTE)
    act = does(claim.act, claim.speaker or claim.actor)
    speaker = f" ({_name(claim.speaker)})" if claim.speaker and claim.speaker != claim.actor else ""
    if quoted(claim):
        text = in_marks(text)
    if claim.reported_by:
        reporter = _name(claim.reported_by)
        silent = f" — {actor} has not confirmed"
        lead = [(reporter, True), (f" {says(claim.reported_by)} that ", False), (actor, True), (f" {act}: ", False)]
        return lead, text + silent
    if not quoted(claim) and text.startswith(f"{actor} ") and not speaker:
        return [(actor, True)], text[len(actor) :]
    return [(actor, True), (f"{speaker} {act}: ", False)], text


def _aside(claim: Claim, dated: bool = True) -> str:
    """When, and which way it leans, where what is done by saying it does not tell."""
    when = f"said {claim.said}" if claim.said else f"printed {claim.published}" if claim.published else ""
    told = claim.act is not Act.STATE and claim.polarity in (Polarity.FOR, Polarity.AGAINST)
    leaning = texts.POLARITIES[claim.polarity] if claim.polarity and not told else ""
    when = when if dated else ""
    return ", ".join(part for part in (when, leaning) if part)


def _marks(claim: Claim, numbers: Numbers) -> str:
    return "".join(f"[{numbers[citation]}]" for citation in dict.fromkeys(claim.citations))


def _name(name: str | None) -> str:
    return cut(one_line(name or ""), NAME)


def _same(text: str, quote: str) -> bool:
    return one_line(text).strip(" .,;:“”\"'") == one_line(quote).strip(" .,;:“”\"'")
