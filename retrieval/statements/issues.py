"""What positions are about: the user's `issues.yaml`, or else issues induced from what the statements hold.

How they are induced: each statement's noun phrases give terms, a head ("membership") and the head with the word before
it ("NATO membership"). Heads are ranked by how many statements and holders use them. From the top, a head whose
statements are mostly those of an issue joins it, and any other founds one, until there are twelve. A phrase that makes
up half of its head's statements gives the label. No embeddings, no chance: the same statements give the same issues.

    - name: NATO membership            # issues.yaml
      words: [NATO, alliance, accession, invitation to join]
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from retrieval.errors import ArticlesError
from retrieval.mentions.names import ORGANISATION_WORDS, PLAIN
from retrieval.mentions.roles import BODIES, CALLINGS, MODIFIERS, is_head
from retrieval.statements.stems import stem, stems

FILE = "issues.yaml"
MOST = 12
_SHARED = 0.6  # of a term's statements: from there on it belongs to the issue that has them
_DULL = BODIES | ORGANISATION_WORDS | MODIFIERS | PLAIN
_LABEL = 0.5  # of a head's statements: from there on one phrase names the issue
# Nouns that news is made of whatever it is about.
_GENERAL = frozenset(
    stem(word)
    for word in """
    year month week day time hour minute date people person man woman country nation state world way part side
    number thing something anything nothing everything one two lot kind sort type case fact point issue question
    matter problem statement letter interview conference call reporter journalist news article report comment
    remark word speech post position stance decision step move effort attempt action process result outcome
    response reply answer view opinion place region area city capital head leader official minister president
    spokesman spokeswoman diplomat government ministry authority public citizen voter family child friend
    colleague partner ally member neighbour neighbor meeting session round visit trip summit order basis level
    role term end start beginning future past present moment table line hand door file name money hope fear
    concern reason goal aim objective interest right need demand request proposal plan idea offer chance
    possibility condition situation clear ready able new first last next other own
    upcoming recent previous current further additional several many few such same good bad big small
    maker user worker owner boss staff men bit set top run bid say use try per via
    """.split()
)
# What is counted and what it is counted in: "33 per cent", "a billion people" are about neither.
_MEASURES = frozenset(
    stem(word)
    for word in """
    cent percent percentage per hundred thousand million billion trillion dozen half third quarter double couple amount
    total rate average majority rest tonne ton kilogram kilo gram pound dollar euro crown franc mile kilometre
    kilometer metre meter acre hectare litre liter barrel cubic square degree decade century fortnight night morning
    afternoon evening weekend second january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday
    """.split()
)


class Entry(BaseModel):
    """An issue as the user describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1)
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """`terms` maps tuples of stems to their weight: ("nato", "member") tells more than ("member",)."""

    name: str
    terms: Mapping[tuple[str, ...], float]


