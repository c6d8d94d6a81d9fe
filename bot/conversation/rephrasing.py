"""A chat model that writes follow-ups out and parts double questions; the rules do it where it fails or says too much.

What it gives back may have no name and no number that neither the message nor the conversation has.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Protocol

from bot.errors import WriterError
from bot.types import Context
from bot.words import content_words, names, numbers

log = logging.getLogger(__name__)
LONGEST = 60  # words of a question that is written out
_SHORTEST = 7  # words of a message that may hold two questions
_JOINED = re.compile(r"\b(?:and|or|but|also|plus|as well as)\b|[;,?].*\w", re.IGNORECASE)  # else a model is not asked
_TURNS = 4  # that a model is shown


class Rephraser(Protocol):
    def alone(self, message: str, turns: str) -> str:
        """The message as one question that can be understood alone. May raise `WriterError`."""
        ...

    def parts(self, message: str) -> Sequence[str]:
        """Each question of the message. May raise `WriterError`."""
        ...


def written_out(message: str, context: Context, rephraser: Rephraser) -> str:
    """The full question that a follow-up stands for; "" where it stands alone, or nothing fit to be used came."""
    turns = told(context)
    try:
        full = " ".join(rephraser.alone(message, turns).split())
    except WriterError as error:
        log.info("no follow-up was written out: %s", error.sentence)
        return ""
    if not full or full.casefold() == message.casefold() or len(full.split()) > LONGEST:
        return ""
    return full if _says_no_more(full, f"{message}\n{turns}") else ""


def parted(message: str, rephraser: Rephraser) -> tuple[str, ...]:
    """The questions of a message; none where there is one, or nothing fit to be used came."""
    if len(message.split()) < _SHORTEST or not _JOINED.search(message):
        return ()
    try:
        parts = tuple(" ".join(each.split()) for each in rephraser.parts(message) if each.strip())
    except WriterError as error:
        log.info("no message was parted: %s", error.sentence)
        return ()
    if len(parts) < 2 or not all(_says_no_more(each, message) for each in parts):
        return ()
    return parts if content_words(" ".join(parts)) <= content_words(message) else ()


def told(context: Context) -> str:
    """The last turns as a model reads them."""
    lines = []
    for turn in context.turns[-_TURNS:]:
        lines.append(f"Asked: {' '.join(turn.asked.split())}")
        for claim in turn.answer.claims[:4]:
            by = f", as {claim.reported_by} says" if claim.reported_by else ""
            lines.append(f"Answered: {claim.actor}{by}: {' '.join(claim.text.split())}")
    return "\n".join(lines)


def _says_no_more(text: str, known: str) -> bool:
    folded = known.casefold()
    strange = [word for name, _ in names(text) for word in name.split() if word.casefold() not in folded]
    return not strange and numbers(text) <= numbers(known)
