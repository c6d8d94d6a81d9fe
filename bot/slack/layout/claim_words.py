"""One claim in words: who holds it, the words, the day, and the numbers of its sources.

Attribution comes first, always: a reader who stops after two words has read whose position it is.
"""

from __future__ import annotations

from bot.sentences.wording import Numbers, brief, dated, holder, line, marks
from bot.slack.layout.escaping import flowing, one_line
from bot.slack.layout.limits import NAME, QUOTE, cut
from bot.slack.layout.parts import Piece, words
from bot.types import Claim


def claim_pieces(claim: Claim, numbers: Numbers, *, dated: bool = True) -> list[Piece]:
    """As rich text: “**Ruritania** – “We will not pay.” (2 May 2031) [1]”."""
    name, rest = _parts(claim)
    pieces: list[Piece] = [words(name, bold=True), words(rest)]
    if dated and (day := _day(claim)):
        pieces.append(words(day, italic=True))
    return [*pieces, words(f" {marks(claim.citations, numbers)}")]


def claim_line(claim: Claim, numbers: Numbers, *, dated: bool = True) -> str:
    """The same as plain text, for the top-level `text`."""
    return f"{''.join(_parts(claim))}{_day(claim) if dated else ''} {marks(claim.citations, numbers)}"


def cell_words(claim: Claim, numbers: Numbers, most: int) -> str:
    """A claim for a table's cell, whose row and column already say who and on what."""
    name, beside = holder(claim)
    teller = name if name != claim.actor else beside.removeprefix(" (").removesuffix(")").removeprefix(", ")
    head = f"{cut(one_line(teller), NAME)}: " if teller else ""
    return f"{head}{cut(one_line(brief(claim, most)), QUOTE)}{_day(claim)} {marks(claim.citations, numbers)}"


def _parts(claim: Claim) -> tuple[str, str]:
    name, rest = line(claim)
    return cut(one_line(name), NAME), cut(_spaced(rest), QUOTE)


def _spaced(rest: str) -> str:
    """In one piece, with the space or the comma that it begins with."""
    return f"{' ' if rest[:1].isspace() else ''}{flowing(rest)}"


def _day(claim: Claim) -> str:
    day = one_line(dated(claim))
    return f" ({day})" if day else ""
