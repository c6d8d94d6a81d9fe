"""How rare a word is in English: the packaged tokenizer's vocabulary lists its words from the most frequent one on.

rarity("people") is 0.46, rarity("neutrality") 0.95; a word that is no token of its own is as rare as can be. By Zipf's
law a word's place tells its frequency, so no list of frequencies has to be kept.
"""

from __future__ import annotations

from functools import cache
from math import log

from tokenizers import Tokenizer

from retrieval.index.models import EMBEDDER, load_tokenizer

_LAST = 30_522  # tokens in the vocabulary
_FIRST = 1_996  # of whole words: what stands before it are characters and marks
_COMMONEST = 20  # the articles and prepositions before it are all alike


@cache
def rarity(word: str) -> float:
    """From about 0.3 for "the" to 1."""
    number = _tokenizer().token_to_id(word.lower())
    place = number - _FIRST + 1 if number is not None and number >= _FIRST else _LAST
    return log(max(_COMMONEST, place)) / log(_LAST)


@cache
def _tokenizer() -> Tokenizer:
    return load_tokenizer(EMBEDDER.tokenizer, 8)
