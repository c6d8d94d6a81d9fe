"""The questions of a message: its sentences that ask, one by one; what only leads up to one is left out."""

from __future__ import annotations

import re

from bot.questions.acts import says_of_what, two_sides
from bot.words import content_words
from retrieval.articles import sentences as articles

_LINES = re.compile(r"(?:^|\s*[\r\n]+)\s*(?:[-*•]\s+|\d{1,2}[.)]\s+)|\s*[\r\n]+\s*|\s*;\s+|(?<=[?？؟])\s+")
_WH = r"(?:what|why|how|who|whom|whose|when|where|which)"
_AUXILIARY = r"(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should)"
# "… and what does B say?": a second question, while "who said what and why" is one.
_JOINED = re.compile(
    rf"[,;]?\s+(?:and|but|or|also|plus)(?:\s+also)?\s+(?={_WH}(?:['’]s)?\s+{_AUXILIARY}\b)"
    rf"|[,;]\s+(?:and|but)(?:\s+also)?\s+(?={_AUXILIARY}\s+(?!not\b)\w)"
    # "…, and who opposes the strike?"; but "…, and why?" and "…, and how much?" go on
    rf"|[,;]\s+(?:and|but)(?:\s+also)?\s+(?={_WH}\s+\w+\s+\w+)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"\W*(?:(?:and|but|so|also|or|then)\s+)?(?:{_WH}\b|{_AUXILIARY}\b"
    r"|(?:compare|contrast|list|show|summari[sz]e|explain|give|tell|find|trace|describe|outline|quote|help)\b)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:he|she|they|it|him|her|them|his|their|its|this|that|these|those)\b", re.IGNORECASE)


def questions(text: str) -> list[str]:
    """All that a message asks; the whole of it where no sentence asks by its form, as in "Arvia harbour"."""
    parts = [part for line in _LINES.split(text) for part in _sentences(line)]
    found: list[str] = []
    for place, part in enumerate(parts):
        if not is_asking(part):
            continue
        before = parts[place - 1] if place else ""
        if before and not is_asking(before) and (not content_words(part) or _POINTS_BACK.search(part)):
            part = f"{before} {part}"  # "Arvia has closed the harbour. Why?"
        found += _apart(part)
    return found or [text.strip()]


def is_asking(sentence: str) -> bool:
    return sentence.rstrip(" \"'”’)»").endswith(("?", "？", "؟")) or bool(_ASKS.match(sentence))


def _sentences(line: str) -> list[str]:
    found = [span.of(line).strip() for span in articles.sentences(line, ())]
    return [each for each in found if any(character.isalnum() for character in each)]


def _apart(sentence: str) -> list[str]:
    """The two questions of one sentence, where both ask."""
    pieces = [piece.strip() for piece in _JOINED.split(sentence)]
    if len(pieces) < 2 or not all(_ASKS.match(piece) for piece in pieces):
        return [sentence]
    if two_sides(sentence) and not all(map(says_of_what, pieces)):  # neither is a question without the other
        return [sentence]
    return [piece if piece.endswith("?") else f"{piece}?" for piece in pieces]
