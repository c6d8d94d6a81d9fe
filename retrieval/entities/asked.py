"""The names in a question: which actors they mean, and which of them no article mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.entities.evidence import initials
from retrieval.entities.lexicon import Sort, key, lexicon
from retrieval.mentions.roles import MODIFIERS, is_head
from retrieval.mentions.vocabulary import PLAIN
from retrieval.mentions.words import Word, begins, words
from retrieval.types import Actor, ActorKind, Span

if TYPE_CHECKING:
    from retrieval.entities.actors import Registry


def find(registry: Registry, question: str) -> tuple[list[tuple[Actor, Span]], list[str]]:
    """The actors a question names, in its order, and the names that no article mentions. Case may be missing."""
    found: list[tuple[Actor, Span]] = []
    unknown: list[str] = []
    stream = [w for w in words(question) if w.text[0].isalnum() or "." in w.text]
    cased = any(w.capital for w in stream[1:])
    i = 0
    while i < len(stream):
        if cased and stream[i].text.lower() in PLAIN and not begins(stream[i]):
            i += 1
            continue
        j, actor = _longest(registry, question, stream, i, cased)
        if actor is not None:
            if actor.name in registry.mentions or _is_spoken_for(registry, actor.name):
                found.append((actor, Span(stream[i].start, stream[j - 1].end)))
            else:
                unknown.append(question[stream[i].start : stream[j - 1].end])
            i = j
            continue
        end = _unknown_run(stream, i, registry, question)
        if end > i:
            text = question[stream[i].start : stream[end - 1].end]
            if key(text) not in registry.nobody:
                unknown.append(text)
        elif (entry := _elsewhere(registry, stream[i], cased)) is not None:
            unknown.append(entry)
        i = max(end, i + 1)
    return found, list(dict.fromkeys(unknown))


def _is_spoken_for(registry: Registry, name: str) -> bool:
    """Whether the articles name somebody who speaks for an actor: Russia, where they say "the Kremlin"."""
    return any(one.speaks_for == name and one.name in registry.mentions for one in registry.actors.values())


def _longest(registry: Registry, question: str, stream: list[Word], i: int, cased: bool) -> tuple[int, Actor | None]:
    for j in range(min(len(stream), i + 6), i, -1):
        text = question[stream[i].start : stream[j - 1].end]
        if j == i + 1:
            low = text.lower()
            if i and stream[i - 1].text.lower() == "the" and (short := registry.shortened(text)) is not None:
                return j, short
            if low in PLAIN or is_head(text) or low in MODIFIERS:
                continue
            if text.islower() and (len(text) < 4 or cased):
                continue
        if j == i + 2 and i and stream[i - 1].text.lower() == "the" and (short := registry.shortened(text)) is not None:
            return j, short  # "the tourism board"
        hit = registry.named(text) or _by_initials(registry, text)
        if hit is None:
            continue
        actor, sort = hit
        if text.islower() and sort is Sort.SPELLING:
            continue
        return j, actor
    return i, None


def _by_initials(registry: Registry, text: str) -> tuple[Actor, Sort] | None:
    """ "European Union" where the articles only say EU."""
    if " " not in text or not text[0].isupper():
        return None
    known = registry.named(initials(text))
    return known if known is not None and known[0].kind is ActorKind.ORGANISATION else None


def _elsewhere(registry: Registry, word: Word, cased: bool) -> str | None:
    """A state that the lexicon knows and no article names: a question's first word, or "china" without a capital."""
    if len(word.text) < 4 or (word.text.islower() and cased):
        return None
    entry = lexicon().look(word.text.capitalize())
    known = entry is not None and entry.sort in (Sort.NAME, Sort.CAPITAL) and not registry.has_state(entry.state)
    return word.text if known else None


def _unknown_run(stream: list[Word], i: int, registry: Registry, question: str) -> int:
    """The end of a run of capitals that nobody is called by; `i` where none begins there."""
    if not begins(stream[i]) or is_head(stream[i].text) or (i == 0 and stream[i].text.lower() in PLAIN):
        return i
    j = i + 1
    while j < len(stream) and stream[j].near and begins(stream[j]) and not stream[j - 1].owns:
        if _longest(registry, question, stream, j, cased=True)[1] is not None or is_head(stream[j].text):
            break
        j += 1
    if i == 0 and j == 1 and len(stream) > 1:
        return i  # a question's first word has a capital in any case
    return j
