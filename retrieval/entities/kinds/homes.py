"""Where an article is at home: the state, the province and the bodies that it names most, or last before an office.

"Minister Ona Brel" without a word of whose may be the minister of the article's own state, "Gov. Ona Brel" the governor
of its own province, "said CEO Ona Brel" the head of the firm named before. How likely that is, `weighing` tells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Protocol

from retrieval.entities import lexicon
from retrieval.entities.evidence import Evidence
from retrieval.entities.kinds.naming import Naming
from retrieval.entities.kinds.states import Gazetteer
from retrieval.entities.lexicon import Sort, key
from retrieval.entities.spelling import surname
from retrieval.entities.weighing import Candidate
from retrieval.mentions.facts import Fact
from retrieval.mentions.facts import Sort as About
from retrieval.mentions.uses import Use
from retrieval.types import Actor, ActorKind

_OFFICIAL = (About.OFFICE, About.BODY)
_LOCAL = 0.2, 0.4, 0.6  # shares of a province
_NEAR, _AGO = 12, 2  # bodies, and sentences, before an office in which it may be said whose it is


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


class Homes:
    def __init__(self, known: Gathered) -> None:
        self._known = known

    def home(self, source: str) -> tuple[str, float] | None:
        """The state that an article names most, itself or its parts, and its share of all that it names."""
        votes = self._known.lands.get(source, Counter())
        state, count = votes.most_common(1)[0] if votes else ("", 0)
        return (self.state(state), count / votes.total()) if count > 1 and 2 * count > votes.total() else None

    def of_state(self, fact: Fact, source: str) -> Iterator[Candidate]:
        """The article's own state, unless another state stands in the sentence or somebody else has the same
        bare title."""
        home = self.home(source)
        if home is not None:
            rivals = self._titled[source, fact.role or ""] - {surname(fact.name)}  # two presidents without a state
            if not rivals and not self._states_at(source, fact) - {home[0]}:
                doubts = (*self.local(source), *self._held(fact, home[0]))
                yield Candidate(home[0], "home", "state", home[1], self._officers(source, home[0]), doubts)

    def of_region(self, fact: Fact, source: str) -> Iterator[Candidate]:
        """The provinces that "Gov. Ona Brel" without a word of whose may be of: the one named last before it, in the
        sentence or shortly before, and the one that the article names most."""
        one = self._known.evidence[source]
        number, told = one.sentence(fact.span.start), self._regions.get(source, [])
        counts = Counter(name for _, name in told)
        where: dict[str, str] = {}
        for start, name in reversed([each for each in told if each[0] < fact.span.start]):
            ago = number - one.sentence(start)
            if ago <= _AGO:
                where[name] = "here" if ago == 0 else "near"
            break
        if counts and "here" not in where.values():
            where.setdefault(counts.most_common(1)[0][0], "main")
        for region, how in where.items():
            known = self._known.actors.get(region)
            if known is None or known.kind is ActorKind.ORGANISATION:
                share, doubts = counts[region] / counts.total(), (how, *self.local(source))
                yield Candidate(region, "region", "organisation", share, doubts=doubts, called="place")

    def province(self, source: str) -> tuple[str, float] | None:
        """The province that an article names most, and its share of all names of lands and their parts."""
        counts = Counter(name for _, name in self._regions.get(source, ()))
        if not counts:
            return None
        region, count = counts.most_common(1)[0]
        return region, min(1.0, count / (self._known.lands[source].total() or 1))

    def local(self, source: str) -> tuple[str, ...]:
        """How far an article is about one province, whose officers and bodies need no more to be told whose than a
        state's."""
        found = self.province(source)
        return tuple(f"local>{step}" for step in _LOCAL if found is not None and found[1] > step)

    def near(self, fact: Fact, source: str) -> Iterator[Candidate]:
        """The bodies that an office may be of which an article says nothing of: the one named last before it, and the
        one that the article names most."""
        one = self._known.evidence[source]
        number = one.sentence(fact.span.start)
        found: dict[str, set[str]] = defaultdict(set)
        told = self._bodies_of[source]
        at = bisect_left(told, fact.span.start, key=lambda each: each[0])
        sentences = []
        for start, name in reversed(told[max(0, at - _NEAR) : at]):
            ago = number - one.sentence(start)
            if ago > _AGO:
                break
            sentences.append((ago, name))
        if sentences:
            found[sentences[0][1]].add(f"last {min(sentences[0][0], _AGO)}")
            here = {name for ago, name in sentences if ago == 0}
            if len(here) == 1:
                found[here.pop()].add("alone in sentence")
            if len({name for _, name in sentences}) == 1:
                found[sentences[0][1]].add("alone near")
        counts = Counter(name for _, name in told)
        if counts:
            name, count = counts.most_common(1)[0]
            found[name].add("main")
            found[name].update(f"main>{step}" for step in (0.5, 0.75) if count > step * counts.total())
        for name, doubts in found.items():
            yield Candidate(name, "near", "organisation", doubts=tuple(sorted(doubts)), called=self.most_likely(name))

    @cached_property
    def _bodies_of(self) -> dict[str, list[tuple[int, str]]]:
        """Where each article names a body, but for seats of government."""
        parties = frozenset((*self._known.groups, *self._known.groups.values()))
        found: dict[str, list[tuple[int, str]]] = {}
        for source, one in self._known.evidence.items():
            rows = []
            for name in one.names:
                hit = self._known.words.get(key(name.text))
                if hit is None or Use.LOUD in name.use or hit[1] is Sort.SEAT:
                    continue
                if self._known.actors[hit[0]].kind is ActorKind.ORGANISATION and hit[0] not in parties:
                    rows.append((name.span.start, hit[0]))
            found[source] = rows
        return found

    def most_likely(self, name: str) -> str:
        """Of what kind a name is most likely."""
        chances = self._known.naming.of(name)
        return max(chances._fields, key=lambda kind: getattr(chances, kind))

    @cached_property
    def _regions(self) -> dict[str, list[tuple[int, str]]]:
        """Where each article names a province."""
        regions = lexicon.lexicon().regions
        return {
            source: [(name.span.start, name.text) for name in one.names if key(name.text) in regions]
            for source, one in self._known.evidence.items()
        }

    def state(self, state: str) -> str:
        """The actor of the state that the lexicon calls so."""
        entry = self._known.states.look(state)
        name = self._known.canonical.setdefault(entry.state if entry else state, state)
        self._known.actors.setdefault(name, Actor(name, ActorKind.STATE))
        return name

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

    @cached_property
    def _titled(self) -> defaultdict[tuple[str, str], set[str]]:
        """Who has a title without a word of whose, by article and title."""
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for source, one in self._known.evidence.items():
            for fact in one.facts:
                if fact.sort is About.OFFICE and fact.of is None and fact.role:
                    found[source, fact.role].add(surname(fact.name))
        return found

    def _held(self, fact: Fact, state: str) -> tuple[str, ...]:
        """Whether the articles give a state's office to somebody else, and oftener."""
        holders = self._holders[state, (fact.role or "").casefold()]
        mine = surname(fact.name)
        most = max((count for name, count in holders.items() if name != mine), default=0)
        return ("another's",) if most > holders[mine] else ()

    @cached_property
    def _holders(self) -> defaultdict[tuple[str, str], Counter[str]]:
        """How many articles give somebody an office, by the state that they say or are at home in, and the office."""
        found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for source, one in self._known.evidence.items():
            home = self.home(source)
            told = set()
            for fact in one.facts:
                if fact.sort is About.OFFICE and fact.role and fact.speaks:
                    entry = self._known.states.look(fact.of, source) if fact.of else None
                    state = self._known.canonical.get(entry.state, entry.state) if entry else None
                    if fact.of is None and home is not None:
                        state = home[0]
                    if state is not None:
                        told.add((state, fact.role.casefold(), surname(fact.name)))
            for state, role, name in told:
                found[state, role][name] += 1
        return found

    def _states_at(self, source: str, fact: Fact) -> set[str]:
        """The states named in the sentence of an office, and not in its holder's name."""
        one = self._known.evidence[source]
        number = one.sentence(fact.span.start)
        near = (n.text for n in one.names if one.sentence(n.span.start) == number and n.text != fact.name)
        entries = (self._known.states.look(text, source) for text in near)
        return {self._known.canonical.get(entry.state, entry.state) for entry in entries if entry is not None}
