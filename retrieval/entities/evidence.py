"""What one article says of who is who: its names and the facts about them. Evidence only; `actors` weighs it.

    "North Atlantic Treaty Organization (NATO)"   Fact(ALIAS, "NATO", of="North Atlantic Treaty Organization")
    "Velmar, the Tarsian capital"                 Fact(CAPITAL, "Velmar", of="Tarsian")
    "Tarsian officials"                           Fact(BODY, "Tarsian", role="officials")
    "the Republic of Tarsia"                      Fact(STATE, "Tarsia")

It depends on nothing but the text, so it is made once per content of a file and kept as JSON.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern

from retrieval.articles.boilerplate import furniture
from retrieval.articles.details import read_head
from retrieval.articles.sentences import sentences
from retrieval.mentions import kinds
from retrieval.mentions.belonging import belonging, renamed
from retrieval.mentions.beside import words_of
from retrieval.mentions.delegates import delegates
from retrieval.mentions.facts import Fact, Sort
from retrieval.mentions.kinds import Chances
from retrieval.mentions.names import Name, names_in, run, run_to
from retrieval.mentions.offices import offices
from retrieval.mentions.roles import BODIES, LEGISLATORS, MODIFIERS, is_head
from retrieval.mentions.uses import Use
from retrieval.mentions.vocabulary import BODY_WORDS, KINDS
from retrieval.mentions.words import Word, begins, words
from retrieval.types import Span

_STATE_WORDS = re.compile(
    r"(?:prime|foreign|defen[cs]e|interior|water|fisheries) (?:minister|ministry)|government|ambassador|envoy|king"
    r"|queen|emir|army|troops|embassy|parliament|citizens|territory|borders?|sovereignty|currency|capital|delegation|premier",
    re.IGNORECASE,
)
_STATE_FORM = re.compile(
    r"\b(?:Republic|Kingdom|Duchy|Principality|Federation|Sultanate|Emirate|Commonwealth) of (?:the )?([A-Z][\w’'-]+)"
)
_SEATS = frozenset("capital seat residence headquarters home office palace".split())
_GOVERNMENT = frozenset("government presidency president cabinet king queen monarchy premier minister leader".split())
_SMALL = frozenset(("of", "the", "and", "for", "on", "in", "to", "de", "del", "des", "la", "a", "s"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """`small` holds the single-word names that the article also writes without a capital."""

    names: tuple[Name, ...]
    facts: tuple[Fact, ...]
    small: frozenset[str]
    breaks: tuple[int, ...]  # where its sentences begin
    kinds: Mapping[str, Chances] = field(default_factory=dict)  # of what kind each name is

    def sentence(self, at: int) -> int:
        """The number of the sentence that offset `at` stands in."""
        return bisect_right(self.breaks, at)

    def dump(self) -> str:
        rows = [(n.text, n.span.start, n.use.value) for n in self.names]
        facts = [(f.sort, f.name, f.of, f.role, f.speaks, *f.span) for f in self.facts]
        return json.dumps([rows, facts, sorted(self.small), self.breaks, self.kinds], ensure_ascii=False)

    @classmethod
    def load(cls, dumped: str) -> Evidence:
        rows, facts, small, breaks, chances = json.loads(dumped)
        return cls(
            # most names stand in many articles
            tuple(Name(intern(text), Span(start, start + len(text)), Use(use)) for text, start, use in rows),
            tuple(Fact(Sort(sort), name, of, role, speaks, Span(a, b)) for sort, name, of, role, speaks, a, b in facts),
            frozenset(small),
            tuple(breaks),
            {intern(text): _shared(tuple(row)) for text, row in chances.items()},
        )


@lru_cache(maxsize=100_000)
def _shared(row: tuple[int, int, int, int, int, int]) -> Chances:
    """Equal chances are one object: a library has 250,000 names, and many are as sure as another."""
    return Chances(*row)


def let_go_of_chances(most: int) -> None:
    """Share none of those so far any more, where they are more than that: packed, nobody holds them."""
    if _shared.cache_info().currsize > most:
        _shared.cache_clear()


def read(text: str) -> Evidence:
    """The names of `text` and every fact that it states in one of the known shapes, in the order of the text."""
    stream = words(text)
    page, head = furniture(text), read_head(text)
    dateline = head.dateline.span if head.dateline else None  # who writes from a capital shows whose capital it is
    apart = sorted((*page, *(span for span in head.spans if span != dateline)))  # bylines, "ENDS": nobody's names
    facts = {
        *offices(text, stream),
        *delegates(text, stream),
        *_bodies(text, stream),
        *belonging(text, stream),
        *_aliases(text),
        *_capitals(text, stream),
        *_states(text, stream),
        *_groups(text, stream),
    }
    small = {w.text for w in stream if w.text[0].islower()}
    told = (name for name in names_in(text, stream) if not _is_apart(name.span, apart))
    found = tuple(_cut(told, [f for f in facts if f.sort is Sort.OFFICE]))
    in_order = tuple(sorted(facts, key=_order))
    return Evidence(
        found,
        in_order,
        frozenset(n.text.lower() for n in found if n.text.lower() in small),
        tuple(span.start for span in sentences(text, page)),
        kinds.read(found, in_order, stream),
    )


def _order(fact: Fact) -> tuple[object, ...]:
    """The order of the text; of equals the longer side and role first: "the House | Republican leader" is of the
    Republicans, "chairman and CEO" stands before "chairman"."""
    of, role = fact.of or "", fact.role or ""
    return fact.span, fact.sort, fact.name, -len(of), of, -len(role), role, fact.speaks


def _is_apart(span: Span, apart: Sequence[Span]) -> bool:
    at = bisect_left(apart, span.end, key=lambda s: s.start) - 1
    return at >= 0 and apart[at].end > span.start


def _cut(found: Iterable[Name], held: list[Fact]) -> Iterator[Name]:
    """Names, with what an office's words run into cut off: "Euro-Atlantic Integration | Olha Stefanishyna"."""
    held = sorted(held, key=lambda f: f.span)
    starts = [f.span.start for f in held]
    longest = max((f.span.end - f.span.start for f in held), default=0)
    for name in found:
        near = held[bisect_left(starts, name.span.start - longest) : bisect_left(starts, name.span.end)]
        inside = [f for f in near if f.span.overlaps(name.span) and name.text.endswith(" " + f.name)]
        if inside:
            cut = len(name.text) - len(max(inside, key=lambda f: len(f.name)).name)
            yield Name(
                name.text[cut:], Span(name.span.start + cut, name.span.end), name.use & ~(Use.OPENING | Use.ARTICLE)
            )
        else:
            yield name


