"""Whom somebody may speak for, as far as the text leads there; `weighing` tells how likely each is.

"Tarsia's minister Ona Brel"     "of": Tarsia
"Minister Ona Brel"              "home": the state whose officers need no adjective in this article
"said its chief, Ona Brel"       "near": the body named before it
"the Tarsian Flood Authority"    "name": Tarsia
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from retrieval.entities import lexicon
from retrieval.entities.actors import Registry
from retrieval.entities.kinds import organisations
from retrieval.entities.kinds.homes import Gathered, Homes
from retrieval.entities.lexicon import Sort, key
from retrieval.entities.spelling import surname
from retrieval.entities.weighing import Candidate
from retrieval.mentions.facts import Fact
from retrieval.mentions.facts import Sort as About
from retrieval.mentions.roles import ADMINISTRATION, CORPORATE, DELEGATE, LAWYERS, PARTIES, SPOKESPERSONS, head_of
from retrieval.types import Actor, ActorKind

_PARTY = "party"
_LANDS = frozenset(("country", "nation", "kingdom"))
_ELSEWHERE = 60  # of 100
_FIRST_WORDS = 3  # of a body's name, in which its state may stand


class Candidates:
    def __init__(self, known: Gathered, registry: Registry) -> None:
        self._known = known
        self._registry = registry
        self._homes = Homes(known)
        self._parties = frozenset((*known.groups, *known.groups.values()))
        self._partisan = frozenset(word for plural in known.groups for word in organisations.adjectives(plural))
        self._ends = {name[at + 1 :] for name in known.actors for at, letter in enumerate(name) if letter == " "}

    def home(self, source: str) -> tuple[str, float] | None:
        """The state that an article names most, and its share of all that it names."""
        return self._homes.home(source)

    def of_office(self, fact: Fact, source: str) -> Iterator[Candidate]:
        """The sides that an office may be of, which `source` gives somebody. "Tarsia's Ona Brel" has none."""
        if fact.role is None:
            return
        only = lexicon.OFFICES.get(head_of(fact.role)) if fact.of is None else None
        if only is not None:
            yield Candidate(self._homes.state(only), "only", "state")
        elif fact.of is None:
            yield from self._unsaid(fact, source)
        else:
            yield from self._said(fact, fact.of, source)

    def _said(self, fact: Fact, of: str, source: str) -> Iterator[Candidate]:
        actors = self._known.actors
        if of in PARTIES.values() and key(of) not in self._known.words:
            yield Candidate(of, "of", _PARTY)  # by the letter behind a lawmaker's name
            return
        company = self._known.words.get(key(of)) if head_of(fact.role) in CORPORATE else None
        if company is not None and actors[company[0]].kind is ActorKind.ORGANISATION:
            yield Candidate(company[0], "of", "organisation")
            return
        seen = self._registry.spots(of, source)
        people = any(actors[spot.actor].kind is ActorKind.PERSON for spot in seen)
        if seen and not people and seen[-1].span.end != len(of) and self._homes.most_likely(of) == "body":
            yield Candidate(of, "new", "organisation", called="body")  # "Velmar Police Research Forum": not the police
            return
        for spot in seen:
            actor = actors[spot.actor]
            if actor.kind is ActorKind.PERSON:  # "his spokesman": speaks for whom his master speaks for
                boss = actors.get(actor.speaks_for or "")
                lawyer = head_of(fact.role) in LAWYERS  # a minister's lawyer is the minister's, not the state's
                if lawyer or (boss is None and (fact.role == DELEGATE or head_of(fact.role) in SPOKESPERSONS)):
                    boss = actor  # and of somebody who holds no office
                land = self._known.states.look(spot.text)
                if land is not None and land.state in self._known.canonical:  # "America's", beside a "Latin America"
                    yield Candidate(self._known.canonical[land.state], "of", "state")
                elif boss is None and not any(fact.role for _, fact in self._offices[actor.name]):
                    yield Candidate(actor.name, "of", "name")  # a body that is called as persons are: "Saint Odo coach"
                elif boss is not None:
                    yield Candidate(boss.name, "boss", self._kind(boss))
            else:
                last = spot is seen[-1] and spot.span.end == len(of)
                adjective = spot.text in self._partisan or spot.text.isupper()
                member = actor.name in self._parties and adjective  # "Republican Senator", "GOP governor"
                how = "member" if member else "of" if last else "within"
                yield Candidate(actor.name, how, self._kind(actor))
        if seen:
            return
        short = self._registry.shortened(of)
        body = self._body_before(of, source, fact.span.start) if of.islower() and of not in _LANDS else None
        if of in _LANDS:
            yield from self._homes.of_state(fact, source)
        elif body is not None and (short is None or body != short.name):
            yield Candidate(body, "called", "organisation")  # "the company", beside a "Smith Drug Company"
        elif short is not None:
            yield Candidate(short.name, "of", self._kind(short))
        elif (province := self._province(of)) is not None:
            yield Candidate(province, "of", "organisation", called="place")  # "Velmar Land Commissioner"
        elif not of.islower() and key(of) not in self._known.words:
            yield Candidate(of, "new", "organisation", called=self._homes.most_likely(of))

    def _unsaid(self, fact: Fact, source: str) -> Iterator[Candidate]:
        """An office without a word of whose: the article's own state's."""
        department = self._department(fact.role or "")
        if department is not None:
            yield Candidate(department, "department", "state")
        seat = self._seats_of_heads.get((source, surname(fact.name)))
        if seat is not None and seat != department:
            yield Candidate(seat, "seat", "state")
        yield from (one for one in self._homes.of_state(fact, source) if one.side not in (department, seat))
        yield from self._homes.of_region(fact, source)
        yield from self._homes.near(fact, source)

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
        for (owner, noun), sources in self._parts.get(body, {}).items():
            some = "everywhere" if sources >= self.sources[body] else "somewhere"
            *before, last = noun.replace("-", " ").split() or [""]
            doubts = (f"noun={last}", some, *(f"word={word}" for word in before))
            yield Candidate(owner, "told", self._kind(self._known.actors[owner]), doubts=doubts)
        if told or body in self._ends:
            return
        owners = self._owners.get(body, {})
        whose = set(owners.values())
        if len(whose) == 1 and (owners.keys() >= self.sources[body] or len(words) > 2):
            owner = next(iter(whose))
            how = "wing" if body in self._wings else "owned"
            yield Candidate(owner, how, self._kind(self._known.actors[owner]))
        elif not whose and not any(map(self._is_elsewhere, words)):
            homes = Counter(home for source in self.sources[body] if (home := self._homes.home(source)))
            names = {name for name, _ in homes}
            if len(names) == 1 and 2 * homes.total() >= len(self.sources[body]):
                share = sum(share * times for (_, share), times in homes.items()) / homes.total()
                local = self._local(self.sources[body])
                yield Candidate(next(iter(names)), "home", "state", share, doubts=local)
            yield from self._of_province(body)

    def _of_province(self, body: str) -> Iterator[Candidate]:
        """The province that all articles name most which name the body."""
        told = [found for source in self.sources[body] if (found := self._homes.province(source)) is not None]
        names = {name for name, _ in told}
        if len(names) == 1 and len(told) == len(self.sources[body]):
            share = sum(share for _, share in told) / len(told)
            yield Candidate(names.pop(), "region", "organisation", share, doubts=self._local(self.sources[body]))

    def _local(self, sources: Collection[str]) -> tuple[str, ...]:
        """What holds of most of these articles."""
        counts = Counter(doubt for source in sources for doubt in self._homes.local(source))
        return tuple(doubt for doubt, count in sorted(counts.items()) if 2 * count > len(sources))

    def _is_elsewhere(self, word: str) -> bool:
        """Whether a word of a body's name is a region, a place or a people, so that its state is not the article's own:
        the "European Council"."""
        found = self._known.naming.of(word)
        return key(word) in lexicon.lexicon().regions or found.people + found.place >= _ELSEWHERE

    def _province(self, of: str) -> str | None:
        """The province that the words before an office begin with, if they are no body's name."""
        words = of.split()
        if self._homes.most_likely(of) == "body":
            return None
        starts = (" ".join(words[:end]) for end in range(len(words) - 1, 0, -1))
        return next((start for start in starts if key(start) in lexicon.lexicon().regions), None)

    def _kind(self, actor: Actor) -> str:
        return _PARTY if actor.name in self._parties else actor.kind.value

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
    def _parts(self) -> dict[str, dict[tuple[str, str], set[str]]]:
        """Body → (whose it may be, what it is called or how it belongs) → the articles that say so."""
        found: dict[str, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
        for source, one in self._known.evidence.items():
            for fact in one.facts:
                hit = self._known.words.get(key(fact.name)) if fact.sort is About.PART and fact.of else None
                spots = self._registry.spots(fact.of or "", source) if hit else []
                if hit is None or not spots or spots[-1].actor == hit[0] or spots[-1].span.end != len(fact.of or ""):
                    continue
                if self._known.actors[spots[-1].actor].kind is not ActorKind.PERSON:
                    found[hit[0]][spots[-1].actor, fact.role or ""].add(source)
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
