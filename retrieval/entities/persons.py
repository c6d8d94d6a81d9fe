"""Persons of a corpus: full names gathered over all articles, spellings folded, and whom each one speaks for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz.fuzz import ratio

from retrieval.entities.evidence import Evidence
from retrieval.entities.lexicon import OFFICES, lexicon
from retrieval.entities.lexicon import Sort as Of
from retrieval.entities.spelling import one_person, sound
from retrieval.mentions.facts import Fact, Sort
from retrieval.mentions.names import BODY_WORDS, PARTICLES, PLACES, PLAIN, THINGS, Name, Use
from retrieval.mentions.roles import (
    ACADEMIC,
    DELEGATE,
    FORMER,
    KNIGHTLY,
    MODIFIERS,
    OF_ACADEMICS,
    OF_ORGANISATIONS,
    PRESIDING,
    SPEAKING,
    head_of,
)

_STILL = 3  # times as often in office as out of it: then somebody is still in office
_SENT = 2  # who is sent to speak for somebody does so, whatever else the office
_MAIN = 3  # times as often named as all others of a surname: then it means this one
_NEAR_SURNAME = 85  # of 100: "Sibigha" for Sybiha inside one article
_NO_FIRST_NAMES = PLAIN | PLACES | MODIFIERS
_NATIONAL = frozenset("president minister premier chancellor king queen secretary".split())
_OF_STATES = frozenset("prime foreign defense defence interior military army navy presidential intelligence".split())
_OF_BODIES = frozenset("general press executive corporate permanent club union senior".split())


@dataclass(slots=True, eq=False)
class Person:
    """A person while the articles are gathered; `spellings` counts full names, `surnames` the name alone."""

    spellings: Counter[str] = field(default_factory=Counter)
    surnames: Counter[str] = field(default_factory=Counter)
    sounds: set[str] = field(default_factory=set)  # of the full names' surnames
    sources: dict[str, int] = field(default_factory=dict)  # where a full name stands, and its first offset
    offices: list[tuple[str, Fact]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The full name as the articles mostly spell it; where two are as frequent, the surname alone decides."""
        if not self.spellings:
            return self.surnames.most_common(1)[0][0]
        if len(self.spellings) == 1:
            return next(iter(self.spellings))
        best = max(self.spellings.values())
        return max((n for n, c in self.spellings.items() if c == best), key=lambda n: self.surnames[surname(n)])

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.name.split())


@cache
def surname(name: str) -> str:
    """`von der Leyen` of `Ursula von der Leyen`; the last word of most names."""
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return " ".join(words[first:])


def persons(
    evidence: Mapping[str, Evidence], taken: Callable[[str], bool], partisan: frozenset[str] = frozenset()
) -> list[Person]:
    """Everybody whom the articles name, in the order of their first mention.

    `taken(name)` says that a name belongs to a state or an organisation; `partisan` are the adjectives of parties.
    """
    found: list[Person] = []
    by_sound: dict[str, list[Person]] = defaultdict(list)
    by_first: dict[str, list[Person]] = defaultdict(list)  # by how the first name begins
    for source, given, at, fact, doubtful in _full_names(evidence, taken, partisan):
        text = _without_lead(given, by_sound)
        mates = by_first[sound(text.split()[0])[:2]]
        person = _known(text, fact, by_sound, mates)
        if person is None:
            if doubtful and by_sound.get(sound(surname(text))):
                continue  # "Notice Trump" at the start of a line, where a Trump is known
            person = Person()
            found.append(person)
            mates.append(person)
        if person not in by_sound[sound(surname(text))]:
            by_sound[sound(surname(text))].append(person)
        person.sounds.add(sound(surname(text)))
        if fact is None:
            person.spellings[text] += 1
        else:
            person.offices.append((source, fact))
            person.spellings.setdefault(text, 0)
        person.sources.setdefault(source, at)
    _surnames(evidence, taken, by_sound, found)
    return found


def _without_lead(text: str, by_sound: Mapping[str, list[Person]]) -> str:
    """`Donald Trump` of "Republican Donald Trump", where somebody is known by that."""
    shorter = text.partition(" ")[2]
    known = " " in shorter and any(shorter in p.spellings for p in by_sound.get(sound(surname(text)), ()))
    return shorter if known else text


def _full_names(
    evidence: Mapping[str, Evidence], taken: Callable[[str], bool], partisan: frozenset[str]
) -> Iterable[tuple[str, str, int, Fact | None, bool]]:
    """(source, full name, offset, the fact it comes from, whether its first word may be an everyday one).

    Offices first, then names that read like a person's, short ones first.
    """
    certain: set[str] = set()
    things = {fact.name for one in evidence.values() for fact in one.facts if fact.sort is Sort.GROUP}
    things_called = _with_article(evidence)
    for source, one in evidence.items():
        for fact in one.facts:
            named = fact.sort is Sort.OFFICE and " " in fact.name and not _is_demonym(fact.name.split()[0])
            if named and not taken(fact.name):
                certain.add(fact.name)
                yield source, fact.name, fact.span.start, fact, False
    for size in (2, 3, 4, 5):
        for source, one in evidence.items():
            alone = {n.text for n in one.names if " " not in n.text and Use.ARTICLE not in n.use} - things_called
            for name in (n for n in one.names if len(n.text.split()) == size):
                if size == 2 and name.text.split()[0] in partisan:
                    continue  # "Republican Texas"; of "Republican Odo Penn" the name is left
                if name.text in certain or (name.text not in things and _reads_like_person(name, alone, taken)):
                    yield source, name.text, name.span.start, None, Use.OPENING in name.use


