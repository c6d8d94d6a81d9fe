"""The actors, put together out of every article's evidence, in the order of trust: actors.yaml, articles, lexicon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from retrieval.entities import lexicon, organisations
from retrieval.entities.actors import LinkedMention, Registry
from retrieval.entities.evidence import Evidence
from retrieval.entities.lexicon import Sort, key
from retrieval.entities.metonyms import metonyms
from retrieval.entities.overrides import Entry
from retrieval.entities.persons import Person, persons, speaks_for, surname
from retrieval.entities.spelling import sound
from retrieval.entities.states import gazetteer, place
from retrieval.mentions.facts import Fact
from retrieval.mentions.facts import Sort as About
from retrieval.mentions.names import BODY_WORDS, CALENDAR, PLACES, THINGS, Use
from retrieval.mentions.roles import CORPORATE, MODIFIERS, STATE_BODIES, head_of
from retrieval.types import Actor, ActorKind, Alias, Span

_OFFICIAL = (About.OFFICE, About.BODY)
_PARTS = frozenset(("committee", "subcommittee", "office", "council"))
_COMMON = MODIFIERS | BODY_WORDS | CALENDAR


def registry_of(evidence: Mapping[str, Evidence], overrides: Sequence[Entry] = ()) -> Registry:
    """The registry of the articles whose evidence is given by source."""
    builder = _Builder(evidence, overrides)
    registry = builder.registry()
    inferred = metonyms(evidence, registry)
    return builder.adopt(registry, inferred) if inferred else registry


class _Builder:
    """Gathers the parts of a registry; used once."""

    def __init__(self, evidence: Mapping[str, Evidence], overrides: Sequence[Entry]) -> None:
        self.evidence = evidence
        self.overrides = overrides
        self.groups = organisations.members(evidence)
        self.states = gazetteer(evidence, self.groups)
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
        bodies = organisations.gather(self.evidence, self._is_state)
        self._add_states()
        self._add_seats()
        self.bodies = frozenset(body.name for body in bodies)
        for body in bodies:
            self._add(body.name, ActorKind.ORGANISATION, body.names)
        self._add_parties()
        partisan = frozenset(word for plural in self.groups for word in organisations.adjectives(plural))
        people = persons(self.evidence, cache(self._taken), partisan)
        surnames: dict[str, list[Person]] = defaultdict(list)
        names_of: dict[int, str] = {}
        for person in people:
            name = self._add_person(person)
            names_of[id(person)] = name
            for spelled in {surname(n) for n in person.spellings} | set(person.surnames):
                if person not in surnames[sound(spelled)]:
                    surnames[sound(spelled)].append(person)
        registry = Registry(self.actors, self.words, self.states, self.canonical, people, surnames, names_of, given)
        other = self._add_rest(registry)
        self._bodies_of_states(registry)
        self.called = self._called()
        self._offices(registry, people, names_of)
        return self._finished(replace(registry, called=self.called, nobody=other, _met={}))

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
        met = {
            run: seen
            for run, seen in registry._met.items()
            if not any(word in key(run[1]) for word in inferred) and not any(spot.actor in gone for spot in seen)
        }
        return self._finished(replace(registry, _states=self.states, _met=met))

    def _finished(self, registry: Registry) -> Registry:
        registry = replace(registry, actors=self.actors)
        linked = {
            source: tuple(s for name in one.names for s in registry.pieces(name, source))
            for source, one in self.evidence.items()
        }
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
            self._add(entry.name, entry.kind, dict.fromkeys((entry.name, *entry.aliases), "actors.yaml"))
            self.actors[entry.name] = Actor(
                entry.name, entry.kind, speaks_for=entry.speaks_for or None, role=entry.role
            )
        for entry in self.overrides:
            if entry.speaks_for and entry.speaks_for not in self.actors:
                hit = self.states.look(entry.speaks_for)
                self.canonical.setdefault(hit.state if hit else entry.speaks_for, entry.speaks_for)
                self._add(entry.speaks_for, ActorKind.STATE, {entry.speaks_for: "actors.yaml"})

    def _add(self, name: str, kind: ActorKind, aliases: Mapping[str, str], sort: Sort = Sort.NAME) -> None:
        self.actors.setdefault(name, Actor(name, kind))
        for alias, why in aliases.items():
            if self.words.setdefault(key(alias), (name, sort))[0] == name:
                self.aliases[name].setdefault(alias, why)

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
                    self._add(text, ActorKind.ORGANISATION, {text: where}, Sort.SEAT)
                    self.actors[text] = Actor(text, ActorKind.ORGANISATION, speaks_for=state)

    def _add_parties(self) -> None:
        """Members of a party that goes by no other name: "Republicans", and "Republican" before a noun."""
        for plural, party in self.groups.items():
            if party != plural or self._is_state(plural):
                continue
            self._add(plural, ActorKind.ORGANISATION, {plural: self.where[plural]})
        for plural, party in self.groups.items():
            name = self.words.get(key(party), (party,))[0]
            if name in self.actors:
                for word in organisations.adjectives(plural):
                    if self.words.get(key(word), (name,))[0] == name:
                        self.words[key(word)] = name, Sort.DEMONYM

    def _bodies_of_states(self, registry: Registry) -> None:
        """Whose ministry or army a body is: by its own first words ("Qatari Foreign Ministry"), or by whom the articles
        say that owns it, where they name only one owner ("South Korea's | Defense Ministry")."""
        owners: dict[str, dict[str, str]] = defaultdict(dict)  # body → source → owner
        for source, one in self.evidence.items():
            for fact in one.facts:
                hit = self.words.get(key(fact.name)) if fact.sort is About.OWNED and fact.of else None
                spots = registry.spots(fact.of or "", source) if hit else []
                if hit is not None and spots:
                    owners[hit[0]][source] = spots[-1].actor
        homes, where = self._homes(registry), self._sources_of_bodies()
        for name, actor in list(self.actors.items()):
            if actor.kind is not ActorKind.ORGANISATION or actor.speaks_for is not None:
                continue
            whole, owner = self._whole(name), set(owners[name].values())
            if whole is None and not any(other.endswith(f" {name}") for other in self.actors):
                told = owners[name].keys() >= where[name] or len(name.split()) > 2
                is_states = name.split()[-1].lower() in STATE_BODIES
                told_at = [homes[source] for source in where[name] if source in homes] if is_states else []
                home = set(told_at) if 2 * len(told_at) >= len(where[name]) else set()
                known = owner if told and owner else home if not owner else set()
                whole = next(iter(known)) if len(known) == 1 else None
            if whole is not None and whole != name:
                self.actors[name] = Actor(name, actor.kind, actor.aliases, whole, actor.role)

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
            entry = self.states.look(" ".join(words[:end]))
            if entry is not None:
                return self.canonical.get(entry.state)
        return None

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
        acting = {
            n.text for one in self.evidence.values() for n in one.names if n.use & (Use.AGENT | Use.LOUD) == Use.AGENT
        }
        nobody: set[str] = set()
        things = {fact.name for one in self.evidence.values() for fact in one.facts if fact.sort is About.GROUP}
        for source, one in self.evidence.items():
            done: set[str] = set()
            for name in one.names:
                first, *more = name.text.split()
                if Use.LOUD in name.use or (Use.OPENING in name.use and not more) or len(name.text) < 2:
                    continue
                if name.text in done:
                    continue
                done.add(name.text)
                if registry.named(name.text, source, name.span.start) or any(map(self._taken, (first, *more[-1:]))):
                    continue
                if all(p.lower() in _COMMON for p in (first, *more)):
                    continue
                last = more[-1].lower() if more else ""
                if name.text not in acting or last in PLACES | THINGS or first.lower() in PLACES:
                    nobody.add(key(name.text))
                    continue
                person = (
                    more
                    and len(more) < 3
                    and "of" not in more
                    and name.text not in things
                    and Use.ARTICLE not in name.use
                )
                kind = ActorKind.PERSON if person else ActorKind.ORGANISATION
                self._add(name.text, kind, {name.text: place(source, name.span)})
        return frozenset(nobody)

    def _offices(self, registry: Registry, people: Iterable[Person], names_of: Mapping[int, str]) -> None:
        given = {entry.name for entry in self.overrides if entry.speaks_for is not None}

        homes, seats = self._homes(registry), self._seats_of_heads()

        def resolve(fact: Fact, source: str, *, state: bool = False) -> tuple[str, bool] | None:
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

    def _seats_of_heads(self) -> dict[tuple[str, str], str]:
        """The state of whoever has an administration in an article ("the Hale administration") and needs no adjective:
        the only one whose seat of government it names."""
        found: dict[tuple[str, str], str] = {}
        for source, one in self.evidence.items():
            entries = (lexicon.lexicon().look(name.text) for name in one.names)
            seated = {entry.state for entry in entries if entry is not None and entry.sort is Sort.SEAT}
            state = self.canonical.get(seated.pop()) if len(seated) == 1 else None
            for fact in one.facts if state else ():
                if fact.sort is About.BODY and fact.role == "administration" and state is not None:
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
            best = _clear(named, 2)
            if best is not None and officers[best] >= 2 and officers[best] == officers.total():
                found[source] = best
        return found

    def _with_aliases(self, actor: Actor) -> Actor:
        found = self.aliases.get(actor.name, {})
        aliases = tuple(Alias(text, why) for text, why in found.items() if text != actor.name or why == "actors.yaml")
        return Actor(actor.name, actor.kind, aliases, actor.speaks_for, actor.role)


def _clear(votes: Counter[str], least: int) -> str | None:
    """What has most votes, if at least so many, and twice as many as anything else."""
    (best, count), *others = votes.most_common() or [("", 0)]
    return best if count >= least and all(count >= 2 * other for _, other in others) else None
