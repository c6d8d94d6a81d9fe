"""Names as the parser sees them: all alike, so that no name changes how a sentence is read.

A statistical parser cuts "Drosk insists …" elsewhere than "Velmora insists …", because it has learnt what the letters
of names are like. Here every name becomes one that it knows well, and every demonym another, token by token.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from retrieval.mentions.roles import MODIFIERS, is_head
from retrieval.mentions.vocabulary import ORGANISATION_WORDS

NAME, DEMONYM, DEMONYMS = "Clinton", "Russian", "Russians"
_ENDINGS = ("ian", "ean", "an", "ese", "ish", "ic")
_INSIDE = frozenset((",", "-", "&", "/", "'", "’", "'s", "’s"))  # marks that a capital behind them is not owed to
# Words that are written with a capital in names and titles and are English all the same.
_ENGLISH = frozenset(
    "mr mrs ms dr sir lord lady house senate state states north south east west northern southern eastern western new "
    "old great god internet republican republicans democrat democrats conservative conservatives liberal liberals "
    "socialist socialists communist communists christian christians muslim muslims jewish islamic catholic "
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday easter christmas ramadan".split()
)


@lru_cache(maxsize=16_384)  # asked twice of each token
def is_name(word: str) -> bool:
    """Whether a token is spelt as names are, and is no word of title, office or calendar."""
    low = word.lower()
    return (
        len(word) > 1
        and word.isalpha()
        and word[0].isupper()
        and word[1:].islower()
        and not (low in MODIFIERS or low in ORGANISATION_WORDS or low in _ENGLISH or is_head(word))
    )


def names_within(sentences: Sequence[Sequence[str]]) -> frozenset[str]:
    """The tokens that are names somewhere inside a sentence, where a capital means something."""
    return frozenset(
        word for words in sentences for place, word in enumerate(words) if not _opens(words, place) and is_name(word)
    )


def masked(words: Sequence[str], known: AbstractSet[str]) -> list[str]:
    """The tokens of a sentence with every name masked; its first word only where it is `known` as a name."""
    return [_mask(word) if word in known or not _opens(words, place) else word for place, word in enumerate(words)]


def _opens(words: Sequence[str], place: int) -> bool:
    """Whether a token begins the sentence, or a quotation or clause in it, and has its capital from that."""
    return place == 0 or (not words[place - 1][-1].isalnum() and words[place - 1] not in _INSIDE)


def _mask(word: str) -> str:
    if not is_name(word):
        return word
    if word.removesuffix("s").endswith(_ENDINGS):
        return DEMONYMS if word.endswith("s") else DEMONYM
    return NAME
