"""Organisations of a corpus: names that hold such a word ("Union", "Ministry"), acronyms, and the two joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from retrieval.evidence import Evidence, initials
from retrieval.facts import Sort
from retrieval.lexicon import undotted
from retrieval.names import ORGANISATION_WORDS, Use
from retrieval.states import place


@dataclass(frozen=True, slots=True)
class Organisation:
    """`name` is the form that the articles use most; `names` maps every form to its evidence."""

    name: str
    names: Mapping[str, str]


def gather(evidence: Mapping[str, Evidence], is_state: Callable[[str], bool]) -> list[Organisation]:
    """Every organisation, in the order of the first mention."""
    counts: Counter[str] = Counter()
    where: dict[str, str] = {}
    for source, one in evidence.items():
        for name in one.names:
            if Use.LOUD in name.use and not _is_acronym(name.text):
                continue
            if (_is_acronym(name.text) or _has_word(name.text)) and not is_state(name.text):
                counts[undotted(name.text)] += 1
                where.setdefault(undotted(name.text), place(source, name.span))
    long_of: dict[str, str] = {}
    for source, one in evidence.items():
        for fact in one.facts:
            if fact.sort is Sort.ALIAS and fact.of and not is_state(fact.name):
                long_of.setdefault(fact.name, fact.of)
                for text in (fact.of, fact.name):
                    counts.setdefault(text, 1)
                    where.setdefault(text, place(source, fact.span))
    spelled_out: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        if " " in name:
            spelled_out[initials(name)].append(name)
    for name in counts:
        if _is_acronym(name) and len(spelled_out[name]) == 1:
            long_of.setdefault(name, spelled_out[name][0])
    joined = {long: short for short, long in long_of.items()}
    found = []
    for name in counts:
        if name in long_of and long_of[name] in counts:
            continue  # comes with its long form
        forms = [name, joined[name]] if name in joined else [name]
        best = max(forms, key=lambda form: counts[form])
        found.append(Organisation(best, {form: where[form] for form in forms}))
    return found


def _is_acronym(name: str) -> bool:
    bare = undotted(name)
    return 2 <= len(bare) <= 7 and bare.isupper() and bare.isalpha()


def _has_word(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and any(w.lower() in ORGANISATION_WORDS for w in words)
