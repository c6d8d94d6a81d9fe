"""The cast of a corpus: who is named in it, under which names, and who speaks for whom.

    cast = Cast.build({source: evidence.read(text), …})
    cast.named("Sybiga", "002.txt", 512)      → Actor("Andriy Sybiga", …, speaks_for="Ukraine")
    cast.find("What does Moscow demand?")     → ([(Actor("Russia"), Span(10, 16))], [])

Three voices in this order: the user's `actors.yaml`, what the articles say, the lexicon. Every alias carries its
evidence. Nothing is decided by the alphabet: where two names count the same, the earlier one in the articles wins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from retrieval import lexicon as lexicon_of
from retrieval import organisations
from retrieval.evidence import Evidence, initials
from retrieval.facts import Sort as About
from retrieval.lexicon import Sort, key, lexicon
from retrieval.metonyms import metonyms
from retrieval.names import CALENDAR, ORGANISATION_WORDS, PLACES, PLAIN, Name, Use, Word, begins, names, words
from retrieval.persons import Person, is_national, persons, speaks_for, surname, whose
from retrieval.roles import MODIFIERS, is_head
from retrieval.roster import Entry
from retrieval.spelling import sound
from retrieval.states import Gazetteer, gazetteer, place
from retrieval.types import Actor, ActorKind, Alias, Span


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where an article names an actor. `sort` is how: by its name, its capital, a demonym …"""

    span: Span
    actor: str
    sort: Sort
    use: Use

    @property
    def counts(self) -> bool:
        """A capital that is only a place names no actor."""
        return not (self.sort in (Sort.CAPITAL, Sort.SEAT) and Use.PLACE in self.use)


