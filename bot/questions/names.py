"""Whom a question means: the actors it names, those it misspells, and those it calls by their office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from bot.library import Library
from bot.questions.acts import AUXILIARY, stances
from bot.questions.dates import CALENDAR, MONTHS
from bot.questions.kinds import spellings, vocabulary
from bot.questions.offices import with_offices
from bot.words import has_function_word, stem
from retrieval.entities.lexicon import lexicon
from retrieval.types import Actor, ActorKind, Span

MOST_STRANGE = 5  # words of a question that are looked at so
SHORTEST = 4  # letters of a word that can be read as another
NEAREST = 0.8  # similarity that makes two spellings one name
CLEARLY = 0.1  # by how much the nearest name must be nearer than anybody else's
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST = 3  # words of a voice without a name
_ASKED = re.compile(rf"\b{AUXILIARY}\s+$", re.IGNORECASE)
_ASKING = frozenset("what who how where when".split())


@dataclass(frozen=True)
class Named:
    """`text` is the question with its misspelt names mended; the spans are in it."""

    text: str
    actors: Sequence[tuple[Actor, Span]]
    unknown: tuple[str, ...]
    corrected: tuple[tuple[str, str], ...]

    @property
    def spans(self) -> list[Span]:
        """Where somebody is named, known or not."""
        return [*(span for _, span in self.actors), *self.strangers]

    @property
    def strangers(self) -> tuple[Span, ...]:
        """Where the unknown names stand."""
        found = (self.text.find(name) for name in self.unknown)
        return tuple(Span(at, at + len(name)) for at, name in zip(found, self.unknown, strict=True) if at >= 0)


def named(text: str, library: Library) -> Named:
    """Who is meant. A misspelt name is recorded as corrected; a misspelt word of the frame is mended without a word."""
    corrected: list[tuple[str, str]] = []
    text = _with_capitals(_with_apostrophes(text, library), library)
    for word, meant, is_name in _misspelt(text, library):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _, meant=meant: meant, text)  # type: ignore[misc]
        corrected += [(word, meant)] if is_name else []
    found, unknown = library.actors_in(text)
    actors = with_offices(text, sorted(found, key=lambda pair: pair[1]), library)
    actors = sorted([*actors, *_voices(text, [span for _, span in actors], library)], key=lambda pair: pair[1])
    nobody = tuple(name for name in unknown if not CALENDAR.fullmatch(name))
    return Named(text, actors, nobody, tuple(dict.fromkeys(corrected)))


def _with_capitals(text: str, library: Library) -> str:
    """Names in lower case as they are written: beside a word with its capital they would not be read as names."""
    found, _ = library.actors_in(text)
    places = [(actor, span) for actor, span in found if span.of(text).islower()]
    for match in _WORD.finditer(text):  # "what did brel say in March"
        word, here = _POSSESSIVE.sub("", match.group()), Span(*match.span())
        if word.islower() and len(word) >= SHORTEST and not any(span.overlaps(here) for _, span in found):
            actor = library.actor(word)
            if actor is not None and library.is_word(word) and not _is_surname(text, here, actor):
                actor = None
            places += [(actor, Span(here.start, here.start + len(word)))] if actor else []
    for actor, span in sorted(places, key=lambda pair: -pair[1].start):
        written = span.of(text)
        forms = [actor.name, *(alias.text for alias in actor.aliases), *actor.name.split()]
        proper = next((each for each in forms if each.casefold() == written.casefold()), written)
        text = f"{text[: span.start]}{proper}{text[span.end :]}"
    return text


def _is_surname(text: str, word: Span, actor: Actor) -> bool:
    """Whether a word of the language is a person's name here: "what does musk want", where a thing has its article."""
    return actor.kind is ActorKind.PERSON and _ASKED.search(text, 0, word.start) is not None


