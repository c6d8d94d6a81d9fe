"""Words as the search counts them: stems by the Snowball stemmer, and which of them carry no content."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+")
_STOP = frozenset(
    "a about an and any are as at be been being by can could did do does doing for from had has have having he her "
    "hers him his how i if in into is it its just me more most my no nor not now of on or our out over own s she "
    "should so some such t than that the their them then there these they this those to too very was we were what when "
    "where which while who whom whose why will with would you your according week month year recently".split()
)
_local = threading.local()  # a stemmer must not be used by two threads at once


def words(text: str) -> list[str]:
    """The words of `text` in order, in lower case."""
    return _WORD.findall(text.lower())


def stems(text: str) -> list[str]:
    """The stems of the words of `text`, in order."""
    return [_stem(word) for word in words(text)]


@lru_cache(200_000)  # looking a word up takes a tenth of stemming it
def _stem(word: str) -> str:
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("english")
    found: str = _local.stemmer.stemWord(word)
    return found


def content(text: str) -> list[str]:
    """The words of `text` that carry content, in lower case, each once, in order; all words where none does."""
    every = list(dict.fromkeys(words(text)))
    return [word for word in every if word not in _STOP] or every