def _is_demonym(word: str) -> bool:
    entry = lexicon().look(word)
    return entry is not None and entry.sort is Of.DEMONYM


def _with_article(evidence: Mapping[str, Evidence]) -> set[str]:
    """The single names that mostly stand behind "the": "the House"; no person's surname does."""
    balance: Counter[str] = Counter()
    for one in evidence.values():
        for name in one.names:
            if " " not in name.text and Use.LOUD not in name.use:
                balance[name.text] += 1 if Use.ARTICLE in name.use else -1
    return {text for text, count in balance.items() if count > 0}


def _reads_like_person(name: Name, alone: set[str], taken: Callable[[str], bool]) -> bool:
    """Whether two to four capitals are a person's name: the surname stands alone too, or it acts as persons do."""
    parts = name.text.split()
    return (
        Use.LOUD not in name.use
        and not _is_demonym(parts[0])  # "Korean Peninsula"
        and not {"of", "and", "for"} & set(parts)  # "State of Tarsia"
        and parts[0].lower() not in _NO_FIRST_NAMES  # "Lower Tamsin", though "Tamsin" stands alone too
        and not taken(name.text)
        and not _is_demonym(parts[-1].removesuffix("s"))  # "Tarsian Korlanders" are many
        and (not taken(parts[-1]) or _like_person(name, taken))
        and not (len(parts) > 2 and taken(" ".join(parts[1:])))  # "See South Korea"
        and parts[0].lower() not in KNIGHTLY
        and not any(part.lower() in BODY_WORDS or part.isupper() for part in parts)
        and parts[-1].lower() not in THINGS
        and (surname(name.text) in alone or _is_speaker(name))
    )


def _is_speaker(name: Name) -> bool:
    """Whether two or three capitals act as a person does: "Odo Penn said"; "the Kessar Dam" does not."""
    first, *_, last = name.text.lower().split()
    return Use.AGENT in name.use and Use.ARTICLE not in name.use and first not in PLACES and last not in PLACES


def _like_person(name: Name, taken: Callable[[str], bool]) -> bool:
    """Whether a name that ends like a state's is a person's: "Denzel Washington said", but not "North Korea"."""
    first = name.text.split()[0].lower()
    return Use.AGENT in name.use and not taken(first.title()) and first not in PLACES and not first.endswith("ern")


def _known(text: str, fact: Fact | None, by_sound: Mapping[str, list[Person]], mates: list[Person]) -> Person | None:
    parts = tuple(text.split())
    same = by_sound.get(sound(surname(text)), [])
    for person in same:
        if any(one_person(parts, tuple(other.split())) for other in person.spellings):
            return person
        if (
            fact is not None
            and fact.of
            and any((other.of, other.role) == (fact.of, fact.role) for _, other in person.offices)
        ):
            return person  # the same surname in the same office: Volodymyr and Vladimir
    return next((p for p in mates if any(one_person(parts, tuple(n.split())) for n in p.spellings)), None)


def _surnames(
    evidence: Mapping[str, Evidence],
    taken: Callable[[str], bool],
    by_sound: dict[str, list[Person]],
    found: list[Person],
) -> None:
    """Give surnames that stand alone to their persons; a titled one that belongs to nobody is a person of its own."""
    here: dict[str, list[Person]] = defaultdict(list)
    for known in found:
        for source in known.sources:
            here[source].append(known)
    for source, one in evidence.items():
        for fact in (f for f in one.facts if f.sort is Sort.OFFICE and f.role and " " not in f.name):
            for known in by_sound.get(sound(fact.name), ()):
                if any(head_of(f.role) == head_of(fact.role) for _, f in known.offices):
                    known.sources.setdefault(source, fact.span.start)  # "President Obama" is enough of a full name
    for source, one in evidence.items():
        titled = {f.name: f for f in one.facts if f.sort is Sort.OFFICE and " " not in f.name}
        met: dict[str, Person | None] = {}
        for name in one.names:
            first, *more = name.text.split()
            if first.lower() in KNIGHTLY and len(more) == 1:
                knight = next((p for p in here[source] if p.spellings and p.parts[0] == more[0]), None)
                if knight is not None:
                    knight.surnames[name.text] += 1  # "Sir Alan" is Alan Tree
                continue
            if more and first.lower() not in PARTICLES:
                continue
            inner = [p for p in here[source] if p.spellings and name.text in p.parts[1:-1]]
            if len(inner) == 1 and not by_sound.get(sound(name.text)) and not taken(name.text):
                inner[0].surnames[name.text] += 1  # "Lula" of Luiz Inacio Lula da Silva
                continue
            if name.text not in met or len(by_sound.get(sound(name.text), ())) > 1:
                met[name.text] = whose(name.text, source, name.span.start, by_sound, here[source])
            person = met[name.text]
            if person is not None and (not taken(name.text) or source in person.sources):
                person.surnames[name.text] += 1
            elif person is None and name.text in titled and not taken(name.text) and not _is_noun(name.text):
                person = Person()
                person.surnames[name.text] += 1
                found.append(person)
                by_sound[sound(name.text)].append(person)
                met[name.text] = person
            if person is not None and name.text in titled:
                person.offices.append((source, titled.pop(name.text)))


