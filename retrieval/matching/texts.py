"""A sentence as the models read it: with its holder's name where it does not name it; for vectors under its title."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from retrieval.layout.normal_form import plain
from retrieval.types import Actor, Statement

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


def held_by(sentence: str, holder: Actor | None) -> str:
    """A sentence behind what it does not say of its holder: "Fire Chief Ona Brel, Tarsia: The dam …"."""
    text = " ".join(plain(sentence).split())
    if holder is None:
        return text
    said = text.casefold()
    name, role, side = (each or "" for each in (holder.name, holder.role, holder.speaks_for))
    known = [not each or each.split()[-1].casefold() in said for each in (name, role, side)]
    if all(known):
        return text
    who = " ".join(filter(None, (role if not known[1] else "", name)))
    return f"{who}, {side}: {text}" if not known[2] else f"{who}: {text}"


def in_context(held: str, title: str, month: str, before: str) -> str:
    """A sentence with its holder, then what tells what it is about: the title, the month ("Mar 2024", or nothing) and
    the end of the sentence before."""
    head = ", ".join(filter(None, (" ".join(title.split())[:_HEAD], month)))
    past = " ".join(plain(before).split())[-_BEFORE:]
    return f"{held[:_HELD]} [{head}] {past}" if head and title != held else held[:_HELD]


def month_of(day: str | None) -> str:
    """ "2024-03-22" or "2024-03" as "Mar 2024"; "2024" as it is; nothing for no day."""
    year, *rest = (day or "").split("-")
    return f"{calendar.month_abbr[int(rest[0])]} {year}" if rest else year