def _bodies(text: str, stream: list[Word]) -> Iterator[Fact]:
    """ "Tarsian officials", "Tarsia's government": somebody whom a government belongs to."""
    for i, word in enumerate(stream[:-1]):
        after = stream[i + 1]
        common = word.text.lower() in MODIFIERS or word.text.lower() in BODY_WORDS or is_head(word.text)
        if begins(word) and not common and after.near and after.text.islower():
            first = run_to(stream, i)
            j = i + 1
            while j < len(stream) and stream[j].near and stream[j].text in MODIFIERS and stream[j].text not in BODIES:
                j += 1
            if j < len(stream) and stream[j].near and stream[j].text in BODIES | LEGISLATORS:
                name = words_of(text, stream, (first, i + 1))
                yield Fact(Sort.BODY, name, None, stream[j].text, True, Span(stream[first].start, stream[j].end))


def _aliases(text: str) -> Iterator[Fact]:
    for match in re.finditer(r"\((?:the )?([A-Z][A-Za-z&]{1,9})\)", text):
        short = match[1]
        if sum(c.isupper() for c in short) < 2:
            continue
        before = text[max(0, match.start() - 120) : match.start()].rsplit("\n", 1)[-1]
        long = long_form(short, before)
        if long:
            start = match.start() - len(before) + before.rindex(long)
            yield Fact(Sort.ALIAS, short, long, None, True, Span(start, match.end()))


def long_form(short: str, before: str) -> str | None:
    """The words at the end of `before` that `short` is made of: ("EU", "… the European Union ") → "European Union"."""
    tokens = list(re.finditer(r"[^\W_]+", before))
    letters = [c for c in short if c.isupper()]
    for count in range(len(letters), len(letters) + 4):
        part = tokens[-count:]
        if len(part) < count or not part or not part[0][0][0].isupper():
            continue
        initials = [t[0][0] for t in part if t[0][0].isupper() or t[0].lower() not in _SMALL]
        if [c.upper() for c in initials] == letters:
            return before[part[0].start() : part[-1].end()]
    return None


