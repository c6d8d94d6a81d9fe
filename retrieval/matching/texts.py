"""A sentence as the models read it: with what it does not say of its holder; for vectors under its title."""

from __future__ import annotations

import calendar

from retrieval.layout.normal_form import plain
from retrieval.mentions.roles import head_of
from retrieval.types import Actor, Day

_TITLE = 120  # code points of a title; more of it only costs time
_HELD, _HEAD, _BEFORE = 400, 80, 110  # code points that the cross-encoder reads of each


def titled(title: str, sentence: str, holder: Actor | None) -> str:
    """A sentence under the title of its article, as vectors are made of it; the title itself alone."""
    text, head = _line(sentence), _line(title)
    held = held_by(sentence, holder)
    return held if head == text or not head else f"{head[:_TITLE]}. {held}"


def held_by(sentence: str, holder: Actor | None) -> str:
    """A sentence behind its holder's office, name and side, where it lacks one of them: "Fire Chief Ona Brel, Tarsia:
    The dam …"."""
    text = _line(sentence)
    if holder is None:
        return text
    name, role, side = holder.name, holder.role or "", holder.speaks_for or ""
    if _says(name, head_of(role)):  # "Pope Francis", "Hale administration"
        role = ""
    words = {role: head_of(role), name: name.split()[-1], side: side.split()[-1] if side else ""}
    missing = [each for each, word in words.items() if each and not _says(text, word)]
    if not missing:
        return text
    who = f"{role} {name}" if role in missing else name
    return f"{who}, {side}: {text}" if side in missing else f"{who}: {text}"


def in_context(sentence: str, holder: Actor | None, title: str, month: str, before: str) -> str:
    """A sentence with its holder, then what tells what it is about: the title, the month and the end of the sentence
    before. The title itself, and what has neither, stands alone."""
    held, head = held_by(sentence, holder)[:_HELD], _line(title)
    about = ", ".join(filter(None, (head[:_HEAD], month)))
    return held if head == _line(sentence) or not about else f"{held} [{about}] {_line(before)[-_BEFORE:]}"


def month_of(day: Day | None) -> str:
    """ "Mar 2024"; of a stretch of days only what they share: "2024", or nothing."""
    first, last = day.between or (day.iso, day.iso) if day else ("", "")
    if first[:4] != last[:4]:
        return ""
    return f"{calendar.month_abbr[int(first[5:7])]} {first[:4]}" if first and first[:7] == last[:7] else first[:4]


def _says(text: str, word: str) -> bool:
    """Whether a word of the text begins so: "Iranian" says Iran, "taking" says no king."""
    said, word, at = text.casefold(), word.casefold(), -1
    while (at := said.find(word, at + 1)) >= 0:
        if at == 0 or not said[at - 1].isalnum():
            return True
    return False


def _line(text: str) -> str:
    return " ".join(plain(text).split())
