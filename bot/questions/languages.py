"""Whether a question is in English: no other language has more of its words of grammar.

`stop_words.json` has the short ones of nine languages that are written in Latin letters, from spaCy's lists (MIT).
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from bot.questions.kinds import vocabulary
from bot.words import has_function_word, stem

_WORD = re.compile(r"[^\W\d_]+")


def is_english(text: str) -> bool:
    """Whether a text can be read as a question; names and a verb or two are enough, other grammar is not."""
    words = _WORD.findall(text)
    if len(words) < 3 and text.isascii():
        return True
    ours = sum(has_function_word(word) or stem(word) in vocabulary() for word in words)
    return ours > 0 and all(sum(word.lower() in theirs for word in words) <= ours for theirs in _others())


@cache
def _others() -> tuple[frozenset[str], ...]:
    table = json.loads((Path(__file__).parent / "stop_words.json").read_text(encoding="utf-8"))
    return tuple(frozenset(words.split()) for words in table.values())
