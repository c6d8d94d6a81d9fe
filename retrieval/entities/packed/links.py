"""Where many articles name actors; each article's mentions are made again when somebody asks for them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from sys import intern
from typing import NamedTuple

from retrieval.entities.lexicon import Sort
from retrieval.entities.packed.by_source import BySource
from retrieval.mentions.uses import Use
from retrieval.types import Span

_SORTS = tuple(Sort)
_use = cache(Use)  # a mention's uses are few, and looking one up in the class takes long
_NUMBERS = {sort: number for number, sort in enumerate(_SORTS)}
_KEPT = 32  # articles whose mentions are kept as objects: merging a few asks for them again and again


class LinkedMention(NamedTuple):
    """Where an article names an actor, and by which word. `sort` is how: by its name, its capital, a demonym …"""

    span: Span
    text: str
    actor: str
    sort: Sort
    use: Use

    @property
    def counts(self) -> bool:
        """A capital that is only a place names no actor."""
        return not (self.sort in (Sort.CAPITAL, Sort.SEAT) and Use.PLACE in self.use)


# All mentions of all articles are made some ten times in a merge: by the classes' own way that takes thrice as long.
_span, _mention = partial(tuple.__new__, Span), partial(tuple.__new__, LinkedMention)


class _Packed(NamedTuple):
    """The columns of an article's mentions."""

    texts: tuple[str, ...]
    actors: tuple[str, ...]
    starts: array[int]
    ends: array[int]
    sorts: bytes
    uses: array[int]


class Links(BySource[_Packed], Mapping[str, Sequence[LinkedMention]]):
    """By source, each in the order of the text. Not to be used from several threads."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, tuple[tuple[LinkedMention, ...], list[int]]] = {}

    def put(self, source: str, seen: Iterable[LinkedMention]) -> None:
        those = tuple(seen)
        self._rows[source] = _Packed(
            tuple(intern(one.text) for one in those),
            tuple(one.actor for one in those),
            array("I", [one.span.start for one in those]),
            array("I", [one.span.end for one in those]),
            bytes(_NUMBERS[one.sort] for one in those),
            array("H", [one.use.value for one in those]),
        )
        self._last.pop(source, None)

    def take(self, source: str, other: Links) -> None:
        """The mentions that another one has of an article."""
        self._rows[source] = other._rows[source]
        self._last.pop(source, None)

    def copy(self) -> Links:
        made = Links()
        made._rows = dict(self._rows)
        return made

    def ends(self, source: str) -> Sequence[int]:
        """Where the mentions of an article end."""
        return self._made(source)[1] if source in self._rows else ()

    def __getitem__(self, source: str) -> Sequence[LinkedMention]:
        return self._made(source)[0]

    def _made(self, source: str) -> tuple[tuple[LinkedMention, ...], list[int]]:
        found = self._last.get(source)
        if found is None:
            row = self._rows[source]
            spans = map(_span, zip(row.starts, row.ends, strict=True))
            sorts, uses = map(_SORTS.__getitem__, row.sorts), map(_use, row.uses)
            seen = tuple(map(_mention, zip(spans, row.texts, row.actors, sorts, uses, strict=True)))
            if len(self._last) >= _KEPT:
                del self._last[next(iter(self._last))]
            found = self._last[source] = seen, list(row.ends)
        return found
