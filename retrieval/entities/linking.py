"""The actors, put together out of every article's evidence, in the order of trust: actors.yaml, articles, lexicon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache

from retrieval.entities import lexicon
from retrieval.entities.actors import Registry
from retrieval.entities.evidence import Evidence
from retrieval.entities.kinds import organisations
from retrieval.entities.kinds.naming import Naming
from retrieval.entities.kinds.persons import Person, persons
from retrieval.entities.kinds.states import gazetteer, place
from retrieval.entities.lexicon import Sort, key
from retrieval.entities.metonyms import metonyms
from retrieval.entities.overrides import Entry
from retrieval.entities.packed.links import LinkedMention, Links
from retrieval.entities.sides import Sides
from retrieval.entities.spelling import sound, surname
from retrieval.mentions.facts import Sort as About
from retrieval.mentions.roles import GOVERNING, MODIFIERS, REGNAL, TOLD, head_of
from retrieval.mentions.uses import Use
from retrieval.mentions.vocabulary import BODY_WORDS, CALENDAR
from retrieval.types import Actor, ActorKind, Alias, Span

_COMMON = MODIFIERS | BODY_WORDS | CALENDAR


def registry_of(evidence: Mapping[str, Evidence], overrides: Sequence[Entry] = ()) -> Registry:
    """The registry of the articles whose evidence is given by source."""
    builder = Builder(evidence, overrides)
    registry = builder.registry()
    inferred = {word: entry for word, entry in metonyms(evidence, registry).items() if not builder.is_group(word)}
    return builder.adopt(registry, inferred) if inferred else registry


class Builder(Sides):
    """Gathers the parts of a registry; used once."""

    def __init__(self, evidence: Mapping[str, Evidence], overrides: Sequence[Entry]) -> None:
        self.evidence = evidence
        self.overrides = overrides
        self.naming = Naming(evidence)
        self.groups = organisations.members(evidence, self.naming)
        self.partisan = frozenset(word for plural in self.groups for word in organisations.adjectives(plural))
        self.states = gazetteer(evidence, (*self.groups, *self.partisan))
        self.words: dict[str, tuple[str, Sort]] = {}
        self.actors: dict[str, Actor] = {}
        self.aliases: dict[str, dict[str, str]] = defaultdict(dict)  # actor → alias → evidence
        self.canonical: dict[str, str] = {}
        self.bodies: frozenset[str] = frozenset()  # the organisations that are known by their names
        self.called: dict[str, frozenset[str]] = {}
        self.where: dict[str, str] = {}  # name → its first place
        for source, one in evidence.items():
            for name in one.names:
                if name.text not in self.where:
                    self.where[name.text] = place(source, name.span)

    def registry(self) -> Registry:
        self._from_overrides()
        given = frozenset(self.words)
        bodies = organisations.gather(self.evidence, self._is_state, self.naming, self.groups)
        self._add_states()
        self._add_seats()
        self.bodies = frozenset(body.name for body in bodies)
        for body in bodies:
            self.add(body.name, ActorKind.ORGANISATION, body.names)
        self._add_unions()
        self._add_parties()
        people = persons(self.evidence, cache(self._taken), self.naming, self.partisan)
        surnames: dict[str, list[Person]] = defaultdict(list)
        names_of: dict[int, str] = {}
        for person in people:
            name = self._add_person(person)
            names_of[id(person)] = name
            for spelled in {surname(n) for n in person.spellings} | set(person.surnames):
                if person not in surnames[sound(spelled)]:
                    surnames[sound(spelled)].append(person)
        registry = Registry(
            self.actors,
            self.words,
            self.states,
            self.canonical,
            people,
            surnames,
            names_of,
            given,
            _naming=self.naming,
        )
        other = self._add_rest(registry)
        self.bodies_of_bodies(registry)
        self.called = self._called()
        self.offices(registry, people, names_of)
        self.administrations(registry)
        return self._finished(replace(registry, called=self.called, nobody=other, _met={}))

    def is_group(self, word: str) -> bool:
        """Whether a name, as its key has it, is that of a party's or another body's members: no place."""
        return any(key(plural) == word for plural in self.groups)

    def _called(self) -> dict[str, frozenset[str]]:
        """What the articles call each body: "group" for "the campaign group Clean Shelf"."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.evidence.values():
            for fact in one.facts:
                hit = self.words.get(key(fact.name)) if fact.sort is About.GROUP and fact.role else None
                if hit is not None and fact.role:
                    found[hit[0]].add(fact.role)
        return {name: frozenset(nouns) for name, nouns in found.items()}

    def adopt(self, registry: Registry, inferred: Mapping[str, lexicon.Entry]) -> Registry:
        """The registry with capitals that were found by how its actors behave."""
        gone: set[str] = set()
        for word, entry in inferred.items():
            known = self.words.get(word)
            if known is not None and self.actors[known[0]].kind is ActorKind.ORGANISATION:
                gone.add(known[0])
            self.canonical.setdefault(entry.state, entry.state)
        for word in [word for word, (actor, _) in self.words.items() if actor in gone]:
            del self.words[word]
        for name in gone:
            del self.actors[name]
        self.states = replace(self.states, learnt={**self.states.learnt, **inferred})
        texts = {name.text for one in self.evidence.values() for name in one.names}
        touched = {text for text in texts if any(word in key(text) for word in inferred)}
        changed = {source for source, seen in registry.linked.items() if any(spot.actor in gone for spot in seen)}
        changed |= {s for s, one in self.evidence.items() if any(name.text in touched for name in one.names)}
        return self._finished(replace(registry, _states=self.states), changed)

    def _finished(self, registry: Registry, changed: Collection[str] | None = None) -> Registry:
        """The registry with what each article's names mean; where some have `changed`, the others' are known."""
        known = registry.linked
        registry = replace(registry, actors=self.actors)
        linked = Links()
        for source in self.evidence:
            if changed is not None and source not in changed and known[source]:
                linked.take(source, known)
                continue
            linked.put(source, (s for name in self.evidence[source].names for s in registry.pieces(name, source)))
            registry._met.clear()  # of many articles it would be as large as all that is kept
        self._state_aliases(linked)
        mentions: dict[str, list[str]] = defaultdict(list)
        for source, seen in linked.items():
            for actor in dict.fromkeys(s.actor for s in seen if s.counts):
                mentions[actor].append(source)
        return replace(
            registry,
            actors={name: self._with_aliases(actor) for name, actor in self.actors.items()},
            linked=linked,
            mentions={actor: tuple(sources) for actor, sources in mentions.items()},
        )

    def _from_overrides(self) -> None:
        for entry in self.overrides:
            self.add(entry.name, entry.kind, dict.fromkeys((entry.name, *entry.aliases), "actors.yaml"))
            self.actors[entry.name] = Actor(
                entry.name, entry.kind, speaks_for=entry.speaks_for or None, role=entry.role
            )
        for entry in self.overrides:
            if entry.speaks_for and entry.speaks_for not in self.actors:
                hit = self.states.look(entry.speaks_for)
                self.canonical.setdefault(hit.state if hit else entry.speaks_for, entry.speaks_for)
                self.add(entry.speaks_for, ActorKind.STATE, {entry.speaks_for: "actors.yaml"})

    def _is_state(self, name: str) -> bool:
        return self.states.look(name) is not None or self.words.get(key(name), (None,))[0] is not None

    def _taken(self, name: str) -> bool:
        last = name.rsplit(" ", 1)[-1]  # "House Democrats", "Texas Republican": no names of their own
        return self._is_state(name) or key(name) in self.words or not self.groups.keys().isdisjoint((last, f"{last}s"))

    def _add_states(self) -> None:
        """Every state that is named, under the short name that the articles use most of those its lexicon allows."""
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self.evidence.values():
            for name in one.names:
                entry = self.states.look(name.text)
                pieces = [name.text] if entry else name.text.split()
                for piece in pieces:
                    entry = self.states.look(piece)
                    if entry is not None:
                        forms[entry.state][piece if entry.sort in (Sort.NAME, Sort.SPELLING) else ""] += 1
        for state, seen in forms.items():
            own = [n for n in (state, state.removeprefix("The ")) if seen[n]]
            other = [n for n, _ in seen.most_common() if len(n) > 4 and " of " not in n and n != n.upper()]
            hit = self.words.get(key(state))
            best = hit[0] if hit else self.canonical.get(state) or (own or other or [state])[0]
            self.canonical[state] = best
            self.actors.setdefault(best, Actor(best, ActorKind.STATE))

    def _add_seats(self) -> None:
        """ "White House", "Kremlin": bodies of their own, which speak for their states."""
        for source, one in self.evidence.items():
            for name in one.names:
                words = name.text.split()
                for text in (" ".join(words[:end]) for end in (1, 2, 3)):  # also of the "White House Budget Office"
                    entry = lexicon.lexicon().look(text)
                    if entry is None or entry.sort is not Sort.SEAT or key(text) in self.words:
                        continue
                    state = self.canonical.setdefault(entry.state, entry.state)
                    self.actors.setdefault(state, Actor(state, ActorKind.STATE))
                    start = name.span.start
                    where = place(source, Span(start, start + len(text)))
                    self.add(text, ActorKind.ORGANISATION, {text: where}, Sort.SEAT)
                    self.actors[text] = Actor(text, ActorKind.ORGANISATION, speaks_for=state)

    def _add_unions(self) -> None:
        """ "Brussels" that does something is the European Union, unless the articles name Belgium too."""
        uses = [(n.text, n.use) for one in self.evidence.values() for n in one.names]
        for seat, (union, short) in lexicon.UNIONS.items():
            state = lexicon.lexicon().look(seat)
            home = {
                text
                for text, _ in uses
                if (entry := lexicon.lexicon().look(text)) and state and entry.state == state.state
            }
            if home == {seat} and any(text == seat and Use.AGENT in use for text, use in uses):
                known = next((self.words[key(name)][0] for name in (union, short) if key(name) in self.words), union)
                self.add(known, ActorKind.ORGANISATION, {seat: self.where[seat]}, Sort.CAPITAL)
                for name in (union, short):
                    self.words.setdefault(key(name), (known, Sort.NAME))

    def _add_parties(self) -> None:
        """Members of a party that goes by no other name: "Republicans", and "Republican" before a noun."""
        for plural, party in self.groups.items():
            if party != plural or self._is_state(plural):
                continue
            forms = (plural, *(nick for nick, whose in lexicon.NICKNAMES.items() if whose == plural))
            self.add(plural, ActorKind.ORGANISATION, {f: self.where[f] for f in forms if f in self.where})
        for plural, party in self.groups.items():
            name = self.words.get(key(party), (party,))[0]
            if name in self.actors:
                for word in organisations.adjectives(plural):
                    if self.words.get(key(word), (name,))[0] == name:
                        self.words[key(word)] = name, Sort.DEMONYM

    def _state_aliases(self, linked: Mapping[str, Sequence[LinkedMention]]) -> None:
        """The names that states go by in these articles, each with what makes it one."""
        for row in linked.values():
            for seen in row:
                entry = self.states.look(seen.text)
                idle = entry is not None and entry.sort is Sort.CAPITAL and Use.AGENT not in seen.use
                if entry is not None and self.canonical.get(entry.state) == seen.actor and not idle:
                    self.aliases[seen.actor].setdefault(seen.text, entry.evidence)

    def _add_person(self, person: Person) -> str:
        name = person.name
        titled = next((f.role for _, f in person.offices if f.role and head_of(f.role) in REGNAL), None)
        if titled is not None and " " not in name:
            name = f"{titled} {name}"  # "Pope Francis" has no surname to go by
        hit = self.words.get(key(name))
        if hit is not None and self.actors[hit[0]].kind is ActorKind.PERSON:
            name = hit[0]
        self.actors.setdefault(name, Actor(name, ActorKind.PERSON))
        for text in person.spellings:
            self.words.setdefault(key(text), (name, Sort.NAME))
            first = next(((s, f.span) for s, f in person.offices if f.name == text), None)
            self.aliases[name].setdefault(text, self.where.get(text) or (place(*first) if first else ""))
        for text in person.surnames:
            self.aliases[name].setdefault(text, self.where.get(text, ""))
        return name

    def _add_rest(self, registry: Registry) -> frozenset[str]:
        """Names that are neither state, organisation nor known person: actors where they act, else keys of nobody."""
        calm = [n for one in self.evidence.values() for n in one.names if Use.LOUD not in n.use]
        acting = Counter(n.text for n in calm if Use.AGENT in n.use)
        placed = Counter(n.text for n in calm if Use.PLACE in n.use)
        nobody: set[str] = set()
        facts = [fact for one in self.evidence.values() for fact in one.facts]
        held = [fact for fact in facts if fact.sort is About.OFFICE]
        governed = {fact.of for fact in held if fact.role == TOLD or head_of(fact.role) in GOVERNING}
        governed |= {fact.name for fact in facts if fact.sort is About.BODY and fact.name in acting}
        for source, one in self.evidence.items():
            done: set[str] = set()
            for name in one.names:
                first, *more = name.text.split()
                if Use.LOUD in name.use or (Use.OPENING in name.use and not more) or len(name.text) < 2:
                    continue
                if name.text in done:
                    continue
                done.add(name.text)
                province = key(name.text) in lexicon.lexicon().regions  # "New Mexico" is no Mexico
                ends = () if province else (first, *more[-1:])
                if registry.named(name.text, source, name.span.start) or any(map(self._taken, ends)):
                    continue
                if all(p.lower() in _COMMON for p in (first, *more)):
                    continue
                kind = self._kind(name.text, acting[name.text], placed[name.text])
                if name.text in governed:  # "West Tarsia" with a chief minister of its own, or with officials
                    kind = ActorKind.ORGANISATION
                if kind is None:
                    nobody.add(key(name.text))
                else:
                    self.add(name.text, kind, {name.text: place(source, name.span)})
        return frozenset(nobody)

    def _kind(self, name: str, acting: int, placed: int) -> ActorKind | None:
        """What a name is that acts so often, and stands as a place so often; None where it is more likely a place, a
        thing or no name at all. A place that mostly acts is the body that is called by it, as a town's council is."""
        if not acting:
            return None
        found = self.naming.of(name)._replace(person=self.naming.person(name))
        acts = found.person, found.body, found.people
        if found.place == max(found) and 2 * placed < acting > 1:
            return ActorKind.ORGANISATION
        if sum(acts) < found.none or max(acts) < max(found.place, found.thing):
            return None
        kinds = {
            ActorKind.PERSON: found.person, ActorKind.ORGANISATION: found.body, ActorKind.GROUP: found.people
        }  # fmt: skip
        return max(kinds, key=lambda kind: kinds[kind])

    def _with_aliases(self, actor: Actor) -> Actor:
        found = self.aliases.get(actor.name, {})
        aliases = tuple(Alias(text, why) for text, why in found.items() if text != actor.name or why == "actors.yaml")
        return Actor(actor.name, actor.kind, aliases, actor.speaks_for, actor.role)
