"""The actors of a corpus: who is named in it, under which names, and who speaks for whom.

    registry = Registry.build({source: evidence.read(text), …})
    registry.named("Sybiga", "002.txt", 512)      → Actor("Andriy Sybiga", …, speaks_for="Ukraine")
    registry.find("What does Moscow demand?")     → ([(Actor("Russia"), Span(10, 16))], [])

Three voices in this order: the user's `actors.yaml`, what the articles say, the lexicon. Every alias carries its
evidence. Nothing is decided by the alphabet: where two names count the same, the earlier one in the articles wins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from retrieval.entities.asked import find
from retrieval.entities.evidence import Evidence
from retrieval.entities.kinds.naming import Naming
from retrieval.entities.kinds.persons import Nearby, Person, whose
from retrieval.entities.kinds.states import Gazetteer
from retrieval.entities.lexicon import Sort, key, lexicon
from retrieval.entities.overrides import Entry
from retrieval.entities.packed.links import LinkedMention, Links
from retrieval.entities.spelling import sound
from retrieval.mentions.names import Name, names
from retrieval.mentions.uses import Use
from retrieval.mentions.vocabulary import BODY_WORDS, PLACES
from retrieval.mentions.words import words
from retrieval.types import Actor, ActorKind, Span


@lru_cache(maxsize=10_000)  # an article has most of its names many times
def _tokens(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a run of capitals begin and end."""
    return tuple((w.start, w.end) for w in words(text) if w.text[0].isalnum() or "." in w.text)


def _placed(piece: Span, name: Span) -> Span:
    """Where a piece of a name stands in the text; most are the whole name, and there are many: they share its span."""
    if piece.end - piece.start == name.end - name.start:
        return name
    return Span(name.start + piece.start, name.start + piece.end)


_LEAST_PERSON, _MOST_NONE = 20, 75  # of 100: chances of a name of one word that is linked from other articles


