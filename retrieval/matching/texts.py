"""A sentence as the models read it: with its holder's name where it does not name it; for vectors under its title."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.layout.normal_form import plain
from retrieval.types import Statement

_TITLE = 120  # code points of a title; more of it only costs time


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