def _is_noun(name: str) -> bool:
    return name.lower() in BODY_WORDS | THINGS  # "the Homeland Security Department" leaves no person "Department"


def whose(
    word: str, source: str | None, at: int | None, by_sound: Mapping[str, list[Person]], nearby: Iterable[Person]
) -> Person | None:
    """Whose surname a word is: the article's own persons first, the one named last before `at` among several.

    `nearby` are the persons whose full names the article gives: their surnames may be misspelt.
    """
    same = by_sound.get(sound(word), [])
    here = [p for p in same if source in p.sources]
    if len(here) > 1:
        main, *others = sorted(here, key=lambda p: -sum(p.spellings.values()))
        rest = sum(sum(p.spellings.values()) for p in others)
        if (main.offices and not any(p.offices for p in others)) or sum(main.spellings.values()) >= _MAIN * (rest or 1):
            return main  # the family of whoever the articles are about goes by first names
        before = [p for p in here if at is None or p.sources[source or ""] <= at]
        return max(before or here, key=lambda p: p.sources[source or ""])
    if here:
        return here[0]
    if len(same) == 1:
        return same[0]
    if same:
        first, second = sorted(same, key=lambda p: -sum(p.spellings.values()))[:2]
        return first if sum(first.spellings.values()) >= 2 * sum(second.spellings.values()) else None
    if source is None or len(word) < 6:
        return None
    heard = sound(word)
    if not heard:
        return None
    near = [p for p in nearby if any(s[:1] == heard[0] and ratio(s, heard) >= _NEAR_SURNAME for s in p.sounds)]
    return near[0] if len(near) == 1 else None


def speaks_for(person: Person, resolve: Callable[..., tuple[str, bool] | None]) -> tuple[str | None, str | None]:
    """(whom the person speaks for, the role), as most of the articles have it; a former office counts against it.

    `resolve(fact, source)` gives whose office it is and whether that is a state; with `state`, the one whose ministers
    the article means when it says no more than "Minister".
    """
    votes: Counter[str] = Counter()
    role_of: dict[str, Counter[str]] = defaultdict(Counter)
    at_home: Counter[str] = Counter()
    presiding: Counter[str] = Counter()
    last: str | None = None
    former = sum(not fact.speaks and head_of(fact.role) in _NATIONAL for _, fact in person.offices)
    gone: Counter[str] = Counter()
    for source, fact in person.offices:
        role = fact.role or ""
        actor = resolve(fact, source) if fact.of or head_of(role) in OFFICES else None
        last = last or (role if fact.role else None)
        if actor is None and fact.of is None and fact.speaks and _is_national(role):
            home = resolve(fact, source, state=True)
            if home is not None:
                at_home[home[0]] += 1
                role_of[home[0]][role] += 1
            continue
        if actor is None or actor[0] == person.name:
            continue
        name, is_state = actor
        fits = fact.speaks and not (is_state and head_of(role) in OF_ORGANISATIONS)
        if not ACADEMIC.isdisjoint(name.lower().split()):
            fits = fits and head_of(role) in OF_ACADEMICS  # all others there are experts
        if head_of(role) == PRESIDING and name not in votes:
            presiding[name] += 1 if fits else -1
        else:
            votes[name] += (_SENT if role == DELEGATE else 1) if fits else -1
        gone[name] += not fact.speaks and not FORMER.isdisjoint(role.lower().split())
        if fits:
            role_of[name][role] += 1
    if not votes and len(at_home) == 1:
        votes = at_home
    votes = votes or presiding
    for name, count in votes.most_common():
        if count > 0 and count >= _STILL * max(former, gone[name]):
            return name, role_of[name].most_common(1)[0][0]
    return None, last


def _is_national(role: str) -> bool:
    """An office that only states have, or its ministers: "President", "Treasury Secretary", "Secretary" of state,
    "defense chief"."""
    words = role.lower().split()
    of_a_body = not _OF_BODIES.isdisjoint(words)
    title = all(word[0].isupper() for word in role.split() if word not in ("of", "for", "and"))
    if not _OF_STATES.isdisjoint(words[:-1]) and head_of(role) in SPEAKING:
        return True
    return title and not of_a_body and head_of(role) in _NATIONAL
