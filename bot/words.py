"""Words as they are compared: the content words, numbers and names of a text, without any model.

The stemmer is Snowball's English one (Porter, "Snowball: a language for stemming algorithms", 2001), from PyStemmer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import Stemmer

from retrieval.layout.normal_form import plain
from retrieval.types import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[\n“\"]\s*)$")

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {word: 10 * at for at, word in enumerate(_TENS, 2)}
_ONES = "|".join(_UNITS[1:10])
_BELOW = rf"(?:{'|'.join(_TENS)})(?:-(?:{_ONES}))?|{'|'.join(_UNITS)}"
_SPELT = re.compile(
    rf"\b(?:(?P<hundreds>{_ONES}|a)\s+hundred\b(?:\s+(?:and\s+)?(?P<more>{_BELOW})\b)?|(?P<below>{_BELOW})\b)",
    re.IGNORECASE,
)

# Function words: they carry grammar, not substance.
_FUNCTION = frozenset(
    """a about above across after again against all along also although am among an and any are around as at away be
    because been before being below between both but by can could did do does doing down during each either else even
    ever every few for from further had has have having he her here hers him his how i if in indeed instead into is it
    its itself just least less let like many may me might mine more most much must my neither nor not of off on once
    one only onto or other others our ours out over own per perhaps quite rather same shall she should since so some
    still such than that the their theirs them then there these they this those though through thus to together too
    toward towards under until up upon us very via was we were what when where whether which while who whom whose why
    will with within without would yet you your yours""".split()
)


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def straight(text: str) -> str:
    """With the apostrophe that the parser was taught: "wouldn’t" is no negation to it, "wouldn't" is."""
    return text.replace("’", "'")


def stem(word: str) -> str:
    return str(_stemmer().stemWord(word.lower().replace("’", "'").removesuffix("'s")))


def tokens(text: str) -> list[str]:
    """The stems of all words that are not function words, in their order."""
    read = text if text.isascii() else plain(text)  # soft hyphens, ligatures and composed letters are no other words
    words = (match.group() for match in _WORD.finditer(read))
    return [stem(word) for word in words if word.lower() not in _FUNCTION and len(word) > 1]


def has_function_word(text: str) -> bool:
    """Whether a text holds a word of English grammar, as nearly every English sentence does."""
    return any(match.group().lower() in _FUNCTION for match in _WORD.finditer(text) if len(match.group()) > 1)


def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry substance."""
    return frozenset(tokens(text))


def numbers(text: str) -> frozenset[str]:
    """The numbers in a text, digits without separators; those below a thousand in words count as digits."""
    digits = {match.group().replace(",", "") for match in _NUMBER.finditer(text)}
    words = {str(_value(match)) for match in _SPELT.finditer(text)}
    return frozenset(digits | words - {"0", "1"})


def _value(spelt: re.Match[str]) -> int:
    """ "two hundred and thirty-five": 235."""
    hundreds = (spelt["hundreds"] or "zero").lower()
    rest = spelt["more"] or spelt["below"] or "zero"
    return 100 * _VALUES.get(hundreds, 1) + sum(_VALUES[word] for word in rest.lower().split("-"))


def names(text: str) -> list[tuple[str, Span]]:
    """Capitalised words and runs of them, with their places; a sentence's first word only in a run of several."""
    found = []
    for match in _NAME.finditer(text):
        if _SENTENCE_START.search(text[: match.start()]) and " " not in match.group():
            continue
        found.append((match.group().removesuffix("'s").removesuffix("’s"), Span(*match.span())))
    return found


def listed(words: Sequence[str], joint: str = "and") -> str:
    """ "A, B and C"."""
    return f"{', '.join(words[:-1])} {joint} {words[-1]}" if len(words) > 1 else "".join(words)