@dataclass(frozen=True, eq=False)
class Registry:
    actors: Mapping[str, Actor]  # by canonical name, in the order of their first mention
    _words: Mapping[str, tuple[str, Sort]]  # key of a name → actor, but for surnames and the lexicon's names
    _states: Gazetteer
    _canonical: Mapping[str, str]  # the lexicon's name of a state → ours
    _persons: Sequence[Person]
    _surnames: Mapping[str, list[Person]]  # by sound
    _person_names: Mapping[int, str]  # id of a Person → its actor's name
    _given: frozenset[str]  # keys of the overrides's names
    nobody: frozenset[str] = frozenset()  # keys of names that are no actors: dams, lakes, streets
    linked: Links = field(default_factory=Links)  # by source, in the order of the text
    mentions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the sources that name an actor, by its name
    _met: dict[tuple[str | None, str], list[LinkedMention]] = field(default_factory=dict)  # runs seen before
    _by_first: dict[str, Mapping[str, list[Person]]] = field(default_factory=dict)
    _by_spelling: dict[str, Nearby] = field(default_factory=dict)
    _naming: Naming | None = None  # of what kinds names are; not known of a registry that is read out of rows
    called: Mapping[str, frozenset[str]] = field(default_factory=dict)  # what the articles call a body: "group", "firm"

    @classmethod
    def build(cls, evidence: Mapping[str, Evidence], overrides: Sequence[Entry] = ()) -> Registry:
        """The registry of the articles whose evidence is given by source; the word of `actors.yaml` comes first."""
        from retrieval.entities.linking import registry_of

        return registry_of(evidence, overrides)

    def has_state(self, state: str) -> bool:
        """Whether any article names the state that the lexicon calls so."""
        return state in self._canonical

    def state_of(self, text: str, source: str) -> str | None:
        """The state that a name is another name of, as far as the lexicon or the articles say so."""
        entry = self._states.look(text, source)
        return self._canonical.get(entry.state) if entry is not None else None

    def named(self, text: str, source: str | None = None, at: int | None = None) -> tuple[Actor, Sort] | None:
        """Whom a bare name means, where it stands at offset `at` of an article; None where nobody is called so."""
        text = text.strip()
        if not text:
            return None
        word = key(text)
        known = self._words.get(word)
        local = self._local(text, source, at) if word not in self._given else None
        if local is not None:
            return self.actors[local], Sort.NAME
        if known is not None and (source is None or self._may_be(text, self.actors[known[0]])):
            return self.actors[known[0]], known[1]
        entry = self._states.look(text, source)
        if entry is not None and entry.state in self._canonical:
            return self.actors[self._canonical[entry.state]], entry.sort
        person = None if entry else whose(text, source, at, self._surnames, self._spelt_in(source))
        if person is not None and id(person) in self._person_names:
            actor = self.actors[self._person_names[id(person)]]
            sure = source is None or source in person.sources or any(source == told for told, _ in person.offices)
            return (actor, Sort.NAME) if sure or self._may_be(text, actor) else None
        return None

    def _may_be(self, text: str, actor: Actor) -> bool:
        """Whether a name of one word may mean an actor by the kinds that all articles show it to be of: where there are
        many, some "Ryan Day" or "City" is known to one of them, and "day" and "city" stand in all."""
        if self._naming is None or not self._naming.has(text) or " " in text or key(text) in self._given:
            return True
        found = self._naming.of(text)
        return found.person >= _LEAST_PERSON if actor.kind is ActorKind.PERSON else found.none < _MOST_NONE

    def shortened(self, noun: str) -> Actor | None:
        """Whom "the guild" or "the tourism board" means, if one organisation's name ends so and no other's."""
        found = self._tails.get(noun.lower(), ())
        return self.actors[found[0]] if len(found) == 1 else None

    @cached_property
    def _tails(self) -> Mapping[str, list[str]]:
        tails: dict[str, list[str]] = defaultdict(list)
        for one in self.actors.values():
            *_, before, last = ("", *one.name.lower().split())
            if one.kind is ActorKind.ORGANISATION and before and last in BODY_WORDS:
                tails[last].append(one.name)
                tails[f"{before} {last}"].append(one.name)
        return tails

    def _local(self, text: str, source: str | None, at: int | None) -> str | None:
        """A surname in the article that gave the full name comes before any place of that name."""
        if source is None:
            return None
        same = self._surnames.get(sound(text))
        here = [p for p in same if source in p.sources and p.spellings] if same else None
        person = whose(text, source, at, {sound(text): here}) if here else self._by_first_name(text, source)
        return self._person_names.get(id(person)) if person else None

    def _by_first_name(self, text: str, source: str) -> Person | None:
        """The one person of an article with that first name, unless a state or an organisation is called so."""
        entry = self._states.look(text, source)
        if key(text) in self._words or (entry is not None and entry.sort not in (Sort.CAPITAL, Sort.SEAT)):
            return None
        same = self._first_names(source).get(text, ())
        return same[0] if len(same) == 1 else None

    def _spelt_in(self, source: str | None) -> Nearby | None:
        """The persons of an article by their surnames' sounds; of the article that was asked for last they are kept."""
        if source is None:
            return None
        found = self._by_spelling.get(source)
        if found is None:
            found = Nearby(self._nearby.get(source, ()))
            self._by_spelling.clear()
            self._by_spelling[source] = found
        return found

    def _first_names(self, source: str) -> Mapping[str, list[Person]]:
        """The persons of an article by first name; those of the article that was asked for last are known."""
        if source not in self._by_first:
            found: dict[str, list[Person]] = defaultdict(list)
            for person in self._nearby.get(source, ()):
                if person.spellings:
                    found[person.parts[0]].append(person)
            self._by_first.clear()
            self._by_first[source] = found
        return self._by_first[source]

    def spots(self, text: str, source: str | None = None, offset: int = 0) -> list[LinkedMention]:
        """The actors that the names in `text` mean, longest names first; spans are counted in `text`."""
        return [s for name in names(text) for s in self.pieces(name, source, offset)]

    def pieces(self, name: Name, source: str | None, offset: int = 0) -> list[LinkedMention]:
        """The actors in one run of capitals: all of it, or else the longest pieces that are known."""
        met = self._met.get((source, name.text))
        if met is None:
            met = self._pieces(name.text, source, name.span.start + offset)
            if not any(len(self._surnames.get(sound(word), ())) > 1 for word in name.text.split()):
                self._met[source, name.text] = met  # two of one surname: it depends on where it stands
        return [LinkedMention(_placed(s.span, name.span), s.text, s.actor, s.sort, name.use) for s in met]

    def _pieces(self, text: str, source: str | None, at: int) -> list[LinkedMention]:
        tokens = _tokens(text)
        found: list[LinkedMention] = []
        i = 0
        while i < len(tokens):
            for j in range(len(tokens), i, -1):
                start, end = tokens[i][0], tokens[j - 1][1]
                hit = self.named(text[start:end], source, at + start)
                if hit is not None and not (j == len(tokens) and self._is_tail(text, tokens, i, hit)):
                    found.append(LinkedMention(Span(start, end), text[start:end], hit[0].name, hit[1], Use.PLAIN))
                    i = j
                    break
            else:
                i += 1
        return found

    @staticmethod
    def _is_tail(text: str, tokens: Sequence[tuple[int, int]], i: int, hit: tuple[Actor, Sort]) -> bool:
        """Whether a state only ends a name that nobody knows: "Amnesty International USA", but not "Eastern Tarsia"; or
        that of a province: "New Mexico"."""
        if i == 0 or hit[0].kind is not ActorKind.STATE or hit[1] is not Sort.NAME:
            return False
        if key(text[tokens[i - 1][0] : tokens[-1][1]]) in lexicon().regions:
            return True
        before = text[slice(*tokens[i - 1])].lower()
        return i > 1 and before not in PLACES and not before.endswith("ern")

    def find(self, question: str) -> tuple[list[tuple[Actor, Span]], list[str]]:
        """The actors a question names, in its order, and the names that no article mentions. Case may be missing."""
        return find(self, question)

    @cached_property
    def _nearby(self) -> Mapping[str, list[Person]]:
        """The persons whose full names an article gives, by source."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self._persons:
            for source in person.sources:
                found[source].append(person)
        return found

    @property
    def people(self) -> set[str]:
        """The names of those whom the articles show to be persons: by a title, or a surname that stands alone."""
        shown = (person for person in self._persons if person.surnames or person.offices)
        return {self._person_names[id(person)] for person in shown if id(person) in self._person_names}

    @cached_property
    def spelt_out(self) -> frozenset[str]:
        """The actors that the articles call by a name, and not only by a demonym."""
        return frozenset(s.actor for seen in self.linked.values() for s in seen if s.sort is not Sort.DEMONYM)

    def mentioned_in(self, actor: str) -> tuple[str, ...]:
        """The sources that name the actor, by whatever name; a capital that is only a place does not count."""
        return self.mentions.get(actor, ())

    def speakers_of(self, actor: str) -> tuple[Actor, ...]:
        """The persons who, by the articles or `actors.yaml`, speak for the actor or for a body of it."""
        return tuple(self._speakers.get(actor, ()))

    @cached_property
    def _speakers(self) -> Mapping[str, list[Actor]]:
        """By side; gathered once, for coreference asks of every body that an article names. Only who has a name: voices
        without one come and go while articles are read."""
        found: dict[str, list[Actor]] = defaultdict(list)
        for one in (self.actors[name] for name in self._person_names.values() if name in self.actors):
            for side in self.sides(one.name) if one.kind is ActorKind.PERSON and one.speaks_for else ():
                found[side].append(one)
        return found

    def sides(self, name: str) -> tuple[str, ...]:
        """For whom an actor speaks, the nearest first: the White House, and through it the United States."""
        found: list[str] = []
        one = self.actors.get(name)
        while one is not None and one.speaks_for and one.speaks_for not in (name, *found):
            found.append(one.speaks_for)
            one = self.actors.get(one.speaks_for)
        return tuple(found)

    def with_voices(self, voices: Iterable[Actor]) -> Registry:
        """The same registry with an actor for every holder that is none yet: "analysts", a voice without a name."""
        new = {one.name: one for one in voices if one.name not in self.actors}
        return replace(self, actors={**self.actors, **new})

    def before(self, source: str, at: int) -> Sequence[LinkedMention]:
        """The linked of an article that end at or before offset `at`, in the order of the text."""
        return self.between(source, 0, at)

    def between(self, source: str, start: int, end: int) -> Sequence[LinkedMention]:
        """The linked of an article that begin at or behind `start` and end at or before `end`."""
        seen = self.linked.get(source, ())
        last = bisect_right(self.linked.ends(source), end)
        return seen[bisect_left(seen, start, 0, last, key=lambda s: s.span.start) if start else 0 : last]

    def broken_off(self, source: str, span: Span) -> LinkedMention | None:
        """The linked mention that begins inside `span` and ends behind it."""
        seen = self.linked.get(source, ())
        after = seen[len(self.before(source, span.end)) :][:1]
        return after[0] if after and span.start <= after[0].span.start < span.end else None
