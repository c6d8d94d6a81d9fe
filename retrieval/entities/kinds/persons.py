"""Persons of a corpus: full names gathered over all articles, spellings folded, and whom each one speaks for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from retrieval.entities.evidence import Evidence
from retrieval.entities.kinds.naming import Naming
from retrieval.entities.lexicon import Sort as Of
from retrieval.entities.lexicon import lexicon
from retrieval.entities.spelling import one_person, sound, surname
from retrieval.entities.weighing import Candidate, of_office, table, taken_away
from retrieval.mentions.facts import Fact, Sort
from retrieval.mentions.names import Name
from retrieval.mentions.roles import FORMER, KNIGHTLY, MODIFIERS, PRESIDING, TOLD, head_of
from retrieval.mentions.uses import Use
from retrieval.mentions.vocabulary import BODY_WORDS, PARTICLES, PLACES, PLAIN, THINGS

_STILL = 3  # times as often in office as out of it: then somebody is still in office
_MAIN = 3  # times as often named as all others of a surname: then it means this one
_COURTESY = 7  # code points of "Mr. ", "Miss "
_NEAR_SURNAME = 85  # of 100: "Sibigha" for Sybiha inside one article
_SURE, _DOUBTFUL, _HARDLY = 50, 25, 10  # of 100: how likely a name is a person's
_ARTICLES = frozenset(("the", "a", "an"))
_LONGER = (3, 4, 5)  # words of a full name, beside two
_NO_FIRST_NAMES = PLAIN | PLACES | MODIFIERS
_NATIONAL = frozenset("president minister premier chancellor king queen secretary".split())
_UNSAID = frozenset(("home", "seat", "near", "region"))  # the article does not say whose the office is


@dataclass(slots=True, eq=False)
class Person:
    """A person while the articles are gathered; `spellings` counts full names, `surnames` the name alone."""

    spellings: Counter[str] = field(default_factory=Counter)
    surnames: Counter[str] = field(default_factory=Counter)
    sounds: tuple[str, ...] = ()  # of the full names' surnames
    sources: dict[str, int] = field(default_factory=dict)  # where a full name stands, and its first offset
    offices: list[tuple[str, Fact]] = field(default_factory=list)
    sexes: Counter[Use] | None = None  # persons are many, and of most nothing shows it
    told_apart: set[tuple[str, int]] | None = None  # where "Ms." or "she" shows whose the surname is

    @property
    def sex(self) -> Use | None:
        return self.sexes.most_common(1)[0][0] if self.sexes else None

    def show(self, sex: Use) -> None:
        """Count a word that shows whether it is a he or a she."""
        self.sexes = self.sexes if self.sexes is not None else Counter()
        self.sexes[sex] += 1

    def is_told_apart(self, source: str | None, at: int) -> bool:
        """Whether a word right before or at an offset shows that this one is meant."""
        shown = self.told_apart
        return shown is not None and any((source, at + n) in shown for n in range(_COURTESY))

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


def persons(
    evidence: Mapping[str, Evidence],
    taken: Callable[[str], bool],
    naming: Naming,
    partisan: frozenset[str] = frozenset(),
) -> list[Person]:
    """Everybody whom the articles name, in the order of their first mention.

    `taken(name)` says that a name belongs to a state or an organisation; `partisan` are the adjectives of parties.
    """
    found: list[Person] = []
    by_sound: dict[str, list[Person]] = defaultdict(list)
    by_first: dict[tuple[str, str], list[Person]] = defaultdict(list)  # by how the first and the last name begin
    for source, given, at, fact, doubtful in _full_names(evidence, taken, naming, partisan):
        text = _without_lead(given, by_sound)
        first, *_, last = text.split()
        mates = by_first[sound(first)[:2], sound(last)[:1]]  # nobody else can be one with it (`one_person`)
        person = _known(text, fact, by_sound, mates)
        if person is None:
            if doubtful and by_sound.get(sound(surname(text))):
                continue  # "Notice Trump" at the start of a line, where a Trump is known
            person = Person()
            found.append(person)
            mates.append(person)
        for last in {surname(text), text.rpartition(" ")[2]}:  # "van den Oord said" begins, as a name, with "Oord"
            if person not in by_sound[sound(last)]:
                by_sound[sound(last)].append(person)
        if (heard := sound(surname(text))) not in person.sounds:
            person.sounds += (heard,)
        if fact is None:
            person.spellings[text] += 1
        else:
            person.offices.append((source, fact))
            person.spellings.setdefault(text, 0)
        person.sources.setdefault(source, at)
    _tell_apart(evidence, by_sound)
    _surnames(evidence, taken, by_sound, found)
    return found


def _tell_apart(evidence: Mapping[str, Evidence], by_sound: Mapping[str, list[Person]]) -> None:
    """Where two of one surname are known, "Mr. Brevik" is who may be a he, the one named last before among several."""
    sexed = [(source, n) for source, one in evidence.items() for n in one.names if n.use & (Use.HE | Use.SHE)]
    for _, name in sexed:
        if " " in name.text:
            for person in by_sound.get(sound(surname(name.text)), ()):
                if name.text in person.spellings:
                    person.show(name.use & (Use.HE | Use.SHE))
    for source, name in sexed:
        sex, at = name.use & (Use.HE | Use.SHE), name.span.start
        same = [p for p in by_sound.get(sound(name.text), ()) if source in p.sources]
        fits = [p for p in same if p.sex in (None, sex)]
        if len(same) > 1 and fits:
            known = [p for p in fits if p.sex == sex] or fits
            before = [p for p in known if p.sources[source] <= at] or known
            person = max(before, key=lambda p: p.sources[source])
            person.show(sex)
            person.told_apart = person.told_apart or set()
            person.told_apart.add((source, at))


def _without_lead(text: str, by_sound: Mapping[str, list[Person]]) -> str:
    """`Donald Trump` of "Republican Donald Trump", where somebody is known by that."""
    shorter = text.partition(" ")[2]
    known = " " in shorter and any(shorter in p.spellings for p in by_sound.get(sound(surname(text)), ()))
    return shorter if known else text


def _full_names(
    evidence: Mapping[str, Evidence],
    taken: Callable[[str], bool],
    naming: Naming,
    partisan: frozenset[str],
) -> Iterable[tuple[str, str, int, Fact | None, bool]]:
    """(source, full name, offset, the fact it comes from, whether its first word may be an everyday one).

    Offices first, then names that read like a person's, short ones first.
    """
    certain: set[str] = set()
    tails = {
        " ".join(words[-2:]).lower()
        for one in evidence.values()
        for words in (n.text.split() for n in one.names)
        if len(words) > 2 and words[-2].lower() in PARTICLES
    }
    things = {fact.name for one in evidence.values() for fact in one.facts if fact.sort is Sort.GROUP}
    things_called = _with_article(evidence)
    for source, one in evidence.items():
        for fact in one.facts:
            named = fact.sort is Sort.OFFICE and " " in fact.name and not _is_demonym(fact.name.split()[0])
            named = named and naming.of(fact.name).person >= _HARDLY
            if named and not _is_pair(fact.name) and not taken(fact.name) and fact.name not in things_called:
                certain.add(fact.name)
                yield source, fact.name, fact.span.start, fact, False
    longer: dict[int, list[tuple[str, str, int, bool]]] = {size: [] for size in _LONGER}
    for source, one in evidence.items():
        alone = {n.text for n in one.names if " " not in n.text and Use.ARTICLE not in n.use} - things_called
        for name in one.names:
            size = len(name.text.split())
            if size != 2 and size not in longer:
                continue
            if size == 2 and name.text.lower() in tails:
                continue  # "De Wael", where an Anneke De Wael is known
            if size == 2 and name.text.split()[0] in partisan:
                continue  # "Republican Texas"; of "Republican Odo Penn" the name is left
            if name.text in things_called or _is_pair(name.text) or _is_broken(name.text):
                continue
            likely = naming.person(name.text)
            reads = likely >= _DOUBTFUL and name.text not in things
            if name.text in certain or (reads and _reads_like_person(name, alone, taken, sure=likely >= _SURE)):
                if size == 2:
                    yield source, name.text, name.span.start, None, Use.OPENING in name.use
                else:
                    longer[size].append((source, name.text, name.span.start, Use.OPENING in name.use))
    for size in _LONGER:
        for source, text, at, doubtful in longer.pop(size):
            yield source, text, at, None, doubtful


def _is_pair(text: str) -> bool:
    """ "Odo & Ona" are two, or what somebody made of both."""
    return not {"&", "and"}.isdisjoint(text.split())


def _is_broken(text: str) -> bool:
    """ "The Brel", or one half of a quotation: no full name."""
    return text.split()[0].lower() in _ARTICLES or sum(map(text.count, '"“”')) % 2 == 1


def _is_demonym(word: str) -> bool:
    entry = lexicon().look(word)
    return entry is not None and entry.sort is Of.DEMONYM


def _with_article(evidence: Mapping[str, Evidence]) -> set[str]:
    """The names that mostly stand behind "the": "the House", "the World Cup"; no person's does."""
    balance: Counter[str] = Counter()
    for one in evidence.values():
        for name in one.names:
            if Use.LOUD not in name.use:
                balance[name.text] += 1 if Use.ARTICLE in name.use else -1
    return {text for text, count in balance.items() if count > 0}


