"""Headlines in Title Case Or CAPITALS, put into ordinary case so that the grammar can be read off them.

A word is lowered when the article elsewhere writes it in lower case, or when it is a verb that the reader knows. The
result is as long as the text, so every offset stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.attribution.weights import cue_verbs
from retrieval.types import Span

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_CAPITALISED = 0.7  # share of the longer words
_LONG = 4  # letters; shorter words are capitalised or not by the house's style
_AT_LEAST = 4  # words
_SMALL = frozenset(
    "a an the to of in on at by for with from as and or but not no is are be was were will would".split()
)


def in_ordinary_case(text: str, sentences: Sequence[Span]) -> str:
    """`text` with its title-case sentences lowered where a word is no name."""
    titles = [sentence for sentence in sentences if _is_title(sentence.of(text))]
    if not titles:
        return text
    inside = set(titles)
    body = " ".join(sentence.of(text) for sentence in sentences if sentence not in inside)
    lower = {word for word in _WORD.findall(body) if word.islower()}
    pieces = []
    at = 0
    for start, end in titles:
        pieces.append(text[at:start])
        pieces.append(_WORD.sub(lambda match: _lowered(match[0], lower), text[start:end]))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _is_title(sentence: str) -> bool:
    found = _WORD.findall(sentence)
    long = [word for word in found if len(word) >= _LONG]
    capitalised = sum(word[0].isupper() for word in long)
    return len(found) >= _AT_LEAST and len(long) > 2 and capitalised >= _CAPITALISED * len(long)


def _lowered(word: str, lower: set[str]) -> str:
    small = word.lower()
    known = small in lower or small in _SMALL or small in cue_verbs() or small.removesuffix("s") in cue_verbs()
    if known and len(small) == len(word):
        return small
    if word.isupper() and len(word) > _LONG and len(small) == len(word):
        return word[0] + small[1:]
    return word
