"""A sentence as the models read it: with its holder's name where it does not name it; for vectors under its title."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.layout.normal_form import plain
from retrieval.types import Statement

_TITLE = 120  # code points of a title; more of it only costs time
_HELD, _HEAD, _BEFORE = 400, 80, 110  # code points that the cross-encoder reads of each


def shown(title: str, sentence: str, rows: Sequence[Statement], side: str | None = None) -> str:
    """`side` is for whom the first row's holder speaks: "Ona Brel" says it, and it is Tarsia's position."""
    text = " ".join(plain(sentence).split())
    if rows:
        holder = rows[0].holder
        said = text.casefold()
        names = [name for name in (holder, side) if name and name.split()[-1].casefold() not in said]
        if names:
            text = f"{', '.join(names)}: {text}"
    head = " ".join(title.split())[:_TITLE]
    return text if head == text or not head else f"{head}. {text}"


def in_context(held: str, title: str, before: str) -> str:
    """A sentence with its holder, then what tells what it is about: the title and the end of the sentence before."""
    head = " ".join(title.split())[:_HEAD]
    past = " ".join(plain(before).split())[-_BEFORE:]
    return f"{held[:_HELD]} [{head}] {past}" if head and head != held else held[:_HELD]
