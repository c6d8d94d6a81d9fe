"""States that the articles themselves make known: invented ones, demonyms that no lexicon has, capitals, seats.

"Tarsian officials" and "Tarsia" somewhere           Tarsian is the demonym of Tarsia, and Tarsia a state
"Velmar, the Tarsian capital"                        Velmar stands for Tarsia
"the Tarsian minister told reporters in Velmar" and "Velmar insists", more than once each: inferred
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retrieval.entities.evidence import Evidence
from retrieval.entities.lexicon import Entry, Sort, demonyms, key, lexicon
from retrieval.mentions.facts import Fact
from retrieval.mentions.facts import Sort as About
from retrieval.mentions.names import Name
from retrieval.mentions.roles import LEGISLATORS, head_of
from retrieval.mentions.uses import Use
from retrieval.mentions.vocabulary import BODY_WORDS
from retrieval.types import Span

_GOVERNORS = frozenset("governor senator lawmaker representative mayor".split())


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What every name of a state stands for: the articles' own word first, then the lexicon's."""

    learnt: Mapping[str, Entry]  # by key
    distrusted: frozenset[str]  # spellings of the lexicon that these articles use as everyday words
    elsewhere: Mapping[str, frozenset[str]]  # by key of a name two states share: the sources that mean the province

    def look(self, text: str, source: str | None = None) -> Entry | None:
        own = self.learnt.get(key(text))
        if own is not None:
            return own
        entry = lexicon().look(text)
        if entry is None or (entry.sort is Sort.SPELLING and key(text) in self.distrusted):
            return None
        if source is not None and source in self.elsewhere.get(key(text), frozenset()):
            return None
        return entry


def place(source: str, span: Span) -> str:
    """Evidence as a slice of an article: `file.txt:12-34`."""
    return f"{source}:{span.start}-{span.end}"


def gazetteer(evidence: Mapping[str, Evidence], groups: Iterable[str] = ()) -> Gazetteer:
    """Everything the articles say of states; `groups` are names of many and words made of them, which have a will but
    no territory: a "Republican" is of no "Republic"."""
    small = frozenset().union(*(e.small for e in evidence.values())) if evidence else frozenset[str]()
    base = Gazetteer({}, small, _elsewhere(evidence))
    counts = Counter(n.text for e in evidence.values() for n in e.names if Use.LOUD not in n.use)
    people = {f.name for e in evidence.values() for f in e.facts if f.sort is About.OFFICE}
    people |= {name.rsplit(" ", 1)[-1] for name in people} | set(groups)
    learnt: dict[str, Entry] = {}
    for source, fact in _all(evidence):
        if fact.sort is About.STATE and _may_be_state(fact.name, base) and fact.name not in people:
            learnt.setdefault(key(fact.name), Entry(fact.name, Sort.NAME, place(source, fact.span)))
    _demonyms(evidence, counts, people, base, learnt)
    _capitals(evidence, base, learnt)
    return Gazetteer(learnt, small, base.elsewhere)


def _all(evidence: Mapping[str, Evidence]) -> list[tuple[str, Fact]]:
    return [(source, fact) for source, one in evidence.items() for fact in one.facts]


def _may_be_state(name: str, base: Gazetteer) -> bool:
    words = name.split()
    return (
        base.look(name) is None
        and not name.isupper()
        and len(name) > 2
        and not any(w.lower() in BODY_WORDS for w in words)
    )


def _demonyms(
    evidence: Mapping[str, Evidence],
    counts: Counter[str],
    people: set[str],
    base: Gazetteer,
    learnt: dict[str, Entry],
) -> None:
    """Join "Tarsian" before an office or a government's body to the name it is made of."""
    told = [(source, fact, word) for source, fact in _all(evidence) if (word := _told(fact)) is not None]
    asked = {word for *_, word in told}
    made_from: dict[str, list[str]] = defaultdict(list)  # of what is asked: all that names could make are many
    inside = {
        word for name in counts if " " in name and not base.look(name) for word in name.split()
    }  # "Sael" of the "Sael Tribune"
    for name in (*counts, *sorted(inside - counts.keys())):
        if name not in people and _may_be_state(name, base):
            *before, last = name.split()
            for adjective in demonyms(last):
                if (word := " ".join((*before, adjective))) in asked:
                    made_from[word].append(name)
    for source, fact, word in told:
        if not _may_be_state(word, base) or word in people:
            continue
        bases = [name for name in made_from.get(word, ()) if name != word]
        if not bases:
            continue
        # the name that stands most often, an article's first where two stand equally often
        state = max(bases, key=lambda name: counts[name])
        where = place(source, fact.span)
        learnt.setdefault(key(state), Entry(state, Sort.NAME, where))
        known = learnt.get(key(word))
        if known is None or (known.sort is Sort.NAME and known.state == word):
            learnt[key(word)] = Entry(learnt[key(state)].state, Sort.DEMONYM, where)


def _told(fact: Fact) -> str | None:
    """The word before an office or a body that may be made of a state's name."""
    return fact.name if fact.sort is About.BODY and fact.role not in LEGISLATORS else fact.of


def _capitals(evidence: Mapping[str, Evidence], base: Gazetteer, learnt: dict[str, Entry]) -> None:
    known = Gazetteer(learnt, base.distrusted, base.elsewhere)
    for source, fact in _all(evidence):
        if fact.sort is not About.CAPITAL or fact.of is None:
            continue
        state = known.look(fact.of)
        said = known.look(fact.name)
        if state is not None and (said is None or (said.state != state.state and said.evidence == "countryinfo")):
            learnt[key(fact.name)] = Entry(state.state, Sort.CAPITAL, place(source, fact.span))


def _elsewhere(evidence: Mapping[str, Evidence]) -> dict[str, frozenset[str]]:
    """Where "Georgia" is the province: the state that it belongs to is named as often, nothing else of its namesake is,
    and it has a governor, or does nothing but lie there."""
    book = lexicon()
    found: dict[str, set[str]] = {word: set() for word in book.provinces}
    for source, one in evidence.items():
        named: dict[str, list[Name]] = defaultdict(list)
        for name in one.names:
            if (word := key(name.text)) in found:
                named[word].append(name)
        about = Counter(known.state for n in one.names if (known := book.look(n.text))) if named else Counter[str]()
        for word, here in named.items():
            governed = any(f.of and key(f.of) == word and head_of(f.role) in _GOVERNORS for f in one.facts)
            idle = not any(Use.AGENT in n.use for n in here)
            state, owner = book.entries[word].state, book.provinces[word]
            if about[state] == len(here) and about[owner] >= len(here) and (governed or idle):
                found[word].add(source)
    return {word: frozenset(sources) for word, sources in found.items()}
