"""Capitals that no article calls one: "Velmar insists …", where Velmar stands for a state that nobody has heard of.

For a state speak: its officer in the sentence behind ("Velmar rejected that. “…,” said the Tarsian minister"), its
officer speaking in the place, and a dateline before its doings. Against it: both acting in one sentence ("Velmar wants
Tarsia to …"), or its capital doing so ("While Velmar insists …, Hallenburg says …").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from retrieval.entities.evidence import Evidence
from retrieval.entities.kinds.states import place
from retrieval.entities.lexicon import Entry, Sort, key
from retrieval.mentions.names import Name
from retrieval.mentions.uses import Use
from retrieval.mentions.vocabulary import BODY_WORDS, PLACES
from retrieval.types import ActorKind, Span

if TYPE_CHECKING:
    from retrieval.entities.actors import Registry
    from retrieval.entities.packed.links import LinkedMention

_COMMON = BODY_WORDS | PLACES
_ACTING = 2  # times that a place has to act like somebody
_AHEAD = 2  # votes by which one side has to be ahead of every other


def metonyms(evidence: Mapping[str, Evidence], registry: Registry) -> dict[str, Entry]:
    """Places of the articles that stand for a state, by key. Two rounds: one capital found tells the other from it."""
    candidates = {source: _candidates(one, registry, source) for source, one in evidence.items()}
    found: dict[str, Entry] = {}
    for _ in range(2):
        found |= _round(evidence, registry, candidates, found)
    return found


def _candidates(one: Evidence, registry: Registry, source: str) -> list[Name]:
    """The names of an article that may be capitals."""
    known: dict[tuple[str, Use], bool] = {}
    found = []
    for name in one.names:
        if (name.text, name.use) not in known:
            known[name.text, name.use] = _candidate(name, registry, source)
        if known[name.text, name.use]:
            found.append(name)
    return found


def _round(
    evidence: Mapping[str, Evidence],
    registry: Registry,
    candidates: Mapping[str, list[Name]],
    known: Mapping[str, Entry],
) -> dict[str, Entry]:
    acting: Counter[str] = Counter()
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[tuple[str, str], str] = {}
    sides: set[str] = set()
    for source, one in evidence.items():
        seen = _by_sentence(one, registry, source, known)
        sides |= {side for row in seen.values() for side, officer, use, _ in row if not officer and Use.AGENT in use}
        for name in candidates[source]:
            word = key(name.text)
            number = one.sentence(name.span.start)
            same = [row for row in seen.get(number, ()) if row[3] != name.span]
            after = [row for row in seen.get(number + 1, ()) if row[1]]
            if Use.AGENT in name.use:
                acting[word] += 1
                against = {side for side, officer, use, _ in same if officer or Use.AGENT in use}
                votes[word].subtract(list(against))
                support = [row for row in after[:1] if row[0] not in against]
            elif Use.PLACE in name.use and name.text.isupper() and Use.OPENING in name.use:
                officers = [row for row in (*same, *after) if row[1]]
                support = (officers or [row for row in same if Use.AGENT in row[2]])[:1]
            elif Use.PLACE in name.use:
                support = [row for row in same if row[1]][:1]
            else:
                continue
            for side, _, _, span in support:
                votes[word][side] += 1
                where.setdefault((word, side), place(source, _both(name.span, span)))
    found = {}
    for word, tally in votes.items():
        if acting[word] < _ACTING or word in known:
            continue
        side, count = max(tally.items(), key=lambda item: item[1], default=("", 0))
        rivals = [tally[other] for other in sides if other != side]
        if count > 0 and rivals and count - max(rivals) >= _AHEAD:
            found[word] = Entry(side, Sort.CAPITAL, where[word, side])
    return found


def _by_sentence(
    one: Evidence, registry: Registry, source: str, known: Mapping[str, Entry]
) -> dict[int, list[tuple[str, bool, Use, Span]]]:
    """(side, whether one of its officers, use, span) of every state and officer, by the number of the sentence."""
    rows: dict[int, list[tuple[str, bool, Use, Span]]] = defaultdict(list)
    for spot in registry.linked.get(source, ()):
        side = _side(registry, spot)
        if side is not None:
            officer = registry.actors[spot.actor].kind is ActorKind.PERSON
            rows[one.sentence(spot.span.start)].append((side, officer, spot.use, spot.span))
    for name in one.names:
        if (entry := known.get(key(name.text))) is not None:
            rows[one.sentence(name.span.start)].append((entry.state, False, name.use, name.span))
    return rows


def _side(registry: Registry, spot: LinkedMention) -> str | None:
    actor = registry.actors[spot.actor]
    if actor.kind is ActorKind.STATE:
        return actor.name if spot.sort in (Sort.NAME, Sort.CAPITAL, Sort.SEAT) else None
    sides = [side for side in registry.sides(actor.name) if registry.actors[side].kind is ActorKind.STATE]
    return sides[0] if sides and (actor.kind is ActorKind.PERSON or spot.sort is Sort.SEAT) else None


def _candidate(name: Name, registry: Registry, source: str) -> bool:
    """Whether a name may be a capital: one or two words, no person, no body, no river, and no state's name already."""
    parts = name.text.lower().split()
    if len(parts) > 2 or name.use & (Use.LOUD | Use.ARTICLE) or len(name.text) < 4:
        return False
    if not _COMMON.isdisjoint(parts) or registry.state_of(name.text, source):
        return False
    last = registry.named(name.text.split()[-1]) if len(parts) > 1 else None
    if last is not None and last[0].kind is ActorKind.ORGANISATION:
        return False  # "Congressional Republicans"
    hit = registry.named(name.text, source, name.span.start)
    return (
        hit is None
        or (hit[0].kind is ActorKind.ORGANISATION and not name.text.isupper())
        or (hit[0].kind is not ActorKind.STATE and hit[0].speaks_for is None and name.text.isupper())
    )


def _both(a: Span, b: Span) -> Span:
    return Span(min(a.start, b.start), max(a.end, b.end))