def _with_apostrophes(text: str, library: Library) -> str:
    """ "whats yellens view" as "what's yellen's view"."""

    def mended(match: re.Match[str]) -> str:
        word = match[1]
        if word.lower() in _ASKING:
            return f"{word}'s"
        actor = library.actor(word)
        is_owner = actor is not None and (actor.kind is ActorKind.PERSON or not library.holds(match.group()))
        return f"{word}'s" if is_owner else match.group()

    return re.sub(r"(?<![\w'’])([^\W\d_]{2,}[^\W\d_s])s(?![\w'’])", mended, text)


def _misspelt(text: str, library: Library) -> list[tuple[str, str, bool]]:
    """The words that are no words but nearly one: somebody's name, or a word that frames questions."""
    found, unknown = library.actors_in(text)
    taken = [span for _, span in found]
    strange = list(unknown)
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        here = Span(*match.span())
        is_name = any(span.overlaps(here) for span in taken) or any(word in name for name in unknown)
        if not is_name and len(word) >= SHORTEST and not _is_known(word, library):
            strange.append(word)
    strange = list(dict.fromkeys(strange))[:MOST_STRANGE]
    names = _names(library) if strange else []
    framing = [(stem(each), each) for each in spellings()] + [(each, each) for each in MONTHS]
    mended = []
    for word in strange:
        # what is a name by itself, as the lexicon of states has it, is no misspelling
        if (meant := _nearest(names, word)) is not None and lexicon().look(word.capitalize()) is None:
            mended.append((word, meant, True))
        elif word not in unknown and (meant := _nearest(framing, word)) is not None:
            mended.append((word, meant, False))
    return mended


def _is_known(word: str, library: Library) -> bool:
    """Whether a word is one: of English grammar, of questions, of an article, or in small letters of the language."""
    if has_function_word(word) or stem(word) in vocabulary() | stances() or library.holds(word):
        return True
    return word.islower() and library.is_word(word)


def _nearest(names: Sequence[tuple[str, str]], word: str) -> str | None:
    """The name nearest to a word: of the same first letter, and clearly nearer than anybody else's.

    `names` are pairs of whose name it is and the name.
    """
    wanted = word.casefold()
    near = [(whose, name) for whose, name in names if name[:1].casefold() == wanted[:1]]
    found = extract(
        wanted,
        [name.casefold() for _, name in near],
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=NEAREST - CLEARLY,
        limit=None,
    )
    best: dict[str, tuple[float, str]] = {}  # best first, hence the first of each
    for _, score, place in found:
        best.setdefault(near[place][0], (score, near[place][1]))
    ranked = list(best.values())
    if not ranked or ranked[0][0] < NEAREST or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEARLY):
        return None
    return ranked[0][1]


def _names(library: Library) -> list[tuple[str, str]]:
    """Every name that an actor goes by, and a person's surname."""
    found: list[tuple[str, str]] = []
    for actor in library.actors:
        if actor.kind is not ActorKind.GROUP:
            found += [(actor.name, actor.name), *((actor.name, alias.text) for alias in actor.aliases)]
        if actor.kind is ActorKind.PERSON and " " in actor.name:
            found.append((actor.name, actor.name.split()[-1]))
    return found


def _voices(text: str, taken: Sequence[Span], library: Library) -> list[tuple[Actor, Span]]:
    """Those who hold statements without a name: "the hauliers' position", "the port authority"; one word is a voice
    where it means many."""
    found: list[tuple[Actor, Span]] = []
    words = list(_WORD.finditer(text))
    for place, first in enumerate(words):
        if place == 0 or words[place - 1].group().lower() != "the":
            continue
        for last in reversed(words[place : place + _LONGEST]):
            span = Span(first.start(), last.end() - len(_tail(last.group())))
            name = span.of(text)
            actor = library.actor(name) if " " in name or name.endswith("s") else None
            if actor is not None and actor.kind is ActorKind.GROUP and not any(span.overlaps(each) for each in taken):
                found.append((actor, span))
                break
    return found


def _tail(word: str) -> str:
    """ "'s" of "the mayor's"."""
    owner = _POSSESSIVE.search(word)
    return owner.group() if owner else ""