def initials(name: str) -> str:
    return "".join(w[0] for w in re.findall(r"[^\W_]+", name) if w.lower() not in _SMALL).upper()


def _capitals(text: str, stream: list[Word]) -> Iterator[Fact]:
    for i, word in enumerate(stream):
        if word.text.lower() not in _SEATS or i == 0:
            continue
        of: tuple[int, int] | None = None
        begin, end = i, i + 1
        if word.near and begins(stream[i - 1]):
            start = run_to(stream, i - 1)
            of, begin = (start, i), start
        elif i + 3 < len(stream) and stream[i + 1].text == "of":
            start = i + 3 if stream[i + 2].text == "the" else i + 2
            if not begins(stream[start]):
                continue
            end = run(stream, start)
            of = (start, end)
            if word.text.lower() != "capital":  # the seat of a government, not "the home of Tarsian opera"
                body = next((j for j in range(end, min(end + 3, len(stream))) if stream[j].text in _GOVERNMENT), None)
                if body is None:
                    continue
                end = body + 1
        if of is None:
            continue
        while begin > 0 and stream[begin - 1].text in ("the", "is"):
            begin -= 1
        place = None
        if begin > 0 and (stream[begin - 1].text == "," or stream[begin].text == "is"):
            last = begin - 1 if stream[begin - 1].text == "," else begin
            start = last - 1
            if start >= 0 and begins(stream[start]) and not stream[start].owns:
                place = (run_to(stream, start), last)
        if place is None and end < len(stream):
            start = end + 1 if stream[end].text in (",", "of") else end
            if start < len(stream) and begins(stream[start]):
                place = (start, run(stream, start))
        if place is not None:
            span = Span(stream[min(begin, place[0])].start, stream[max(end, place[1]) - 1].end)
            yield Fact(Sort.CAPITAL, words_of(text, stream, place), words_of(text, stream, of), None, True, span)


def _states(text: str, stream: list[Word]) -> Iterator[Fact]:
    """ "Tarsia's foreign ministry", "the Republic of Tarsia": names that are spoken of as states are."""
    for match in _STATE_FORM.finditer(text):
        yield Fact(Sort.STATE, match[1], None, None, True, Span(*match.span()))
    for i, word in enumerate(stream[:-2]):
        if begins(word) and word.owns and _STATE_WORDS.match(text, stream[i + 1].start):
            yield Fact(Sort.STATE, word.text, None, None, True, Span(word.start, stream[i + 1].end))
        if (
            word.text.lower() in ("government", "army", "president", "parliament", "citizens")
            and stream[i + 1].text == "of"
            and begins(stream[i + 2])
            and not (word.near and i and stream[i - 1].text.lower() in MODIFIERS)  # "national president of" a union
        ):
            yield Fact(Sort.STATE, stream[i + 2].text, None, None, True, Span(word.start, stream[i + 2].end))


def _groups(text: str, stream: list[Word]) -> Iterator[Fact]:
    """ "the campaign group Clean Shelf", "Clean Shelf, an environmental group that …": a body by what it is called.
    "Clean Shelf, which …" is none of what it is called, and no person."""
    for i, word in enumerate(stream):
        if word.text == "which" and i > 1 and stream[i - 1].text == "," and begins(stream[i - 2]):
            name = run_to(stream, i - 2), i - 1
            span = Span(stream[name[0]].start, word.end)
            yield Fact(Sort.GROUP, words_of(text, stream, name), None, None, True, span)
            continue
        if word.text not in KINDS:
            continue
        if i + 1 < len(stream) and stream[i + 1].near and begins(stream[i + 1]) and not word.owns:
            name = i + 1, run(stream, i + 1)
        elif (found := renamed(stream, i)) is not None:
            name = found
        else:
            continue
        if not any(is_head(w.text) for w in stream[slice(*name)]):
            span = Span(stream[min(i, name[0])].start, stream[max(i + 1, name[1]) - 1].end)
            yield Fact(Sort.GROUP, words_of(text, stream, name), None, word.text, True, span)
