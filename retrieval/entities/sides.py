"""For whom everybody speaks, weighed over all articles: a body for the state or the organisation that it is of, a
person for whom the office is of, a government's seat for the government."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from retrieval.entities import lexicon, organisations
from retrieval.entities.actors import Registry
from retrieval.entities.evidence import Evidence
from retrieval.entities.lexicon import Sort, key
from retrieval.entities.overrides import Entry
from retrieval.entities.persons import Person, speaks_for, surname
from retrieval.entities.states import Gazetteer, place
from retrieval.mentions.facts import Fact
from retrieval.mentions.facts import Sort as About
from retrieval.mentions.roles import (
    ADMINISTRATION,
    CORPORATE,
    DELEGATE,
    LAWYERS,
    NATIONAL_BODIES,
    SPOKESPERSONS,
    STATE_BODIES,
    head_of,
)
from retrieval.types import Actor, ActorKind

_OFFICIAL = (About.OFFICE, About.BODY)
_PARTS = frozenset(("committee", "subcommittee", "office", "council"))


class Sides:
    """What `linking` has gathered, and the sides in it; its builder is one of these."""

    evidence: Mapping[str, Evidence]
    overrides: Sequence[Entry]
    states: Gazetteer
    words: dict[str, tuple[str, Sort]]
    actors: dict[str, Actor]
    aliases: dict[str, dict[str, str]]
    canonical: dict[str, str]
    bodies: frozenset[str]
    called: dict[str, frozenset[str]]

    def add(self, name: str, kind: ActorKind, aliases: Mapping[str, str], sort: Sort = Sort.NAME) -> None:
        self.actors.setdefault(name, Actor(name, kind))
        for alias, why in aliases.items():
            if self.words.setdefault(key(alias), (name, sort))[0] == name:
                self.aliases[name].setdefault(alias, why)

    def bodies_of_states(self, registry: Registry) -> None:
        """Whose ministry or army a body is: by its own first words ("Qatari Foreign Ministry"), or by whom the articles
        say that owns it, where they name only one owner ("South Korea's | Defense Ministry")."""
        owners: dict[str, dict[str, str]] = defaultdict(dict)  # body → source → owner
        for source, one in self.evidence.items():
            for fact in one.facts:
                hit = self.words.get(key(fact.name)) if fact.sort is About.OWNED and fact.of else None
                spots = registry.spots(fact.of or "", source) if hit else []
                if hit is not None and spots and self._may_own(spots[-1].actor, fact):
                    owners[hit[0]][source] = spots[-1].actor
        homes, where = self._homes(registry), self._sources_of_bodies()
        for name, actor in list(self.actors.items()):
            if actor.kind is not ActorKind.ORGANISATION or actor.speaks_for is not None:
                continue
            whole, owner = self._whole(name), set(owners[name].values())
            if whole is None and not any(other.endswith(f" {name}") for other in self.actors):
                told = owners[name].keys() >= where[name] or len(name.split()) > 2
                is_states = _is_of_a_state(name)
                told_at = [homes[source] for source in where[name] if source in homes] if is_states else []
                home = set(told_at) if 2 * len(told_at) >= len(where[name]) else set()
                known = owner if told and owner else home if not owner else set()
                whole = next(iter(known)) if len(known) == 1 else None
            if whole is not None and whole != name:
                self.actors[name] = Actor(name, actor.kind, actor.aliases, whole, actor.role)

    def _may_own(self, owner: str, fact: Fact) -> bool:
        """A state owns what only states have, an organisation its boards: "China's Xinhua Agency" is not China."""
        of_states = fact.role is not None or fact.name.split()[-1].lower() in STATE_BODIES
        return of_states or self.actors[owner].kind is ActorKind.ORGANISATION

    def _sources_of_bodies(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for source, one in self.evidence.items():
            for name in one.names:
                if (hit := self.words.get(key(name.text))) is not None:
                    found[hit[0]].add(source)
        return found

    def _whole(self, body: str) -> str | None:
        """The state or the body that the first words of a body's name tell: "House Oversight Committee"."""
        words = body.split()
        state = self._state_in(body)
        if state is not None or _PARTS.isdisjoint(word.lower() for word in words[1:]):
            return state
        for end in range(min(3, len(words) - 1), 0, -1):
            hit = self.words.get(key(" ".join(words[:end])))
            if hit is not None and hit[0] != body and self.actors[hit[0]].kind is ActorKind.ORGANISATION:
                return hit[0]
        return None

    def _state_in(self, body: str) -> str | None:
        words = body.split()
        if STATE_BODIES.isdisjoint(word.lower() for word in words):
            return None
        for end in range(min(3, len(words) - 1), 0, -1):
            entry = self.states.look(_owner(" ".join(words[:end])))
            if entry is not None:
                return self.canonical.get(entry.state)
        return None

    def offices(self, registry: Registry, people: Iterable[Person], names_of: Mapping[int, str]) -> None:
        given = {entry.name for entry in self.overrides if entry.speaks_for is not None}

        homes, seats = self._homes(registry), self._seats_of_heads()

        def resolve(fact: Fact, source: str, *, state: bool = False) -> tuple[str, bool] | None:
            if fact.of is None and (only := lexicon.OFFICES.get(head_of(fact.role))) is not None:
                entry = self.states.look(only)
                whose = self.canonical.setdefault(entry.state if entry else only, only)
                self.actors.setdefault(whose, Actor(whose, ActorKind.STATE))
                return whose, True
            if state or fact.of is None:
                department = self._department(fact.role or "")
                home = department or homes.get(source) or seats.get((source, surname(fact.name)))
                return (home, True) if home else None
            company = self.words.get(key(fact.of)) if head_of(fact.role) in CORPORATE else None
            if company is not None and self.actors[company[0]].kind is ActorKind.ORGANISATION:
                return company[0], False
            seen = registry.spots(fact.of, source)
            if not seen:
                short = registry.shortened(fact.of)
                name = short.name if short else None
                if name is None and fact.of.islower():
                    name = self._body_before(fact.of, source, fact.span.start)
                return (name, False) if name else None
            actor = self.actors[seen[-1].actor]
            if actor.kind is ActorKind.PERSON:  # "his spokesman": speaks for whom his master speaks for
                boss = self.actors.get(actor.speaks_for or "")
                if boss is None and (fact.role == DELEGATE or head_of(fact.role) in SPOKESPERSONS | LAWYERS):
                    boss = actor  # of somebody who holds no office
                return (boss.name, boss.kind is ActorKind.STATE) if boss else None
            return actor.name, actor.kind is ActorKind.STATE

        for _ in range(2):  # once for those who speak for a state, again for those who speak for these
            for person in people:
                name = names_of[id(person)]
                actor = self.actors[name]
                for_whom, role = speaks_for(person, resolve)
                if name in given:
                    for_whom, role = actor.speaks_for, actor.role or role
                self.actors[name] = Actor(name, actor.kind, speaks_for=for_whom, role=role)

    def administrations(self, registry: Registry) -> None:
        """Whose "the Hale administration" is: the state's that Hale speaks for. Where most articles that name the seat
        of government are at home in that state, the government is one side among others, and the seat speaks for it."""
        homes = self._homes(registry)
        found: dict[str, set[str]] = defaultdict(set)
        for source, one in self.evidence.items():
            for fact in (f for f in one.facts if f.sort is About.BODY and f.role == ADMINISTRATION):
                hit = registry.named(fact.name, source, fact.span.start)
                side = self.actors[hit[0].name].speaks_for if hit and hit[0].kind is ActorKind.PERSON else None
                if hit is not None and side is not None and self.actors[side].kind is ActorKind.STATE:
                    name = f"{surname(hit[0].name)} {ADMINISTRATION}"
                    self.add(name, ActorKind.ORGANISATION, {name: place(source, fact.span)})
                    self.actors[name] = Actor(name, ActorKind.ORGANISATION, speaks_for=side)
                    found[side].add(name)
        where = self._sources_of_bodies()
        for name, actor in list(self.actors.items()):
            word = self.words.get(key(name))
            if word is None or word[1] is not Sort.SEAT or len(found.get(actor.speaks_for or "", ())) != 1:
                continue
            if 2 * sum(homes.get(source) == actor.speaks_for for source in where[name]) > len(where[name]):
                self.actors[name] = replace(actor, speaks_for=next(iter(found[actor.speaks_for or ""])))

    def _seats_of_heads(self) -> dict[tuple[str, str], str]:
        """The state of whoever has an administration in an article ("the Hale administration") and needs no adjective:
        the only one whose seat of government it names."""
        found: dict[tuple[str, str], str] = {}
        for source, one in self.evidence.items():
            entries = (lexicon.lexicon().look(name.text) for name in one.names)
            seated = {entry.state for entry in entries if entry is not None and entry.sort is Sort.SEAT}
            state = self.canonical.get(seated.pop()) if len(seated) == 1 else None
            for fact in one.facts if state else ():
                if fact.sort is About.BODY and fact.role == ADMINISTRATION and state is not None:
                    found[source, fact.name] = state
        return found

    def _department(self, role: str) -> str | None:
        """The state of a minister whose ministry the articles name, where it is one state's: the "Secretary of State"
        of the State Department."""
        title, _, of = role.partition(" of ")
        field = of or " ".join(title.split()[:-1])
        forms = (f"{field} Department", f"Department of {field}", f"{field} Ministry", f"Ministry of {field}")
        hit = next((self.words[key(form)] for form in forms if field and key(form) in self.words), None)
        one = self.actors[hit[0]] if hit is not None else None
        return one.speaks_for if one is not None and one.kind is ActorKind.ORGANISATION else None

    def _body_before(self, noun: str, source: str, at: int, reach: int = 10_000) -> str | None:
        """Whose "the company's chief executive" is: the organisation's that the sentence before opens with, else the
        one named last before it, if it may be called so."""
        one = self.evidence[source]
        number = one.sentence(at)
        before = [name for name in one.names if at - reach <= name.span.start < at]
        opening = [name for name in before if one.sentence(name.span.start) == number - 1][:1]
        for name in (*opening, *reversed(before)):
            hit = self.words.get(key(name.text))
            may_be = hit is not None and all(organisations.may_be_called(n, noun) for n in (hit[0], name.text))
            called = hit is not None and noun in self.called.get(hit[0], ())  # "the actors' union SAG-AFTRA"
            if hit is not None and (may_be or called) and hit[0] in self.bodies:
                return hit[0]
        return None

    def _homes(self, registry: Registry) -> dict[str, str]:
        """The state whose ministers need no adjective in an article ("Deputy Prime Minister Olha Stefanishyna"): the
        only one whose officers, officials or seat of government it names, and named twice as often as any other."""
        found: dict[str, str] = {}
        most: dict[str, str | None] = {}
        for source, one in self.evidence.items():
            told = [f.of if f.sort is About.OFFICE else f.name for f in one.facts if f.speaks and f.sort in _OFFICIAL]
            seen = Counter(spot.actor for words in told if words for spot in registry.spots(words, source)[:1])
            officers = Counter({name: n for name, n in seen.items() if self.actors[name].kind is ActorKind.STATE})
            named: Counter[str] = Counter()
            for name in one.names:
                entry = self.states.look(name.text, source)
                if entry is not None and entry.state in self.canonical:
                    named[self.canonical[entry.state]] += 1
                    officers[self.canonical[entry.state]] += 2 if entry.sort is Sort.SEAT else 0
            most[source] = named.most_common(1)[0][0] if named else None
            best = _clear(named, 2)
            if best is not None and officers[best] >= 2 and officers[best] == officers.total():
                found[source] = best
        if len(found) > 1 and len(set(found.values())) == 1:  # all that tell it tell the same
            home = next(iter(found.values()))
            found |= {source: home for source, best in most.items() if best in (home, None)}
        return found


def _is_of_a_state(body: str) -> bool:
    """Whether only a state has a body of that name: "Water Ministry", "National Flood Authority", "Bureau of Mines"."""
    first, *_, last = re.split(r" (?:of|for|on) ", body.lower())[0].split() * 2
    return last in STATE_BODIES or (first in ("national", "federal") and last in NATIONAL_BODIES)


def _owner(words: str) -> str:
    """Without the possessive: "Tarsia" of "Tarsia's Meteorological Department"."""
    return words.removesuffix("'s").removesuffix("’s")


def _clear(votes: Counter[str], least: int) -> str | None:
    """What has most votes, if at least so many, and twice as many as anything else."""
    (best, count), *others = votes.most_common() or [("", 0)]
    return best if count >= least and all(count >= 2 * other for _, other in others) else None
