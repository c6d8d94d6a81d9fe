"""Of what kind a name is, as one article shows it: a person, a body, people, a place, a thing, or no name at all.

    read(names, facts, words)    # {"Josh Cavallo": Chances(99, 0, 0, 0, 0, 1), …}

A learnt table (`kinds.json`, by `tests/benchmarks/learn_names.py`) over what stands in the name, around it, and in the
article's other names that share a word with it. No list of names: "Josh" is a first name because labelled articles have
one. A name is read once per article, over all places where it stands, but for headlines.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from retrieval.entities.lexicon import lexicon
from retrieval.mentions.facts import Fact
from retrieval.mentions.names import Name, without_marks
from retrieval.mentions.uses import Use
from retrieval.mentions.words import Word

_MADE = Path(__file__).with_name("kinds.json")
_INNER = ("of", "and", "for", "the", "&")
_OF_LONGER = ("first=", "words=", "first ends=", "first is=", "word=")  # what a surname takes from the whole name
_OF_LONGER_AHEAD = ("last=", "words=", "ends=", "has=", "word=")
_BEFORE, _BEHIND = 4, 3  # words around a name that count


class Chances(NamedTuple):
    """How likely each kind is, in hundredths; they make about 100."""

    person: int
    body: int
    people: int
    place: int
    thing: int
    none: int


@dataclass(frozen=True)
class Table:
    bias: Sequence[float]
    weights: Mapping[str, Sequence[float]]

    def chances(self, found: Iterable[str]) -> Chances:
        sums = list(self.bias)
        for feature in found:
            row = self.weights.get(feature)
            if row is not None:
                for i, weight in enumerate(row):
                    sums[i] += weight
        top = max(sums)
        odds = [exp(each - top) for each in sums]
        total = sum(odds)
        return Chances(*(round(100 * each / total) for each in odds))


@cache
def table() -> Table:
    """The learnt weights."""
    return made(json.loads(_MADE.read_text(encoding="utf-8")))


def made(raw: Mapping[str, Any]) -> Table:
    """A table as it is kept: whole numbers, each a part of one."""
    scale = raw["scale"]
    weights = {feature: tuple(each / scale for each in row) for feature, row in raw["weights"].items()}
    return Table(tuple(each / scale for each in raw["bias"]), weights)


def read(names: Sequence[Name], facts: Sequence[Fact], stream: Sequence[Word]) -> dict[str, Chances]:
    """The chances of every name of an article, in the order of their first mention."""
    known = table()
    return {text: known.chances(found) for text, found in features(names, facts, stream).items()}


def features(names: Sequence[Name], facts: Sequence[Fact], stream: Sequence[Word]) -> dict[str, set[str]]:
    """What an article shows of each name; the words of the table."""
    uses: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        uses[name.text].append(name)
    longer = _Longer(uses)
    of_facts = _of_facts(facts)
    starts = [word.start for word in stream]
    small = {word.text for word in stream if word.text[0].islower()}
    found = {}
    for text, seen in uses.items():
        calm = [name for name in seen if Use.LOUD not in name.use]
        told = {*inside(text), *longer.of(text, of_facts), *of_facts.get(text, ()), f"times={min(len(seen), 4)}"}
        told.update(chain.from_iterable(_around(name, stream, starts) for name in calm or seen))
        low = [word.lower() for word in text.split()]
        told.update(("headline",) if not calm else (), ("all small",) if small.issuperset(low) else ())
        found[text] = told
    return found


def inside(text: str) -> Iterator[str]:
    """What a name's own words tell."""
    words = without_marks(text).split()
    if not words:
        return
    low = [word.lower() for word in words]
    last, first = low[-1], low[0]
    yield from (f"words={min(len(words), 5)}", f"last={last}", f"ends={last[-3:]}", f"ends={last[-4:]}")
    yield f"shape={_shape(words[-1])}"
    if len(words) == 1:
        yield from (f"only={last}", f"only ends={last[-3:]}", f"only ends={last[-2:]}", f"only begins={last[:3]}")
    else:
        yield from (f"first={first}", f"first ends={first[-2:]}", f"first begins={first[:3]}")
        yield from (f"first shape={_shape(words[0])}", f"words and end={min(len(words), 4)} {last[-3:]}")
        yield from (f"word={each}" for each in low)
        yield from _known(words[0], "first is=")
        yield from _known(words[-1], "last is=")
    if len(words) > 2:
        yield f"two last={low[-2]} {last}"
    yield from (f"has={each}" for each in _INNER if each in low)
    yield from _known(text, "is=")


