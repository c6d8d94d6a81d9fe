"""What many articles tell of who is who; each article's evidence is made again when somebody asks for it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, MutableMapping
from functools import cache, partial
from sys import intern
from typing import NamedTuple

from retrieval.entities.evidence import Evidence, let_go_of_chances
from retrieval.entities.lexicon import let_go_of_names
from retrieval.entities.packed.by_source import BySource
from retrieval.mentions.facts import Fact
from retrieval.mentions.kinds import Chances
from retrieval.mentions.names import Name
from retrieval.mentions.uses import Use
from retrieval.types import Span

_REMEMBERED = 50_000  # names: the lexicon would remember every one that is looked up, for as long as the program lives
_CHANCES = 5_000  # that `evidence` shares; packed, nobody holds them any more


class _Packed(NamedTuple):
    """An article's evidence: its names and their kinds by columns, the rest as it is."""

    texts: tuple[str, ...]
    starts: array[int]
    ends: array[int]
    uses: array[int]
    facts: tuple[Fact, ...]
    small: frozenset[str]
    breaks: array[int]
    named: tuple[str, ...]
    chances: bytes  # six numbers up to 100 for each


class Evidences(BySource[_Packed], MutableMapping[str, Evidence]):
    """By source, in the order that they were put in."""

    def __setitem__(self, source: str, one: Evidence) -> None:
        self._rows[source] = _packed(one)
        let_go_of_chances(_CHANCES)

    def __getitem__(self, source: str) -> Evidence:
        let_go_of_names(_REMEMBERED)
        return _Unpacked(self._rows[source])

    def __delitem__(self, source: str) -> None:
        del self._rows[source]


def _packed(one: Evidence) -> _Packed:
    return _Packed(
        tuple(intern(name.text) for name in one.names),
        array("I", [name.span.start for name in one.names]),
        array("I", [name.span.end for name in one.names]),
        array("H", [name.use.value for name in one.names]),
        tuple(map(_shared, one.facts)),
        frozenset(map(intern, one.small)),
        array("I", one.breaks),
        tuple(map(intern, one.kinds)),
        bytes(each for row in one.kinds.values() for each in row),
    )


def _shared(fact: Fact) -> Fact:
    """The same with words that all articles share."""
    of, role = fact.of and intern(fact.of), fact.role and intern(fact.role)
    return Fact(fact.sort, intern(fact.name), of, role, fact.speaks, fact.span)


_put = object.__setattr__  # as a frozen dataclass does it


class _Unpacked(Evidence):
    """The same evidence, whose parts are made when somebody asks for them: most want either the names or the facts."""

    __slots__ = ("_breaks", "_names", "_row")
    _row: _Packed
    _names: tuple[Name, ...] | None
    _breaks: tuple[int, ...] | None

    def __init__(self, row: _Packed) -> None:
        _put(self, "_row", row)
        _put(self, "_names", None)
        _put(self, "_breaks", None)

    @property
    def names(self) -> tuple[Name, ...]:
        if self._names is None:
            _put(self, "_names", _names(self._row))
        return self._names or ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self._row.facts

    @property
    def small(self) -> frozenset[str]:
        return self._row.small

    @property
    def breaks(self) -> tuple[int, ...]:
        if self._breaks is None:
            _put(self, "_breaks", tuple(self._row.breaks))
        return self._breaks or ()

    @property
    def kinds(self) -> Mapping[str, Chances]:
        numbers = iter(self._row.chances)
        rows = zip(*[numbers] * len(Chances._fields), strict=True)
        return dict(zip(self._row.named, map(_chances, rows), strict=True))


# All names of all articles are made some fifty times in a merge: by the class's own way each takes twice as long.
_span, _chances = partial(tuple.__new__, Span), partial(tuple.__new__, Chances)
_use = cache(Use)
_put_text, _put_span, _put_use = (getattr(Name, each).__set__ for each in ("text", "span", "use"))


def _names(row: _Packed) -> tuple[Name, ...]:
    found = []
    for text, span, use in zip(row.texts, map(_span, zip(row.starts, row.ends, strict=True)), row.uses, strict=True):
        one: Name = object.__new__(Name)
        _put_text(one, text)
        _put_span(one, span)
        _put_use(one, _use(use))
        found.append(one)
    return tuple(found)
