"""Finding a quote in its file: loosely in what does not matter (spaces, kinds of marks), exactly in what is kept.

A chat model, or a person, retypes a quote with straight marks and single spaces. `locate` finds the slice that was
meant and returns its own offsets, so that what is stored and shown is the file's text and nothing else.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence
from functools import cache, lru_cache

from retrieval.types import Span

_SAME = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_ENCLOSING = " \t\r\n\"'“”„‟«»‘’"


def locate(quote: str, text: str, within: Span | None = None) -> Span | None:
    """The slice of `text` (inside `within`, if given) that is `quote` up to spaces, marks and case, or `None`.

    An exact match wins over a loose one. Offsets are code points into `text`.
    """
    start, end = within or Span(0, len(text))
    start, end = max(0, start), min(len(text), end)
    if not quote.strip(_ENCLOSING):
        return None
    exact = text.find(quote, start, end)
    if exact >= 0:
        return Span(exact, exact + len(quote))
    folded, offsets = _fold(text[start:end])
    wanted = _fold(quote)[0].strip(_ENCLOSING)
    found = folded.find(wanted) if wanted else -1
    if found < 0:
        return None
    first, last = offsets[found], offsets[found + len(wanted) - 1]
    return Span(start + first, start + last + 1)


@lru_cache(maxsize=256)  # a reply's claims are looked for in the same passages
def _fold(text: str) -> tuple[str, Sequence[int]]:
    """`text` with what does not matter folded away, and for each remaining character its offset in `text`."""
    folded: list[str] = []
    offsets = array("L")
    for offset, character in enumerate(text):
        if character.isspace():
            if folded and folded[-1] != " ":
                folded.append(" ")
                offsets.append(offset)
            continue
        for part in _folded(character):
            folded.append(part)
            offsets.append(offset)
    return "".join(folded), offsets


@cache
def _folded(character: str) -> str:
    if unicodedata.category(character) in {"Cf", "Cc"}:  # zero-width marks, direction marks, a byte-order mark
        return ""
    return unicodedata.normalize("NFKC", character).translate(_SAME).lower()
