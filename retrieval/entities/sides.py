"""For whom everybody speaks, weighed over all articles: a body for the state or the organisation that it is of, a
person for whom the office is of, a government's seat for the government."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from retrieval.entities.actors import Registry
from retrieval.entities.candidates import Candidates
from retrieval.entities.evidence import Evidence
from retrieval.entities.kinds.homes import lands
from retrieval.entities.kinds.naming import Naming
from retrieval.entities.kinds.persons import Person, speaks_for
from retrieval.entities.kinds.states import Gazetteer, place
from retrieval.entities.lexicon import Sort, key
from retrieval.entities.overrides import Entry
from retrieval.entities.spelling import surname
from retrieval.entities.weighing import BODIES, Candidate, of_body, table
from retrieval.mentions.facts import Sort as About
from retrieval.mentions.roles import ADMINISTRATION
from retrieval.types import Actor, ActorKind

_LIKELY = 60  # of 100


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
    groups: Mapping[str, str]
    naming: Naming
    where: dict[str, str]

    @cached_property
    def lands(self) -> Mapping[str, Counter[str]]:
        return lands(self.evidence, self.states)

    def add(self, name: str, kind: ActorKind, aliases: Mapping[str, str], sort: Sort = Sort.NAME) -> None:
        self.actors.setdefault(name, Actor(name, kind))
        for alias, why in aliases.items():
            if self.words.setdefault(key(alias), (name, sort))[0] == name:
                self.aliases[name].setdefault(alias, why)

    def bodies_of_bodies(self, registry: Registry) -> None:
        """Whose ministry, army or committee a body is."""
        candidates = Candidates(self, registry)
        for name, actor in list(self.actors.items()):
            if actor.kind is not ActorKind.ORGANISATION or actor.speaks_for is not None:
                continue
            weighed = [(table().chance(of_body(name, one)), one.side, one.how) for one in candidates.of_body(name)]
            chance, whole, how = max(weighed, default=(0.0, name, ""))
            if table().is_sure(chance, f"{BODIES} {how}", BODIES) and whole != name:
                self.actors[name] = Actor(name, actor.kind, actor.aliases, whole, actor.role)

    def offices(self, registry: Registry, people: Iterable[Person], names_of: Mapping[int, str]) -> None:
        given = {entry.name for entry in self.overrides if entry.speaks_for is not None}
        for _ in range(2):  # once for those who speak for a state, again for those who speak for these
            candidates = Candidates(self, registry)
            for person in people:
                name = names_of[id(person)]
                actor = self.actors[name]
                for_whom, role = speaks_for(person, name, candidates.of_office)
                if name in given:
                    for_whom, role = actor.speaks_for, actor.role or role
                elif for_whom is not None and for_whom not in self.actors:
                    self._add_body(for_whom, person)
                self.actors[name] = Actor(name, actor.kind, speaks_for=for_whom, role=role)

    def _state_of(self, name: str) -> str | None:
        """The state that somebody speaks for, himself or through a body."""
        seen = {name}
        side = self.actors[name].speaks_for
        while side is not None and side not in seen and self.actors[side].kind is not ActorKind.STATE:
            seen.add(side)
            side = self.actors[side].speaks_for
        return side if side not in seen else None

    def _add_body(self, name: str, person: Person) -> None:
        """A body that is known by whom it has only: the "Ferrymen" of "Ferrymen coach Rolf Lind"."""
        where = next((place(source, fact.span) for source, fact in person.offices if fact.of == name), None)
        self.add(name, ActorKind.ORGANISATION, {name: where or self.where.get(name, "")})

    def administrations(self, registry: Registry) -> None:
        """Whose "the Hale administration" is: the state's that Hale speaks for. Where most articles that name the seat
        of government are at home in that state, the government is one side among others, and the seat speaks for it."""
        candidates = Candidates(self, registry)
        found: dict[str, set[str]] = defaultdict(set)
        for source, one in self.evidence.items():
            for fact in (f for f in one.facts if f.sort is About.BODY and f.role == ADMINISTRATION):
                hit = registry.named(fact.name, source, fact.span.start)
                if hit is not None and hit[0].kind is not ActorKind.PERSON:
                    continue
                side = self._state_of(hit[0].name) if hit is not None else None
                known = hit is not None or self.naming.of(fact.name).person >= _LIKELY
                if side is None and known and (home := candidates.home(source)) is not None:
                    one_side = Candidate(home[0], "home", "state", home[1])
                    likely = table().chance(of_body(f"{fact.name} {ADMINISTRATION}", one_side))
                    side = home[0] if table().is_sure(likely, f"{BODIES} home", BODIES) else None
                if side is not None:
                    alone = " " not in fact.name  # "the Yoon administration", whose head is Yoon Suk Yeol
                    name = f"{fact.name if alone or hit is None else surname(hit[0].name)} {ADMINISTRATION}"
                    self.add(name, ActorKind.ORGANISATION, {name: place(source, fact.span)})
                    self.actors[name] = Actor(name, ActorKind.ORGANISATION, speaks_for=side, role=ADMINISTRATION)
                    found[side].add(name)
        for name, actor in list(self.actors.items()):
            word = self.words.get(key(name))
            if word is None or word[1] is not Sort.SEAT or len(found.get(actor.speaks_for or "", ())) != 1:
                continue
            where = candidates.sources[name]
            homes = [home[0] for source in where if (home := candidates.home(source)) is not None]
            if 2 * homes.count(actor.speaks_for or "") > len(where):
                self.actors[name] = replace(actor, speaks_for=next(iter(found[actor.speaks_for or ""])))