@dataclass(frozen=True, eq=False)
class Cast:
    actors: Mapping[str, Actor]  # by canonical name, in the order of their first mention
    _words: Mapping[str, tuple[str, Sort]]  # key of a name → actor, but for surnames and the lexicon's names
    _states: Gazetteer
    _canonical: Mapping[str, str]  # the lexicon's name of a state → ours
    _persons: Sequence[Person]
    _surnames: Mapping[str, list[Person]]  # by sound
    _person_names: Mapping[int, str]  # id of a Person → its actor's name
    _other: frozenset[str] = frozenset()  # keys of names that are nobody: dams, lakes, streets
    sightings: Mapping[str, Sequence[Sighting]] = field(default_factory=dict)  # by source, in the order of the text

    @classmethod
    def build(cls, evidence: Mapping[str, Evidence], roster: Sequence[Entry] = ()) -> Cast:
        """The cast of the articles whose evidence is given by source; the roster's word comes first."""
        cast = _Builder(evidence, roster, {}).cast()
        inferred = metonyms(evidence, cast)
        return _Builder(evidence, roster, inferred).cast() if inferred else cast

    def state_of(self, text: str, source: str) -> str | None:
        """The state that a name is another name of, as far as the lexicon or the articles say so."""
        entry = self._states.look(text, source)
        return self._canonical.get(entry.state) if entry is not None else None

    def named(self, text: str, source: str | None = None, at: int | None = None) -> tuple[Actor, Sort] | None:
        """Whom a bare name means, where it stands at offset `at` of an article; None where nobody is called so."""
        text = text.strip()
        if not text:
            return None
        local = self._local(text, source, at)
        if local is not None:
            return self.actors[local], Sort.NAME
        known = self._words.get(key(text))
        if known is not None:
            return self.actors[known[0]], known[1]
        entry = self._states.look(text, source)
        if entry is not None and entry.state in self._canonical:
            return self.actors[self._canonical[entry.state]], entry.sort
        person = None if entry else whose(text, source, at, self._surnames, self._persons)
        if person is not None and id(person) in self._person_names:
            return self.actors[self._person_names[id(person)]], Sort.NAME
        return None

    def _local(self, text: str, source: str | None, at: int | None) -> str | None:
        """A surname in the article that gave the full name comes before any place of that name."""
        if source is None:
            return None
        here = [p for p in self._surnames.get(sound(text), ()) if source in p.sources and " " in p.name]
        person = whose(text, source, at, {sound(text): here}, ()) if here else None
        return self._person_names.get(id(person)) if person else None

    def spots(self, text: str, source: str | None = None, offset: int = 0) -> list[Sighting]:
        """The actors that the names in `text` mean, longest names first; spans are counted in `text`."""
        return [s for name in names(text) for s in self._pieces(name, source, offset)]

    def _pieces(self, name: Name, source: str | None, offset: int = 0) -> list[Sighting]:
        """The actors in one run of capitals: all of it, or else the longest pieces that are known."""
        tokens = [w for w in words(name.text) if w.text[0].isalnum() or "." in w.text]
        found: list[Sighting] = []
        i = 0
        while i < len(tokens):
            for j in range(len(tokens), i, -1):
                start, end = tokens[i].start, tokens[j - 1].end
                hit = self.named(name.text[start:end], source, name.span.start + start + offset)
                if hit is not None:
                    span = Span(name.span.start + start, name.span.start + end)
                    found.append(Sighting(span, hit[0].name, hit[1], name.use))
                    i = j
                    break
            else:
                i += 1
        return found

    def find(self, question: str) -> tuple[list[tuple[Actor, Span]], list[str]]:
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
            j, actor = self._longest(question, stream, i, cased)
            if actor is not None:
                if actor.name in self._mentioned:
                    found.append((actor, Span(stream[i].start, stream[j - 1].end)))
                else:
                    unknown.append(question[stream[i].start : stream[j - 1].end])
                i = j
                continue
            end = _unknown_run(stream, i, self, question)
            if end > i:
                text = question[stream[i].start : stream[end - 1].end]
                if key(text) not in self._other:
                    unknown.append(text)
            elif (entry := self._elsewhere(stream[i], cased)) is not None:
                unknown.append(entry)
            i = max(end, i + 1)
        return found, list(dict.fromkeys(unknown))

    def _longest(self, question: str, stream: list[Word], i: int, cased: bool) -> tuple[int, Actor | None]:
        for j in range(min(len(stream), i + 6), i, -1):
            text = question[stream[i].start : stream[j - 1].end]
            if j == i + 1:
                low = text.lower()
                if low in PLAIN or is_head(text) or low in MODIFIERS:
                    continue
                if text.islower() and (len(text) < 4 or cased):
                    continue
            hit = self.named(text) or self._by_initials(text)
            if hit is None:
                continue
            actor, sort = hit
            if text.islower() and sort is Sort.SPELLING:
                continue
            return j, actor
        return i, None

    def _by_initials(self, text: str) -> tuple[Actor, Sort] | None:
        """ "European Union" where the articles only say EU."""
        if " " not in text or not text[0].isupper():
            return None
        known = self._words.get(key(initials(text)))
        if known is None or self.actors[known[0]].kind is not ActorKind.ORGANISATION:
            return None
        return self.actors[known[0]], Sort.NAME

    def _elsewhere(self, word: Word, cased: bool) -> str | None:
        """A state that the lexicon knows and no article names: "china" in a question without capitals."""
        if cased or len(word.text) < 4 or not word.text.islower():
            return None
        entry = lexicon().look(word.text.capitalize())
        known = entry is not None and entry.sort in (Sort.NAME, Sort.CAPITAL) and entry.state not in self._canonical
        return word.text if known else None

    @cached_property
    def _mentioned(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for source, seen in self.sightings.items():
            for actor in dict.fromkeys(s.actor for s in seen if s.counts):
                found[actor].append(source)
        return {actor: tuple(sources) for actor, sources in found.items()}

    def mentioned_in(self, actor: str) -> tuple[str, ...]:
        """The sources that name the actor, by whatever name; a capital that is only a place does not count."""
        return self._mentioned.get(actor, ())

    def speakers_of(self, actor: str) -> tuple[Actor, ...]:
        """The persons who, by the articles or the roster, speak for the actor."""
        return tuple(one for one in self.actors.values() if one.speaks_for == actor)

    def with_voices(self, holders: Iterable[str]) -> Cast:
        """The same cast with an actor for every holder that is none yet: "analysts", a voice without a name."""
        new = {name: Actor(name, ActorKind.GROUP) for name in holders if name not in self.actors}
        return replace(self, actors={**self.actors, **new})

    def before(self, source: str, at: int) -> Sequence[Sighting]:
        """The sightings of an article that end at or before offset `at`, in the order of the text."""
        seen = self.sightings.get(source, ())
        return seen[: bisect_right([s.span.end for s in seen], at)]


def _unknown_run(stream: list[Word], i: int, cast: Cast, question: str) -> int:
    """The end of a run of capitals that nobody is called by; `i` where none begins there."""
    if not begins(stream[i]) or is_head(stream[i].text) or (i == 0 and stream[i].text.lower() in PLAIN):
        return i
    j = i + 1
    while j < len(stream) and stream[j].near and begins(stream[j]) and not stream[j - 1].owns:
        if cast.named(question[stream[j].start : stream[j].end]) is not None or is_head(stream[j].text):
            break
        j += 1
    if i == 0 and j == 1 and len(stream) > 1:
        return i  # a question's first word has a capital in any case
    return j


class _Builder:
    """Gathers the parts of a cast; used once."""

    def __init__(
        self, evidence: Mapping[str, Evidence], roster: Sequence[Entry], inferred: Mapping[str, lexicon_of.Entry]
    ) -> None:
        self.evidence = evidence
        self.roster = roster
        self.states = gazetteer(evidence, inferred)
        self.words: dict[str, tuple[str, Sort]] = {}
        self.actors: dict[str, Actor] = {}
        self.aliases: dict[str, dict[str, str]] = defaultdict(dict)  # actor → alias → evidence
        self.canonical: dict[str, str] = {}

    def cast(self) -> Cast:
        self._from_roster()
        bodies = organisations.gather(self.evidence, self._is_state)
        self._add_states()
        for body in bodies:
            self._add(body.name, ActorKind.ORGANISATION, body.names)
        people = persons(self.evidence, self._taken)
        surnames: dict[str, list[Person]] = defaultdict(list)
        names_of: dict[int, str] = {}
        for person in people:
            name = self._add_person(person)
            names_of[id(person)] = name
            for spelled in {surname(n) for n in person.spellings} | set(person.surnames):
                if person not in surnames[sound(spelled)]:
                    surnames[sound(spelled)].append(person)
        cast = Cast(self.actors, self.words, self.states, self.canonical, people, surnames, names_of)
        self._offices(cast, people, names_of)
        other = self._add_rest(cast)
        sightings = {
            source: tuple(s for name in one.names for s in cast._pieces(name, source))
            for source, one in self.evidence.items()
        }
        self._state_aliases(sightings)
        actors = {name: self._with_aliases(actor) for name, actor in self.actors.items()}
        return replace(cast, actors=actors, sightings=sightings, _other=other)

    def _from_roster(self) -> None:
        for entry in self.roster:
            self._add(entry.name, entry.kind, dict.fromkeys((entry.name, *entry.aliases), "actors.yaml"))
            self.actors[entry.name] = Actor(
                entry.name, entry.kind, speaks_for=entry.speaks_for or None, role=entry.role
            )
        for entry in self.roster:
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
        return self._is_state(name) or key(name) in self.words

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

    def _state_aliases(self, sightings: Mapping[str, Sequence[Sighting]]) -> None:
        """The names that states go by in these articles, each with what makes it one."""
        for source, one in self.evidence.items():
            for name in one.names:
                for seen in (s for s in sightings[source] if name.span.start <= s.span.start < name.span.end):
                    text = name.text[seen.span.start - name.span.start : seen.span.end - name.span.start]
                    entry = self.states.look(text)
                    if entry is not None and self.canonical.get(entry.state) == seen.actor and seen.counts:
                        self.aliases[seen.actor].setdefault(text, entry.evidence)

    def _add_person(self, person: Person) -> str:
        name = person.name
        hit = self.words.get(key(name))
        if hit is not None and self.actors[hit[0]].kind is ActorKind.PERSON:
            name = hit[0]
        where = {
            n.text: place(source, n.span)
            for source, one in reversed(list(self.evidence.items()))
            for n in reversed(one.names)
            if n.text in person.spellings or n.text in person.surnames
        }
        self.actors.setdefault(name, Actor(name, ActorKind.PERSON))
        for text in person.spellings:
            self.words.setdefault(key(text), (name, Sort.NAME))
            first = next(((s, f.span) for s, f in person.offices if f.name == text), None)
            self.aliases[name].setdefault(text, where.get(text) or (place(*first) if first else ""))
        for text in person.surnames:
            self.aliases[name].setdefault(text, where.get(text, ""))
        return name

    def _add_rest(self, cast: Cast) -> frozenset[str]:
        """Names that are neither state, organisation nor known person: actors where they act, else keys of nobody."""
        acting = {
            n.text for one in self.evidence.values() for n in one.names if n.use & (Use.AGENT | Use.LOUD) == Use.AGENT
        }
        nobody: set[str] = set()
        for source, one in self.evidence.items():
            for name in one.names:
                first, *more = name.text.split()
                if Use.LOUD in name.use or (Use.OPENING in name.use and not more) or len(name.text) < 2:
                    continue
                if cast.named(name.text, source, name.span.start) or any(map(self._taken, (first, *more[-1:]))):
                    continue
                if all(p.lower() in MODIFIERS | ORGANISATION_WORDS | CALENDAR for p in (first, *more)):
                    continue
                if name.text not in acting or (more and more[-1].lower() in PLACES) or first.lower() in PLACES:
                    nobody.add(key(name.text))
                    continue
                kind = ActorKind.PERSON if more and len(more) < 3 else ActorKind.ORGANISATION
                self._add(name.text, kind, {name.text: place(source, name.span)})
        return frozenset(nobody)

    def _offices(self, cast: Cast, people: Iterable[Person], names_of: Mapping[int, str]) -> None:
        given = {entry.name for entry in self.roster if entry.speaks_for is not None}

        only = self._only_states(cast)

        def resolve(text: str | None, source: str) -> tuple[str, bool] | None:
            if text is None:
                return (only[source], True) if source in only else None
            seen = cast.spots(text, source)
            if not seen:
                return None
            actor = self.actors[seen[0].actor]
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
                elif for_whom is None and is_national(person):
                    for_whom = self._state_beside(person)
                self.actors[name] = Actor(name, actor.kind, speaks_for=for_whom, role=role)

    def _state_beside(self, person: Person) -> str | None:
        """The state of a president whom the articles only call "President": the one that the sentences about that
        person name first, twice or more, and twice as often as any other."""
        votes: Counter[str] = Counter()
        called = set(person.spellings) | set(person.surnames)
        for source in person.sources:
            one = self.evidence[source]
            first: dict[int, str] = {}
            for name in one.names:
                entry = self.states.look(name.text, source)
                if entry is not None and entry.sort in (Sort.NAME, Sort.DEMONYM):
                    first.setdefault(one.sentence(name.span.start), self.canonical[entry.state])
            about = {one.sentence(name.span.start) for name in one.names if name.text in called}
            votes.update(first[number] for number in about if number in first)
        (best, count), *others = votes.most_common() or [("", 0)]
        return best if count >= 2 and all(count >= 2 * other for _, other in others) else None

    def _only_states(self, cast: Cast) -> dict[str, str]:
        """The state whose officers an article names twice or more, where it names no other state's: its ministers
        need no adjective ("Deputy Prime Minister Olha Stefanishyna")."""
        found: dict[str, str] = {}
        for source, one in self.evidence.items():
            seen = Counter(
                spot.actor
                for fact in one.facts
                if fact.sort is About.OFFICE and fact.of and fact.speaks
                for spot in cast.spots(fact.of, source)[:1]
                if self.actors[spot.actor].kind is ActorKind.STATE
            )
            if len(seen) == 1 and seen.total() >= 2:
                found[source] = next(iter(seen))
        return found

    def _with_aliases(self, actor: Actor) -> Actor:
        found = self.aliases.get(actor.name, {})
        aliases = tuple(Alias(text, why) for text, why in found.items() if text != actor.name or why == "actors.yaml")
        return Actor(actor.name, actor.kind, aliases, actor.speaks_for, actor.role)
