"""A question as it is looked up: notes and orders ("timeline of A", "list all positions on X") are asked in full.

The models that read articles have learnt from questions; of "list all positions on X" they know only the words.
"""

from __future__ import annotations

import re

from bot.questions.acts import asks_yes_or_no
from bot.questions.languages import is_english
from bot.sentences.wording import listed
from bot.types import Kind, Question

_ASKS = re.compile(r"\b(?:what|why|how|who|whom|whose|when|where|which)\b", re.IGNORECASE)
_WITH_WHOM = re.compile(r"\bwhom\b", re.IGNORECASE)
_WHAT = re.compile(r"\bwho says what\b", re.IGNORECASE)


def in_full(question: Question) -> str:
    """The words that matching reads."""
    text = question.focus or question.text
    about = f" about {question.topic}" if question.topic else ""
    if question.kind is Kind.WHO and question.topic and _WITH_WHOM.search(text):
        return f"Who supports and who opposes {question.topic}?"
    if _ASKS.search(text) or asks_yes_or_no(text) or not is_english(text):
        return text
    if question.kind is Kind.COMPARISON:
        return f"How do {listed(question.actors)} differ{f' on {question.topic}' if question.topic else ''}?"
    if question.actors:
        return f"What does {listed(question.actors)} say{about}?"
    return f"Who says what{about}?" if question.kind is Kind.WHO and question.topic else text


def asks_everybody(question: Question) -> bool:
    """ "List everybody's position on X", "who disagrees with whom?": not "who wants X?", whose answer is short."""
    text = question.focus or question.text
    whole = in_full(question)
    return question.kind is Kind.WHO and (whole != text or bool(_WITH_WHOM.search(text) or _WHAT.search(text)))