def _known(word: str, label: str) -> Iterator[str]:
    entry = lexicon().look(word)
    if entry is not None:
        yield f"{label}{entry.sort.value}"


def _shape(word: str) -> str:
    """ "Aa" of "Odo", "AaAa" of "McDonald", "A" of "NATO", "Aa9" of "Covid19": each run of alike characters as one."""
    signs = ("A" if c.isupper() else "a" if c.isalpha() else "9" if c.isdigit() else c for c in word)
    return "".join(sign for sign, _ in groupby(signs))[:6]


def _around(name: Name, stream: Sequence[Word], starts: Sequence[int]) -> Iterator[str]:
    """What stands around one mention."""
    i = bisect_left(starts, name.span.start)
    j = i
    while j + 1 < len(stream) and stream[j].end < name.span.end:
        j += 1
    before = [word.text.lower() for word in stream[max(0, i - _BEFORE) : i]]
    behind = [word.text.lower() for word in stream[j + 1 : j + 2 + _BEHIND]]
    one, two = (before or ["^"])[-1], (before[:-1] or ["^"])[-1]
    next_one, next_two = (behind or ["$"])[0], (behind[1:] or ["$"])[0]
    yield from (f"before={one}", f"before={two} {one}", f"two before={two}")
    yield from (f"behind={next_one}", f"behind={next_one} {next_two}", f"two behind={next_two}")
    yield f"around={one} {next_one}"
    if one.isalpha():
        yield f"before ends={one[-3:]}"
    if next_one.isalpha():
        yield f"behind ends={next_one[-3:]}"
    if i and stream[i - 1].text[0].isupper():
        yield "capital before"
    if j + 1 < len(stream) and stream[j + 1].text[0].isupper():
        yield "capital behind"
    if j < len(stream) and stream[j].owns:
        yield from ("owns", f"owns={next_one}")
    yield from (f"use={use.name}" for use in Use if use in name.use)
    yield from (f"some before={word}" for word in before[:-2])
    yield from (f"some behind={word}" for word in behind[2:])


def _of_facts(facts: Sequence[Fact]) -> Mapping[str, set[str]]:
    """The offices, aliases and the like that an article tells of a name."""
    found: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        head = fact.role.split()[-1].lower() if fact.role else None
        found[fact.name].add(f"fact={fact.sort.value}")
        if head:
            found[fact.name].add(f"fact={fact.sort.value} {head}")
        if fact.of:
            found[fact.of].add(f"of={fact.sort.value}")
            if head:
                found[fact.of].add(f"of={fact.sort.value} {head}")
    return found


class _Longer:
    """The longer names of an article that a name is a part of, or an acronym of."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = set(texts)
        self._ends: dict[str, list[str]] = defaultdict(list)
        self._begins: dict[str, list[str]] = defaultdict(list)
        self._inner: set[str] = set()
        self._short: set[str] = set()
        for text in self._texts:
            words = without_marks(text).split()
            for i in range(1, len(words)):
                self._ends[" ".join(words[i:])].append(text)
                self._begins[" ".join(words[:i])].append(text)
            self._inner.update(words[1:-1])
            self._short.add(_capitals(text))

    def of(self, text: str, of_facts: Mapping[str, set[str]]) -> Iterator[str]:
        for whole in self._ends.get(text, ()):
            yield "ends a longer"
            yield from (f"longer {each}" for each in inside(whole) if each.startswith(_OF_LONGER))
            yield from (f"longer {each}" for each in of_facts.get(whole, ()))
        for whole in self._begins.get(text, ()):
            yield "begins a longer"
            yield from (f"longer ahead {each}" for each in inside(whole) if each.startswith(_OF_LONGER_AHEAD))
        if text in self._inner:
            yield "inside a longer"
        words = text.split()
        if len(words) > 1:
            yield "last alone" if words[-1] in self._texts else "last not alone"
            yield "first alone" if words[0] in self._texts else "first not alone"
            if _capitals(text) in self._texts:
                yield "has an acronym"
        elif text.isupper() and text in self._short:
            yield "is an acronym"


def _capitals(text: str) -> str:
    """ "UFC" of "United Ferry Crews"; nothing of a single word."""
    words = text.split()
    return "".join(word[0] for word in words if word[0].isupper()) if len(words) > 1 else ""
