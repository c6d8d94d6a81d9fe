"""Whom a question means: the actors it names, those it misspells, and those it calls by their office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from bot.library import Library
from bot.questions.dates import CALENDAR
from bot.questions.kinds import spellings, stances, vocabulary
from bot.words import has_function_word, stem
from retrieval.entities.lexicon import lexicon
from retrieval.mentions.roles import is_head
from retrieval.types import Actor, ActorKind, Span

SHORTEST = 4  # letters of a word that can be read as another
NEAREST = 0.8  # similarity that makes two spellings one name
CLEARLY = 0.1  # by how much the nearest name must be nearer than anybody else's
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
# "chief", "boss": the press's words for whoever is at the head, whatever the office is called.
_ANY_HEAD = frozenset("chief head boss leader".split())


@dataclass(frozen=True)
class Named:
    """`text` is the question with its misspelt names mended; the spans are in it."""

    text: str
    actors: Sequence[tuple[Actor, Span]]
    unknown: tuple[str, ...]
    corrected: tuple[tuple[str, str], ...]

    @property
    def strangers(self) -> tuple[Span, ...]:
        """Where the unknown names stand."""
        found = (self.text.find(name) for name in self.unknown)
        return tuple(Span(at, at + len(name)) for at, name in zip(found, self.unknown, strict=True) if at >= 0)


def named(text: str, library: Library) -> Named:
    """Who is meant. A misspelt name is recorded as corrected; a misspelt word of the frame is mended without a word."""
    corrected: list[tuple[str, str]] = []
    for word, meant, is_name in list(_misspelt(text, library)):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _, meant=meant: meant, text)  # type: ignore[misc]
        corrected += [(word, meant)] if is_name else []
    found, unknown = library.actors_in(text)
    actors = _with_offices(text, sorted(found, key=lambda pair: pair[1]), library)
    nobody = tuple(name for name in unknown if not CALENDAR.fullmatch(name))
    return Named(text, actors, nobody, tuple(dict.fromkeys(corrected)))


def _misspelt(text: str, library: Library) -> Iterator[tuple[str, str, bool]]:
    """The words that are no words but nearly one: somebody's name, or a word that frames questions."""
    found, unknown = library.actors_in(text)
    taken = [span for _, span in found]
    for name in unknown:
        if (nearest := _nearest_name(name, library)) is not None:
            yield name, nearest, True
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        if any(span.overlaps(Span(*match.span())) for span in taken) or any(word in name for name in unknown):
            continue
        if len(word) < SHORTEST or _is_known(word, library):
            continue
        if (nearest := _nearest_name(word, library)) is not None:
            yield word, nearest, True
        elif (framing := _nearest([(each, each) for each in spellings()], word)) is not None:
            yield word, framing, False


def _is_known(word: str, library: Library) -> bool:
    """Whether a word is one: of English grammar, of questions, or of an article."""
    return has_function_word(word) or stem(word) in vocabulary() | stances() or library.holds(word)


def _nearest_name(word: str, library: Library) -> str | None:
    """The one name that a word is nearly. What is a name by itself, as the lexicon of states has it, is none."""
    return None if lexicon().look(word.capitalize()) is not None else _nearest(_names(library), word)


def _nearest(names: Iterable[tuple[str, str]], word: str) -> str | None:
    """The name nearest to a word: of the same first letter, and clearly nearer than anybody else's."""
    best: dict[str, tuple[float, str]] = {}
    for whose, name in names:
        if name[:1].casefold() != word[:1].casefold():
            continue
        near = DamerauLevenshtein.normalized_similarity(
            word.casefold(), name.casefold(), score_cutoff=NEAREST - CLEARLY
        )
        if near > best.get(whose, (0.0, ""))[0]:
            best[whose] = near, name
    ranked = sorted(best.values(), reverse=True)
    if not ranked or ranked[0][0] < NEAREST or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEARLY):
        return None
    return ranked[0][1]


def _names(library: Library) -> Iterator[tuple[str, str]]:
    """Every name that an actor goes by, and a person's surname."""
    for actor in library.actors:
        if actor.kind is ActorKind.GROUP:
            continue
        yield actor.name, actor.name
        for alias in actor.aliases:
            yield actor.name, alias.text
        if actor.kind is ActorKind.PERSON and " " in actor.name:
            yield actor.name, actor.name.split()[-1]


def _with_offices(text: str, found: Sequence[tuple[Actor, Span]], library: Library) -> Sequence[tuple[Actor, Span]]:
    """The actors named, with whoever is called by an office in place of the state or body whose office it is."""
    holders = [actor for actor in library.actors if actor.role and actor.kind is ActorKind.PERSON]
    actors = list(found)
    for match in _WORD.finditer(text):
        head = Span(match.start(), match.start() + len(_POSSESSIVE.sub("", match.group())))
        if not is_head(head.of(text)) or any(span.overlaps(head) for _, span in actors):
            continue
        owner = _owner(text, head, actors)
        called = [(one, span) for one in holders if (span := _office(text, head, one, owner)) is not None]
        if len(called) == 1:
            actors = [pair for pair in actors if pair != owner] + called
    return sorted(actors, key=lambda pair: pair[1])


def _owner(text: str, head: Span, actors: Sequence[tuple[Actor, Span]]) -> tuple[Actor, Span] | None:
    """Whose office a noun names: "Mexico's president", "the president of Mexico"."""
    for pair in actors:
        span = pair[1]
        if span.end < head.start and re.fullmatch(r"(?:['’]s?)?\s+(?:[^\W\d_]+[ -]){0,3}", text[span.end : head.start]):
            return pair
        if span.start > head.end and re.fullmatch(r"\s+(?:of|for)\s+(?:the\s+)?", text[head.end : span.start]):
            return pair
    return None


def _office(text: str, head: Span, person: Actor, owner: tuple[Actor, Span] | None) -> Span | None:
    """Where the question calls a person by the role that the articles give: the head word and what stands before it."""
    if owner is not None and person.speaks_for != owner[0].name:
        return None
    *role, last = re.split(r"[ -]", (person.role or "").lower())
    known = {*role, last, *(person.speaks_for or "").lower().split()}
    start, floor = head.start, owner[1].end if owner is not None and owner[1].end <= head.start else 0
    before = [match for match in _WORD.finditer(text, floor, head.start) if match.group() != "s"]
    while before and before[-1].group().lower() in known:
        start = before.pop().start()
    if (floor and before) or (owner is None and start == head.start):  # "the president" may be anybody's
        return None
    if last != head.of(text).lower() and not (head.of(text).lower() in _ANY_HEAD and start < head.start):
        return None
    if "former" in role:
        return None
    return Span(min(start, owner[1].start), max(head.end, owner[1].end)) if owner is not None else Span(start, head.end)
