"""Issues induced from the statements by meaning: the noun phrases that several sides speak of.

1. A statement's vector is its sentence's, less its article's mean: the title that all sentences of an article were
   embedded with, and what the article is about as a whole, would make each article one issue.
2. A label's direction is the mean of the statements that use it. Labels are chosen one by one, each time the one that
   covers most of what no earlier one covers (facility location), weighed by how alike its statements are, how it
   reads, and how many sides and articles speak of it. So the next label is about something else.
3. A statement is filed once: where it is nearest, above what two statements at random have in common.

A sample of the statements chooses, all are filed: the cost is near linear. The same statements give the same issues.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from retrieval.issues.issues import Issue, Issues
from retrieval.issues.labels import Key, Labels, keys_of, stems_of
from retrieval.issues.stems import stems

Matrix = NDArray[np.float32]

MOST = 15  # issues of up to 500 statements; the number grows with the root of theirs
_SAMPLE = 4_000  # statements that choose the labels
_CANDIDATES = 600  # labels that are compared
_LOOKED_AT = 40  # of them, for each choice
_OWN = 0.7  # of an article's mean, taken off its statements
_COMMON = 0.5  # of the mean of all statements, taken off each
_USED = 0.25  # added to the likeness of a statement that uses the label
_BESIDE = 0.15  # added where only the rest of its sentence does
_APART = 2.2  # standard deviations above what two statements at random have in common
_LITTLE = 0.28  # and no less than that, where hardly any two of the articles share a subject,
_PLENTY = 0.5  # and no more than that, where the articles have two or three subjects only
_ALIKE = 0.95  # two sentences from there on are one, printed twice
_ONE = 0.7  # two issues from there on are one,
_AKIN = 0.5  # and from there on where their names end alike: "debt limit", "borrowing limit"
_MOSTLY = 0.6  # of a phrase's uses: from there on it is a word for the issue


@dataclass(frozen=True, slots=True)
class Said:
    """What induction needs of a statement. `vector` is `None` where its sentence has none."""

    side: str
    source: str
    terms: Sequence[str]  # its noun phrases
    around: Sequence[str]  # those of what else its sentence says
    vector: Matrix | None
    headline: bool = False


@dataclass(frozen=True)
class Group:
    """Labels that are about one thing."""

    name: str
    keys: frozenset[Key]
    direction: Matrix
    words: Mapping[Key, float]


@dataclass(frozen=True)
class Filing:
    """What the issues of some statements are, so that another statement can be filed under them later."""

    groups: Sequence[Group]
    mean: Matrix  # taken off each statement's vector
    bar: float

    def file(self, said: Sequence[Said]) -> list[int | None]:
        """The number of the group of each statement: the nearest, and by words where a statement has no vector."""
        if not self.groups:
            return [None] * len(said)
        directions = np.stack([group.direction for group in self.groups])
        by_words = Issues(tuple(Issue(str(at), group.words) for at, group in enumerate(self.groups)))
        homes: list[int | None] = []
        for one in said:
            if one.vector is None:
                found = by_words.issue_of(" ".join(one.terms))
                homes.append(None if found is None else int(found))
                continue
            likeness = directions @ _unit(one.vector - self.mean)
            used, beside = keys_of(one.terms), keys_of(one.around)
            likeness += [
                _BESIDE if used.isdisjoint(group.keys) and not beside.isdisjoint(group.keys) else 0
                for group in self.groups
            ]
            likeness += [0 if used.isdisjoint(group.keys) else _USED for group in self.groups]
            best = int(likeness.argmax())
            homes.append(best if likeness[best] > self.bar else None)
        return homes


NO_FILING = Filing((), np.empty(0, np.float32), 0.0)


@dataclass(frozen=True)
class Filed:
    issues: Issues
    under: tuple[str | None, ...]  # the issue of each statement
    filing: Filing = field(default=NO_FILING, compare=False)


def vector_of(sentences: Sequence[Matrix], article: Matrix) -> Matrix:
    """A statement's vector, of the sentences it touches and the mean of its article's."""
    found: Matrix = np.mean(sentences, axis=0) - _OWN * article
    return found


def induce(said: Sequence[Said], names: Collection[str] = ()) -> Filed:
    """The issues of the statements, and where each is filed. `names` are what actors are called."""
    usable = [number for number, one in enumerate(said) if one.vector is not None and not one.headline]
    drawn = np.random.default_rng(0).permutation(len(usable))[:_SAMPLE]
    sample = [said[usable[at]] for at in sorted(drawn.tolist())]
    choice = _Choice(sample, stems_of(names)) if len(sample) > 1 else None
    groups = choice.groups(int(MOST * sqrt(max(1.0, len(usable) / 500)))) if choice else []
    if choice is None or not groups:
        return Filed(Issues(()), (None,) * len(said))
    homes = Filing(groups, choice.mean, choice.bar).file(said)
    members: dict[int, list[int]] = {at: [] for at in range(len(groups))}
    for number, home in enumerate(homes):
        if home is not None:
            members[home].append(number)
    kept = [at for at in members if len(members[at]) > 1]
    kept.sort(key=lambda at: (-_weight([said[number] for number in members[at]]), groups[at].name))
    issues = Issues(tuple(Issue(groups[at].name, groups[at].words) for at in kept))
    under = tuple(groups[at].name if at in kept else None for at in homes)
    return Filed(issues, under, Filing([groups[at] for at in kept], choice.mean, choice.bar))


class _Choice:
    """The labels of a sample of statements, and which of them are issues."""

    def __init__(self, sample: Sequence[Said], names: Collection[str]) -> None:
        self._sample = sample
        raw = np.stack([one.vector for one in sample if one.vector is not None])
        self.mean = _COMMON * raw.mean(axis=0)
        self._rows = _unit(raw - self.mean)
        self.bar = _bar(self._rows)
        self._known = Labels([one.terms for one in sample], names)
        self._enough = 2 if len(sample) < 100 else 3
        found = {key: uses for key, label in self._known.items() if (uses := self._distinct(label.uses))}
        ranked = sorted(found, key=lambda key: (-len(found[key]) * self._known[key].reads, key))
        self._keys = [key for key in ranked if self._known.fullest(key, found[key]).tells][:_CANDIDATES]
        self._likeness, self._quality = self._compare([found[key] for key in self._keys])

    def _distinct(self, uses: Collection[int]) -> list[int]:
        """The uses without sentences that are printed twice; none where they are few, or one side's in one article."""
        if len(uses) < self._enough:
            return []
        found: list[int] = []
        for number in uses:
            if not found or float((self._rows[found] @ self._rows[number]).max()) < _ALIKE:
                found.append(number)
        speak = {self._sample[number].side for number in uses}, {self._sample[number].source for number in uses}
        return found if len(found) >= self._enough and max(map(len, speak)) > 1 else []

    def _compare(self, uses: Sequence[Sequence[int]]) -> tuple[Matrix, Matrix]:
        """How like each statement [rows] is to each label [columns], and how good a label each is."""
        if not uses:
            return np.empty((len(self._rows), 0), np.float32), np.empty(0, np.float32)
        sums = np.stack([self._rows[each].sum(axis=0) for each in uses])
        likeness = self._rows @ _unit(sums).T
        quality = np.empty(len(uses), np.float32)
        for at, each in enumerate(uses):
            label = self._known[self._keys[at]]
            others = _unit(sums[at] - self._rows[each])  # a use is compared with the others, not with itself
            likeness[each, at] = (self._rows[each] * others).sum(axis=1)
            quality[at] = label.reads * max(0.02, float(likeness[each, at].mean()))
            likeness[list(label.uses), at] += _USED
        return likeness, quality

    def groups(self, most: int) -> list[Group]:
        """The issues: chosen labels, those of one thing together."""
        chosen = self._choose(most)
        if not chosen:
            return []
        likeness = self._likeness[:, chosen]
        homes = np.where(likeness.max(axis=1) > self.bar, likeness.argmax(axis=1), -1)
        groups: list[tuple[list[int], list[int]]] = []  # columns, and the statements that are filed there
        for place, column in enumerate(chosen):
            filed = np.flatnonzero(homes == place).tolist()
            label = self._known.fullest(self._keys[column], filed)
            if len(filed) < 2 or not label.tells:
                continue
            home = next((group for group in groups if self._are_one(group, ([column], filed))), None)
            if home is None:
                groups.append(([column], filed))
            else:
                home[0].append(column)
                home[1].extend(filed)
        return [self._group(columns, filed) for columns, filed in groups]

    def _choose(self, most: int) -> list[int]:
        """Columns of the labels that cover most, the first one first."""
        worth = np.maximum(0, self._likeness - self.bar)
        used = np.zeros(worth.shape, bool)
        for at, key in enumerate(self._keys):
            used[list(self._known[key].uses), at] = True
        covered = np.zeros((len(worth), 1), np.float32)
        chosen: list[int] = []
        while len(chosen) < min(most, len(self._keys)):
            gain = np.maximum(0, worth - covered)
            by_use = np.where(used, gain, 0).sum(axis=0)
            # what a label covers by meaning alone counts no more than what it covers by name
            total = (by_use + np.minimum(by_use, gain.sum(axis=0) - by_use)) * self._quality
            total[chosen] = 0
            weights = {
                int(at): float(total[at]) * self._shared(np.flatnonzero(gain[:, at] > 0).tolist())
                for at in np.argsort(-total, kind="stable")[:_LOOKED_AT]
            }
            best = max(weights, key=lambda at: weights[at])
            if weights[best] <= 0:
                break
            chosen.append(best)
            covered = np.maximum(covered, worth[:, [best]])
        return chosen

    def _shared(self, numbers: Sequence[int]) -> float:
        """What it adds that several sides and articles speak of something; 0 where only one side does, or few."""
        said = [self._sample[number] for number in numbers]
        sides, sources = len({one.side for one in said}), len({one.source for one in said})
        if len(said) < self._enough or sides < 2:
            return 0.0
        return (1 + log(sides) / 2) * (1 + log(sources))

    def _are_one(self, one: tuple[list[int], list[int]], other: tuple[list[int], list[int]]) -> bool:
        names = [stems(self._name(*each)) for each in (one, other)]
        if set(names[0]) <= set(names[1]) or set(names[1]) <= set(names[0]):
            return True
        near = float(_unit(self._rows[one[1]].mean(axis=0)) @ _unit(self._rows[other[1]].mean(axis=0)))
        return near >= (_AKIN if names[0][-1] == names[1][-1] else _ONE)

    def _name(self, columns: Sequence[int], filed: Collection[int]) -> str:
        """Of the fullest labels the one that is used most, a phrase before a single word."""
        among = set(filed)
        found = [self._known.fullest(self._keys[column], filed) for column in columns]
        return max(found, key=lambda label: (len(label.words) > 1, len(among.intersection(label.uses)))).text

    def _group(self, columns: Sequence[int], filed: Sequence[int]) -> Group:
        here = set(filed)
        keys = frozenset(self._keys[column] for column in columns)
        name = self._name(columns, filed)
        words: dict[Key, float] = {key: float(len(key)) for key in (*keys, tuple(stems(name)))}
        for key in self._keys:
            label = self._known[key]
            if label.tells and len(label.uses) > 2 and len(here.intersection(label.uses)) >= _MOSTLY * len(label.uses):
                words.setdefault(key, len(key) / 2)
        return Group(name, keys, _unit(self._rows[list(filed)].mean(axis=0)), words)


def _weight(said: Sequence[Said]) -> float:
    """How much of an issue statements make: many, of many sides, in many articles."""
    sides, sources = len({one.side for one in said}), len({one.source for one in said})
    return len(said) * log(1 + sides) * log(1 + sources)


def _bar(rows: Matrix) -> float:
    """What two statements at random hardly ever have in common."""
    few = rows[:: max(1, len(rows) // 1_000)]
    pairs = (few @ few.T)[np.triu_indices(len(few), 1)]
    return max(_LITTLE, min(_PLENTY, float(pairs.mean() + _APART * pairs.std())))


def _unit(vectors: Matrix) -> Matrix:
    found: Matrix = vectors / np.maximum(1e-9, np.linalg.norm(vectors, axis=-1, keepdims=True))
    return found
