"""Whom somebody may speak for, as far as the text leads there; `weighing` tells how likely each is.

"Tarsia's minister Ona Brel"     "of": Tarsia
"Minister Ona Brel"              "home": the state whose officers need no adjective in this article
"said its chief, Ona Brel"       "near": the body named before it
"the Tarsian Flood Authority"    "name": Tarsia
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from retrieval.entities import lexicon
from retrieval.entities.actors import Registry
from retrieval.entities.evidence import Evidence
from retrieval.entities.kinds import organisations
from retrieval.entities.kinds.naming import Naming
from retrieval.entities.kinds.states import Gazetteer
from retrieval.entities.lexicon import Sort, key
from retrieval.entities.spelling import surname
from retrieval.entities.weighing import Candidate
from retrieval.mentions.facts import Fact
from retrieval.mentions.facts import Sort as About
from retrieval.mentions.roles import ADMINISTRATION, CORPORATE, DELEGATE, LAWYERS, SPOKESPERSONS, head_of
from retrieval.types import Actor, ActorKind

_OFFICIAL = (About.OFFICE, About.BODY)
_PARTY = "party"
_ELSEWHERE = 60  # of 100
_FIRST_WORDS = 3  # of a body's name, in which its state may stand


class Gathered(Protocol):
    """What `linking` has gathered."""

    evidence: Mapping[str, Evidence]
    states: Gazetteer
    words: dict[str, tuple[str, Sort]]
    actors: dict[str, Actor]
    canonical: dict[str, str]
    bodies: frozenset[str]
    called: dict[str, frozenset[str]]
    groups: Mapping[str, str]  # what the members of a party are called → the party
    naming: Naming

    @property
    def lands(self) -> Mapping[str, Counter[str]]:
        """`lands` of the evidence."""
        ...

    @property
    def all_lands(self) -> Counter[str]:
        """The same of all articles together."""
        ...


def lands(evidence: Mapping[str, Evidence], known: Gazetteer) -> dict[str, Counter[str]]:
    """How often each article names each state, itself or its parts."""
    found: dict[str, Counter[str]] = {}
    regions = lexicon.lexicon().regions
    for source, one in evidence.items():
        votes: Counter[str] = Counter()
        for name in one.names:
            entry = known.look(name.text, source)
            if entry is not None:
                votes[entry.state] += 2 if entry.sort is Sort.SEAT else 1
                continue
            words = name.text.split()
            parts = [" ".join(words[i : i + size]) for size in (1, 2) for i in range(len(words) - size + 1)]
            states = {regions[key(part)] for part in parts if key(part) in regions}
            states |= {entry.state for part in parts if (entry := known.look(part, source))}
            if len(states) == 1:
                votes[states.pop()] += 1
        found[source] = votes
    return found


class Candidates:
    def __init__(self, known: Gathered, registry: Registry) -> None:
        self._known = known
        self._registry = registry
        self._parties = frozenset((*known.groups, *known.groups.values()))
        self._partisan = frozenset(word for plural in known.groups for word in organisations.adjectives(plural))
        self._ends = {name[at + 1 :] for name in known.actors for at, letter in enumerate(name) if letter == " "}

    def of_office(self, fact: Fact, source: str) -> Iterator[Candidate]:
        """The sides that an office may be of, which `source` gives somebody. "Tarsia's Ona Brel" has none."""
        if fact.role is None:
            return
        only = lexicon.OFFICES.get(head_of(fact.role)) if fact.of is None else None
        if only is not None:
            yield Candidate(self._state(only), "only", "state")
        elif fact.of is None:
            yield from self._unsaid(fact, source)
        else:
            yield from self._said(fact, fact.of, source)

    def _said(self, fact: Fact, of: str, source: str) -> Iterator[Candidate]:
        actors = self._known.actors
        company = self._known.words.get(key(of)) if head_of(fact.role) in CORPORATE else None
        if company is not None and actors[company[0]].kind is ActorKind.ORGANISATION:
            yield Candidate(company[0], "of", "organisation")
            return
        seen = self._registry.spots(of, source)
        for spot in seen:
            actor = actors[spot.actor]
            if actor.kind is ActorKind.PERSON:  # "his spokesman": speaks for whom his master speaks for
                boss = actors.get(actor.speaks_for or "")
                if boss is None and (fact.role == DELEGATE or head_of(fact.role) in SPOKESPERSONS | LAWYERS):
                    boss = actor  # of somebody who holds no office
                land = self._known.states.look(spot.text)
                if land is not None and land.state in self._known.canonical:  # "America's", beside a "Latin America"
                    yield Candidate(self._known.canonical[land.state], "of", "state")
                elif boss is None and not any(fact.role for _, fact in self._offices[actor.name]):
                    yield Candidate(actor.name, "of", "name")  # a body that is called as persons are: "Saint Odo coach"
                elif boss is not None:
                    yield Candidate(boss.name, "boss", self._kind(boss))
            else:
                last = spot is seen[-1] and spot.span.end == len(of)
                member = actor.name in self._parties and spot.text in self._partisan  # "Republican Senator"
                how = "member" if member else "of" if last else "within"
                yield Candidate(actor.name, how, self._kind(actor))
        if seen:
            return
        short = self._registry.shortened(of)
        if short is not None:
            yield Candidate(short.name, "of", self._kind(short))
        elif of.islower():
            body = self._body_before(of, source, fact.span.start)
            if body is not None:
                yield Candidate(body, "called", "organisation")
        elif key(of) not in self._known.words:
            yield Candidate(of, "new", "organisation")

    def _unsaid(self, fact: Fact, source: str) -> Iterator[Candidate]:
        """An office without a word of whose: the article's own state's."""
        department = self._department(fact.role or "")
        if department is not None:
            yield Candidate(department, "department", "state")
        seat = self._seats_of_heads.get((source, surname(fact.name)))
        if seat is not None and seat != department:
            yield Candidate(seat, "seat", "state")
        home = self.home(source)
        if home is not None and home[0] not in (department, seat):
            rivals = self._titled[source, fact.role or ""] - {surname(fact.name)}
            elsewhere = self._states_at(source, fact) - {home[0]}
            if not rivals and not elsewhere:
                yield Candidate(home[0], "home", "state", home[1], self._officers(source, home[0]))

    def of_body(self, body: str) -> Iterator[Candidate]:
        """The sides that a body may belong to: by its name, by whom the articles say that owns it, by their home."""
        words = body.split()
        told = False
        for end in range(min(_FIRST_WORDS, len(words) - 1), 0, -1):
            first = " ".join(words[:end])
            entry = self._known.states.look(first.removesuffix("'s").removesuffix("’s"))
            if entry is not None and entry.sort is not Sort.SEAT and entry.state in self._known.canonical:
                yield Candidate(self._known.canonical[entry.state], "name", "state")
                told = True
                break
            hit = self._known.words.get(key(first))
            if hit is not None and hit[0] != body and self._known.actors[hit[0]].kind is ActorKind.ORGANISATION:
                yield Candidate(hit[0], "part", "organisation")
                told = True
                break
        if told or body in self._ends:
            return
        owners = self._owners.get(body, {})
        whose = set(owners.values())
        if len(whose) == 1 and (owners.keys() >= self.sources[body] or len(words) > 2):
            owner = next(iter(whose))
            how = "wing" if body in self._wings else "owned"
            yield Candidate(owner, how, self._kind(self._known.actors[owner]))
        elif not whose and not any(map(self._is_elsewhere, words)):
            homes = Counter(home for source in self.sources[body] if (home := self.home(source)))
            names = {name for name, _ in homes}
            if len(names) == 1 and 2 * homes.total() >= len(self.sources[body]):
                share = sum(share * times for (_, share), times in homes.items()) / homes.total()
                yield Candidate(next(iter(names)), "home", "state", share)

    def _is_elsewhere(self, word: str) -> bool:
        """Whether a word of a body's name is a region, a place or a people, so that its state is not the article's own:
        the "European Council"."""
        found = self._known.naming.of(word)
        return key(word) in lexicon.lexicon().regions or found.people + found.place >= _ELSEWHERE

    def _officers(self, source: str, state: str) -> str:
        named = self._officers_of[source]
        return "" if not named else "only" if named == {state} else "too" if state in named else "others"

    @cached_property
    def _officers_of(self) -> dict[str, set[str]]:
        """The states whose officers and officials an article names."""
        found: dict[str, set[str]] = {}
        for source, one in self._known.evidence.items():
            words = (f.of if f.sort is About.OFFICE else f.name for f in one.facts if f.speaks and f.sort in _OFFICIAL)
            entries = (self._known.states.look(word, source) for word in words if word)
            found[source] = {self._known.canonical.get(e.state, e.state) for e in entries if e is not None}
        return found

    def home(self, source: str) -> tuple[str, float] | None:
        """The state that an article names most, itself or its parts, and its share of all that it names."""
        for votes in (self._known.lands.get(source, Counter()), self._known.all_lands):
            state, count = votes.most_common(1)[0] if votes else ("", 0)
            if count > 1:
                return (self._state(state), count / votes.total()) if 2 * count > votes.total() else None
        return None

    def _kind(self, actor: Actor) -> str:
        return _PARTY if actor.name in self._parties else actor.kind.value

    def _state(self, state: str) -> str:
        """The actor of the state that the lexicon calls so."""
        entry = self._known.states.look(state)
        name = self._known.canonical.setdefault(entry.state if entry else state, state)
        self._known.actors.setdefault(name, Actor(name, ActorKind.STATE))
        return name

    @cached_property
    def _titled(self) -> defaultdict[tuple[str, str], set[str]]:
        """Who has a title without a word of whose, by article and title."""
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for source, one in self._known.evidence.items():
            for fact in one.facts:
                if fact.sort is About.OFFICE and fact.of is None and fact.role:
                    found[source, fact.role].add(surname(fact.name))
        return found

    def _states_at(self, source: str, fact: Fact) -> set[str]:
        """The states named in the sentence of an office, and not in its holder's name."""
        one = self._known.evidence[source]
        number = one.sentence(fact.span.start)
        near = (n.text for n in one.names if one.sentence(n.span.start) == number and n.text != fact.name)
        entries = (self._known.states.look(text, source) for text in near)
        return {self._known.canonical.get(entry.state, entry.state) for entry in entries if entry is not None}

    @cached_property
    def _offices(self) -> Mapping[str, Sequence[tuple[str, Fact]]]:
        """What is told of each person."""
        registry = self._registry
        found = {registry._person_names[id(one)]: one.offices for one in registry._persons}
        return defaultdict(list, found)

    @cached_property
    def sources(self) -> defaultdict[str, set[str]]:
        """The articles that name a body."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for source, one in self._known.evidence.items():
            for name in one.names:
                if (hit := self._known.words.get(key(name.text))) is not None:
                    found[hit[0]].add(source)
        return found

    @cached_property
    def _owners(self) -> dict[str, dict[str, str]]:
        """Body → article → whose it is there: "South Korea's | Defense Ministry"."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for source, one in self._known.evidence.items():
            for fact in one.facts:
                hit = self._known.words.get(key(fact.name)) if fact.sort is About.OWNED and fact.of else None
                spots = self._registry.spots(fact.of or "", source) if hit else []
                if hit is not None and spots and spots[-1].actor != hit[0]:
                    found[hit[0]][source] = spots[-1].actor
        return found

    @cached_property
    def _wings(self) -> frozenset[str]:
        """The bodies that an article calls the wing or the branch of another."""
        facts = (fact for one in self._known.evidence.values() for fact in one.facts)
        wings = (self._known.words.get(key(f.name)) for f in facts if f.sort is About.OWNED and f.role)
        return frozenset(hit[0] for hit in wings if hit is not None)

    @cached_property
    def _seats_of_heads(self) -> dict[tuple[str, str], str]:
        """The state of whoever has an administration in an article ("the Hale administration") and needs no adjective:
        the only one whose seat of government it names."""
        found: dict[tuple[str, str], str] = {}
        for source, one in self._known.evidence.items():
            entries = (lexicon.lexicon().look(name.text) for name in one.names)
            seated = {entry.state for entry in entries if entry is not None and entry.sort is Sort.SEAT}
            state = self._known.canonical.get(seated.pop()) if len(seated) == 1 else None
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
        known = self._known.words
        hit = next((known[key(form)] for form in forms if field and key(form) in known), None)
        one = self._known.actors[hit[0]] if hit is not None else None
        whole = self._known.actors.get(one.speaks_for or "") if one and one.kind is ActorKind.ORGANISATION else None
        return whole.name if whole is not None and whole.kind is ActorKind.STATE else None

    def _body_before(self, noun: str, source: str, at: int, reach: int = 10_000) -> str | None:
        """Whose "the company's chief executive" is: the organisation's that the sentence before opens with, else the
        one named last before it, if it may be called so."""
        one = self._known.evidence[source]
        number = one.sentence(at)
        before = [name for name in one.names if at - reach <= name.span.start < at]
        opening = [name for name in before if one.sentence(name.span.start) == number - 1][:1]
        for name in (*opening, *reversed(before)):
            hit = self._known.words.get(key(name.text))
            may_be = hit is not None and all(organisations.may_be_called(n, noun) for n in (hit[0], name.text))
            called = hit is not None and noun in self._known.called.get(hit[0], ())  # "the actors' union SAG-AFTRA"
            if hit is not None and (may_be or called) and hit[0] in self._known.bodies:
                return hit[0]
        return None