def _reads_like_person(name: Name, alone: set[str], taken: Callable[[str], bool], *, sure: bool) -> bool:
    """Whether some capitals are a person's name: by the learnt table, or the surname stands alone too, or it acts as
    persons do."""
    parts = name.text.split()
    if Use.LOUD in name.use or taken(name.text) or (len(parts) > 2 and taken(" ".join(parts[1:]))):
        return False  # a headline; "Tarsia"; "See South Korea"
    if parts[0].lower() in KNIGHTLY or _is_demonym(parts[0]):
        return False  # "Sir Alan" has no surname, and the "Korean Peninsula" none either
    return sure or (
        not {"of", "and", "for"} & set(parts)  # "State of Tarsia"
        and parts[0].lower() not in _NO_FIRST_NAMES  # "Lower Tamsin", though "Tamsin" stands alone too
        and not _is_demonym(parts[-1].removesuffix("s"))  # "Tarsian Korlanders" are many
        and (not taken(parts[-1]) or _like_person(name, taken))
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
            same = by_sound.get(sound(fact.name), ())
            for known in same if not any(source in one.sources for one in same) else ():
                if any(head_of(f.role) == head_of(fact.role) for _, f in known.offices):
                    known.sources.setdefault(source, fact.span.start)  # "President Obama" is enough of a full name
    for source, one in evidence.items():
        middle = _Middle(here[source])
        nearby = Nearby(here[source])
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
            inner = middle.of(name.text)
            if len(inner) == 1 and not by_sound.get(sound(name.text)) and not taken(name.text):
                inner[0].surnames[name.text] += 1  # "Lula" of Luiz Inacio Lula da Silva
                continue
            if name.text not in met or len(by_sound.get(sound(name.text), ())) > 1:
                met[name.text] = whose(name.text, source, name.span.start, by_sound, nearby)
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


class _Middle:
    """An article's persons by the words between their first and last names."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self._of: dict[str, list[Person]] = defaultdict(list)
        # Of several spellings; which of them counts is decided by surnames that are still being counted.
        self._several: list[Person] = []
        for person in persons:
            if len(person.spellings) > 1:
                self._several.append(person)
            elif person.spellings:
                for word in dict.fromkeys(person.parts[1:-1]):
                    self._of[word].append(person)

    def of(self, word: str) -> list[Person]:
        return [*self._of.get(word, ()), *(p for p in self._several if word in p.parts[1:-1])]


def _is_noun(name: str) -> bool:
    return name.lower() in BODY_WORDS | THINGS  # "the Homeland Security Department" leaves no person "Department"


class Nearby:
    """The persons whose full names an article gives, by the sounds of their surnames."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self._by_initial: dict[str, list[tuple[str, Person]]] = defaultdict(list)
        for person in persons:
            for each in filter(None, person.sounds):
                self._by_initial[each[0]].append((each, person))

    def spelt_like(self, heard: str) -> Person | None:
        """The one person whose surname sounds nearly so."""
        near = [p for each, p in self._by_initial.get(heard[:1], ()) if ratio(each, heard, score_cutoff=_NEAR_SURNAME)]
        return near[0] if near and all(person is near[0] for person in near) else None


def whose(
    word: str,
    source: str | None,
    at: int | None,
    by_sound: Mapping[str, list[Person]],
    nearby: Nearby | None = None,
) -> Person | None:
    """Whose surname a word is: the article's own persons first, the one named last before `at` among several.

    `nearby` are the persons whose full names the article gives: their surnames may be misspelt.
    """
    same = by_sound.get(sound(word), [])
    here = [p for p in same if source in p.sources]
    if len(here) > 1:
        shown = [p for p in here if at is not None and p.is_told_apart(source, at)]
        if shown:
            return shown[0]
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
    if source is None or nearby is None or len(word) < 6:
        return None
    return nearby.spelt_like(sound(word))


def speaks_for(
    person: Person, name: str, candidates: Callable[[Fact, str], Iterable[Candidate]]
) -> tuple[str | None, str | None]:
    """(whom the person called `name` speaks for, the role), as most of the articles have it; a former office counts
    against it. `candidates(fact, source)` gives the sides that an office may be of.
    """
    votes: Counter[str] = Counter()
    role_of: dict[str, Counter[str]] = defaultdict(Counter)
    unsaid: Counter[str] = Counter()  # where no article says whose
    seated = False
    presiding: Counter[str] = Counter()
    last: str | None = None
    former = sum(not fact.speaks and head_of(fact.role) in _NATIONAL for _, fact in person.offices)
    gone: Counter[str] = Counter()
    for source, fact in person.offices:
        role = fact.role or ""
        last = last or fact.role
        weighed = [(_chance(fact, one), one) for one in candidates(fact, source) if one.side != name]
        said = [one for _, one in weighed if one.how in ("of", "new")]
        best = max(weighed, key=lambda each: each[0], default=None)
        if best is not None and table().is_sure(best[0], best[1].how) and not taken_away(fact):
            one = best[1]
            if head_of(role) == PRESIDING:
                presiding[one.side] += 1
            elif one.how in _UNSAID:
                unsaid[one.side] += 1
                seated = seated or one.how == "seat"
            else:
                votes[one.side] += 1
            role_of[one.side][role] += 1
        elif said and head_of(role) != PRESIDING:
            votes[said[-1].side] -= 1
            gone[said[-1].side] += not fact.speaks and not FORMER.isdisjoint(role.lower().split())
    bare = sum(fact.of is None and fact.role is not None for _, fact in person.offices)
    if not votes and len(unsaid) == 1 and (seated or 2 * unsaid.total() >= bare):
        votes = unsaid  # not where only one article of many leads to a side
    votes = votes or presiding
    for side, count in votes.most_common():
        if count > 0 and count >= _STILL * max(former, gone[side]):
            return side, role_of[side].most_common(1)[0][0] or last
    return None, last


def _chance(fact: Fact, candidate: Candidate) -> float:
    return 1.0 if fact.role == TOLD else table().chance(of_office(fact, candidate))
