"""Lines that were wrapped at some width are joined again: a line end inside a sentence is a space.

A text counts as wrapped where its lines break as a wrapping program breaks them: the next line's first word would not
have fitted, or goes on in lower case. Lines that are something of their own (list items, headings, rows, turns) stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from retrieval.layout.edits import Edit

_LINE = re.compile(r"[^\n]+")
_WIDEST = 160  # code points; what is longer is a paragraph
_LEAST = 3  # breaks
_MOST = 0.55  # of all breaks inside blocks
_FULL = 0.6  # of the width
_OWN = re.compile(r"\s*(?:[•*+–-]\s|\d{1,2}[.)]\s|#|\||>|```|[A-Z][A-Z .'’-]{2,40}:\s|(?:Q|A)[:.]\s)")
_ENDS = re.compile(r"[.!?:;…]['\"”’)\]]*\s*$|\|\s*$")
_INDENT = re.compile(r"[ \t]{2,}|\t")


@dataclass(frozen=True, slots=True)
class Break:
    """The line end at `at`, the line before it (`first` to `at`) and the one behind it (up to `past`)."""

    first: int
    at: int
    next: int
    past: int
    block: int


def edits(text: str) -> Iterator[Edit]:
    if text.count("\n") <= _LEAST:
        return
    for gap in (1, 2):  # wrapped lines may be set with an empty line behind each
        breaks = _breaks(text, gap)
        width = max((one.at - one.first for one in breaks), default=0)
        wrapped = {one for one in breaks if not _ended(text, one) and _fits(text, one, width, gap)}
        if width <= _WIDEST and len(wrapped) >= _LEAST and len(wrapped) >= _MOST * len(breaks):
            blocks = {one.block for one in wrapped}
            words = frozenset(re.findall(r"[^\W\d_]+", text.lower()))
            for one in breaks:
                if one in wrapped or (gap == 1 and one.block in blocks and _goes_on(text, one, width)):
                    yield _joined(text, one, words)
            return


def _breaks(text: str, gap: int) -> list[Break]:
    """The line ends inside blocks: between two lines of text, with `gap` - 1 empty lines between them."""
    lines = [match for match in _LINE.finditer(text) if match[0].strip()]
    found: list[Break] = []
    block = 0
    for before, after in pairwise(lines):
        between = text[before.end() : after.start()]
        if between.count("\n") != gap or _OWN.match(after[0]) or _is_indented(before[0], after[0]):
            block += 1
            continue
        past = after.start() + len(after[0].rstrip())
        start = after.start() + len(after[0]) - len(after[0].lstrip())
        found.append(Break(before.start(), before.start() + len(before[0].rstrip()), start, past, block))
    return found


def _is_indented(before: str, after: str) -> bool:
    """Whether a line is set in farther than the one before it: a paragraph begins."""
    return _INDENT.match(after) is not None and len(after) - len(after.lstrip()) > len(before) - len(before.lstrip())


def _ended(text: str, one: Break) -> bool:
    return _ENDS.search(text, one.first, one.at) is not None


def _fits(text: str, one: Break, width: int, gap: int) -> bool:
    """Whether a wrapping program would have broken here: the next word is too long, or goes on in lower case."""
    word = text[one.next : one.past].split(None, 1)[0]
    return word[0].islower() or (gap == 1 and one.at - one.first + 1 + len(word) > width)


def _goes_on(text: str, one: Break, width: int) -> bool:
    """Whether a wrapped paragraph goes on behind this line; a short line that ends a sentence ends it."""
    return not _ended(text, one) or (_fits(text, one, width, 1) and one.at - one.first > _FULL * width)


def _joined(text: str, one: Break, words: frozenset[str]) -> Edit:
    """ "govern-" and "ment" are one word where the text has it whole elsewhere; "long-" and "term" keep the hyphen."""
    head = re.search(r"[^\W\d_]+(?=-$)", text[one.first : one.at])
    tail = re.match(r"[a-z]+", text[one.next : one.past])
    if head and tail:
        whole = (head[0] + tail[0]).lower() in words
        return Edit(one.at - 1 if whole else one.at, one.next, "")
    return Edit(one.at, one.next, " ")
