"""Whoever has no name in a question: "the farmers", "the health department", "the judge"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.library import Library
from bot.words import content_words
from retrieval.types import Statement

# A mention that leaves open what else the body is called: "the department", "Mr Brel's department".
_BARE = re.compile(r"(?:(?:the|its|their|his|her)\s+|(?:[A-Z][\w.-]*\s+)*[A-Z][\w-]*['’]s?\s+)?[\w-]+", re.ASCII)


def voiced(words: str, library: Library) -> Sequence[Statement]:
    """The statements of those whom the articles call so, or only by the noun where they name the rest elsewhere."""
    *rest, head = words.split()
    rows = [*library.voiced(words), *([] if rest else _of_their_body(head, library))]
    if rows or not rest or "of" in rest:
        return rows
    return [row for row in library.voiced(head) if _is_bare(row, head, " ".join(rest), library)]


def also_by_name(rows: Sequence[Statement], library: Library) -> list[Statement]:
    """What else is said by those whom a mention names: "the judge, Ada Brel" gives all that Ada Brel says."""
    texts = library.articles
    named = {row.holder for row in rows if row.holder_span and row.holder in row.holder_span.of(texts[row.source].text)}
    return [row for row in library.statements if row.holder in named]


def _of_their_body(noun: str, library: Library) -> Sequence[Statement]:
    """What is said for "the fishermen" by the one body with them in its name: the Vesk Fishermen's Association."""
    theirs = re.compile(rf"\b{re.escape(noun)}['’]s?\s", re.IGNORECASE)
    holders = dict.fromkeys(row.holder for row in library.statements)
    speakers = (library.actor(name) for name in holders)
    bodies = {*holders, *(one.speaks_for for one in speakers if one is not None and one.speaks_for)}
    named = [name for name in bodies if theirs.search(name)]
    return library.said_by(named[0]) if len(named) == 1 else ()


def _is_bare(row: Statement, head: str, rest: str, library: Library) -> bool:
    text = library.articles[row.source].text
    mention = row.holder_span.of(text) if row.holder_span else ""
    bare = _BARE.fullmatch(mention) is not None and content_words(mention.split()[-1]) == content_words(head)
    return bare and content_words(rest) <= content_words(text)