@dataclass(frozen=True)
class Issues:
    known: tuple[Issue, ...]  # the most frequent one first

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(issue.name for issue in self.known)

    def issue_of(self, text: str) -> str | None:
        """The issue that a statement's words are about, or None; of two that fit equally the more frequent one."""
        return self._best(stems(text))

    def find(self, question: str) -> str | None:
        """The issue a question names ("on territory", "about NATO membership"); a word of a label may be enough."""
        asked = stems(question)
        label = [(i.name, stems(i.name)) for i in self.known]
        whole = [name for name, words in label if _holds(asked, tuple(words))]
        if whole:
            return max(whole, key=len)
        return self._best(asked)

    def _best(self, found: Sequence[str]) -> str | None:
        runs = {tuple(found[i : i + size]) for size in self._sizes for i in range(len(found) - size + 1)}
        scores: dict[int, float] = defaultdict(float)
        for term in runs & self._ranks.keys():
            for rank in self._ranks[term]:
                scores[rank] += self.known[rank].terms[term]
        best = min(scores, key=lambda rank: (-scores[rank], rank), default=None)
        return None if best is None else self.known[best].name

    @cached_property
    def _ranks(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        """The numbers of the issues that have a term."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for rank, issue in enumerate(self.known):
            for term in issue.terms:
                found[term].append(rank)
        return found

    @cached_property
    def _sizes(self) -> frozenset[int]:
        return frozenset(map(len, self._ranks)) - {0}


def _holds(words: Sequence[str], term: tuple[str, ...]) -> bool:
    if len(term) == 1:
        return term[0] in words
    return any(tuple(words[i : i + len(term)]) == term for i in range(len(words) - len(term) + 1))


def induce(statements: Sequence[tuple[str, str, Sequence[str]]], names: Iterable[str] = ()) -> Issues:
    """Issues out of (holder, source, terms) of every statement; a term ends in its head ("NATO membership").

    `names` are words of persons and states, which no issue is called by on their own.
    """
    excluded = _GENERAL | _MEASURES | {stem(word) for name in names for word in name.split()}
    where: dict[tuple[str, ...], set[int]] = defaultdict(set)
    spelled: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for number, (_, _, terms) in enumerate(statements):
        for term in terms:
            parts, spelling = stems(term), term.split()
            if len(parts) == 2 and _plain(spelling[0], parts[0], excluded):
                _add((parts[0], parts[1]), term, number, where, spelled)
            if parts and _plain(spelling[-1], parts[-1], excluded):
                _add((parts[-1],), spelling[-1], number, where, spelled)
    headed = {term: len(numbers) for term, numbers in where.items()}
    for number, (_, _, terms) in enumerate(statements):
        for term in terms:
            parts, spelling = stems(term), term.split()
            # "a pay offer" and "pay talks" are about pay; whether such a word is a noun, its standing alone tells
            if len(parts) == 2 and (parts[0],) in headed and _plain(spelling[0], parts[0], excluded):
                _add((parts[0],), spelling[0], number, where, spelled)
    enough = 2 if len(statements) < 200 else 3
    holders = {term: len({statements[n][0] for n in numbers}) for term, numbers in where.items()}

    def shared(term: tuple[str, ...]) -> bool:
        """Whether two holders use it, or two articles: what one speaker says twice is no issue yet."""
        return holders[term] > 1 or len({statements[n][1] for n in where[term]}) > 1

    ranked = sorted(
        (t for t in where if len(where[t]) >= enough and shared(t)),
        key=lambda t: (-len(where[t]) * (1 + log(holders[t])), -len(t), min(where[t])),
    )
    issues: list[tuple[str, dict[tuple[str, ...], float], set[int]]] = []
    for head in ranked:
        numbers = where[head]
        home = next((issue for issue in issues if len(numbers & issue[2]) >= _SHARED * len(numbers)), None)
        if home is not None:
            home[1].setdefault(head, 0.5 * len(head))
            continue
        if len(issues) == MOST:
            continue
        phrases = [t for t in ranked if len(t) == 2 and t[-1] == head[-1] and len(where[t]) >= _LABEL * headed[head]]
        best = max(phrases, key=lambda t: len(where[t]), default=head)
        issues.append((spelled[best].most_common(1)[0][0], {head: 1.0, best: float(len(best))}, set(numbers)))
    return Issues(tuple(Issue(label, terms) for label, terms, _ in issues))


def _add(
    term: tuple[str, ...],
    spelling: str,
    number: int,
    where: dict[tuple[str, ...], set[int]],
    spelled: dict[tuple[str, ...], Counter[str]],
) -> None:
    where[term].add(number)
    spelled[term][spelling] += 1


def _plain(word: str, root: str, excluded: frozenset[str]) -> bool:
    """Whether a word tells what a statement is about: long enough, no office, no body, nothing general, no name."""
    low = word.lower()
    office = is_head(low) and low.removesuffix("s") not in CALLINGS
    vague = root in excluded or office or low in _DULL
    return not vague and word.isalpha() and (len(word) > 2 or word.isupper())


def read_issues(folder: Path) -> Issues | None:
    """The issues of `folder/issues.yaml`, None where there is no such file. Raises `ArticlesError`."""
    path = folder / FILE
    if not path.is_file():
        return None
    import yaml

    try:
        entries = TypeAdapter(tuple[Entry, ...]).validate_python(yaml.safe_load(path.read_text("utf-8")) or ())
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        reason = error.errors()[0]["msg"].lower() if isinstance(error, ValidationError) else "it is no valid YAML"
        raise ArticlesError(
            f"{path} is no list of issues: {reason}.", "Each entry has a name, and may have a list of words."
        ) from error
    return Issues(
        tuple(
            Issue(entry.name, {tuple(stems(w)): float(len(re.findall(r"\w+", w))) for w in (entry.name, *entry.words)})
            for entry in entries
        )
    )
