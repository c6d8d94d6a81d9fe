"""Whether a sentence has what a question asks for by its form: a day for "when", a number for "how many"."""

from __future__ import annotations

import calendar
import re

from bot.words import numbers

_WHEN = re.compile(r"^\W*(?:(?:and|but|so)\s+)?(?:when|what (?:day|date|time|year)|which (?:day|date|year))\b", re.I)
_HOW_MANY = re.compile(r"^\W*(?:(?:and|but|so)\s+)?how (?:many|much|long|old|far|often|big|high|large)\b", re.I)
_DAY = re.compile(rf"\b(?:{'|'.join((*calendar.month_name[1:], *calendar.day_name))}|(?:19|20|21)\d\d)\b")
# Numbers that are nouns: "to a third of its former level".
_PART = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|tenths?|dozens?|(?:hundred|thousand|million|billion)s?)\b", re.I
)


def asks_for_one(question: str) -> bool:
    """Whether a question asks for a day or a number: nothing else is an answer to it."""
    return bool(_WHEN.search(question) or _HOW_MANY.search(question))


def tells(question: str, sentence: str) -> bool:
    if _WHEN.search(question):
        return bool(_DAY.search(sentence))
    return bool(_HOW_MANY.search(question) and (numbers(sentence) or _PART.search(sentence)))
