"""Characters that look alike or are not seen: spaces of all kinds, format characters, letters in several code points.

Curly quotes and dashes stay: they mean something. Every line end becomes "\\n".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from retrieval.layout.edits import Edit

_ODD = re.compile(r"[^\n\t\x20-\x7e‘’“”–—…•£€©®°·½éèáíóúñçüöäßøåæÉÖÜ]")  # what is common and stays is not looked at
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HYPHENS = "\u2010\u2011"
_APOSTROPHES = "\u02bc\uff07"
_DIACRITICS = ((0x300, 0x36F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))
# Letters that are another letter in another shape: ligatures, full-width and "mathematical" letters and digits.
_SHAPES = ((0xFB00, 0xFB06), (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A), (0x1D400, 0x1D7FF))
_JAMO = (0x1100, 0x11FF)


def edits(text: str) -> Iterator[Edit]:
    if text.isascii() and text.isprintable():
        return
    at = 0
    for match in _ODD.finditer(text):
        if match.start() < at:
            continue
        if found := _read(text, match.start()):
            if found.start < at:
                continue
            yield found
            at = max(found.end, match.end())


def _read(text: str, at: int) -> Edit | None:
    """What is read in place of the odd character at `at`, or around it."""
    if line := _LINE_END.match(text, at):
        return Edit(*line.span(), "\n") if line[0] != "\n" else None
    character = text[at]
    if unicodedata.combining(character) or _within(character, (_JAMO,)):
        return _composed(text, at)
    end = at + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    if end > at + 1:
        return _composed(text, at)
    seen = _seen(character)
    return Edit(at, at + 1, seen) if seen != character else None


def _composed(text: str, at: int) -> Edit | None:
    """A letter with its marks, composed; diacritics that no composed letter holds are not read."""
    start, end = at, at + 1
    jamo = _within(text[at], (_JAMO,))
    if not jamo and unicodedata.combining(text[at]) and at and text[at - 1].isalnum():
        start -= 1
    while end < len(text) and (_within(text[end], (_JAMO,)) if jamo else unicodedata.combining(text[end])):
        end += 1
    composed = unicodedata.normalize("NFC", text[start:end])
    read = "".join(_seen(c) for c in composed if not _within(c, _DIACRITICS))
    return Edit(start, end, read) if read != text[start:end] else None


@cache
def _seen(character: str) -> str:
    """How one character is read: a space, nothing, or the letters that it shows."""
    kind = unicodedata.category(character)
    if kind == "Zs" or (kind == "Cc" and character not in "\n\t"):
        return " "
    if kind == "Cf" or 0xFE00 <= ord(character) <= 0xFE0F:
        return ""
    if character in _HYPHENS:
        return "-"
    if character in _APOSTROPHES:
        return "’"
    if _within(character, _SHAPES):
        return unicodedata.normalize("NFKC", character)
    return unicodedata.normalize("NFC", character)


def _within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(character) <= last for first, last in ranges)
