"""When two spellings are one name: Sybiha, Sybiga, Sibiga; Zelensky, Zelenskyy; but never Iran and Iraq.

A surname's `sound` folds what transliterations differ in. Equal sounds may be one name; merely similar ones are one
only for somebody with the same first name, because states and surnames that differ in one letter are the rule.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from retrieval.mentions.vocabulary import PARTICLES

_FOLDS = (
    (re.compile(r"['’`ʼ“”\"-]"), ""),
    (re.compile(r"(?:iy|yi|ii|yy|ij|ie|y|j)"), "i"),
    (re.compile(r"kh|gh|g"), "h"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    (re.compile(r"tz|ts|zh|z"), "z"),
    (re.compile(r"ck|q|c(?!h)"), "k"),
    (re.compile(r"ou|u"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_QUOTES = '“"'  # before a nickname
_REMEMBERED = 20_000  # names; an article's come again and again, most others of a large library never do
ALIKE = 80  # of 100, by rapidfuzz, for surnames of persons with the same first name
FIRST_NAMES = 75  # Andrii and Andriy; Maria and Marian only where the surname sounds the same


@lru_cache(maxsize=_REMEMBERED)
def sound(name: str) -> str:
    """What is left of a name when transliterations no longer differ: `sound("Sybiha") == sound("Sibiga")`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    for pattern, fold in _FOLDS:
        plain = pattern.sub(fold, plain)
    return plain


def one_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names (given names, then the surname) may be one person's."""
    if len(a) < 2 or len(b) < 2:
        return False
    if not _one_first_name(a[0], b[0]):
        return _ends_with(a, b) or _ends_with(b, a)
    left, right = sound(a[-1]), sound(b[-1])
    if left == right:
        return True
    return (
        sound(a[0]) == sound(b[0])
        and left[:1] == right[:1]
        and min(len(left), len(right)) >= 5
        and ratio(left, right) >= ALIKE
    )


def _ends_with(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether a name is a nickname of another and what follows it: "Fox Brel" of "Ona “Fox” Brel"."""
    rest = long[-len(short) :]
    return len(long) > len(short) and rest[0][0] in _QUOTES and tuple(map(sound, rest)) == tuple(map(sound, short))


def _one_first_name(a: str, b: str) -> bool:
    bare_a, bare_b = a.rstrip("."), b.rstrip(".")
    if min(len(bare_a), len(bare_b)) == 1:
        return bare_a[:1] == bare_b[:1]  # "J. Vale" may be Jon Vale
    left, right = sound(bare_a), sound(bare_b)
    return left == right or (left[:2] == right[:2] and ratio(left, right) >= FIRST_NAMES)


@lru_cache(maxsize=_REMEMBERED)
def surname(name: str) -> str:
    """`von der Leyen` of `Ursula von der Leyen`; the last word of most names."""
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return " ".join(words[first:])
