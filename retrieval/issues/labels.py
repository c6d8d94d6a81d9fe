"""Noun phrases that could name an issue: which statements use them, and how well they would read as a name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from retrieval.issues.rarity import rarity
from retrieval.issues.stems import stem, stems
from retrieval.mentions.roles import BODIES, CALLINGS, is_head
from retrieval.mentions.vocabulary import ORGANISATION_WORDS

Key = tuple[str, ...]  # a phrase as its stems: "debt limits" and "the debt limit" are one

LONGEST = 4  # words of a label, the "of" counted
_TELLING = 0.755  # rarity from which on one word alone can name an issue: "sanctions", not "people"
_PHRASE = 1.4  # how much rather a phrase names an issue than a single word
_AMOUNTS = frozenset("dozen hundred thousand million billion trillion".split())
_STANDS_FOR = 0.4  # of a word's uses: from there on a longer phrase is what they mean


@dataclass(frozen=True)
class Label:
    text: str  # as the statements mostly spell it
    uses: Collection[int]  # the numbers of the statements that have it

    @property
    def words(self) -> list[str]:
        return [word for word in self.text.split() if word != "of"]

    @property
    def reads(self) -> float:
        """How well it reads as a name: a phrase of rare words best."""
        words = self.words
        mean = sum(map(rarity, words)) / len(words)
        return float(mean**3) * (_PHRASE if len(words) > 1 else 1.0)

    @property
    def tells(self) -> bool:
        """Whether it says by itself what it is about."""
        return len(self.words) > 1 or rarity(self.text) >= _TELLING


class Labels(Mapping[Key, Label]):
    """The labels that the noun phrases of statements give. `names` are stems of words that name somebody."""

    def __init__(self, terms: Sequence[Collection[str]], names: Collection[str]) -> None:
        uses: dict[Key, dict[int, None]] = defaultdict(dict)
        spelt: dict[Key, Counter[str]] = defaultdict(Counter)
        for number, phrases in enumerate(terms):
            for key, text in {tuple(stems(each)): each for phrase in phrases for each in _parts(phrase)}.items():
                uses[key][number] = None
                spelt[key][text] += 1
        found = {key: Label(spelt[key].most_common(1)[0][0], tuple(numbers)) for key, numbers in uses.items() if key}
        self._known = {key: label for key, label in found.items() if _names_a_thing(key, label, names)}
        self._with: dict[str, list[Key]] = defaultdict(list)
        for key in self._known:
            for part in set(key):
                self._with[part].append(key)

    def __getitem__(self, key: Key) -> Label:
        return self._known[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def fullest(self, key: Key, among: Collection[int]) -> Label:
        """The longer label that mostly stands for `key` in some statements ("reform": "tax reform"), else its own."""
        among = set(among)
        own = self._known[key]
        enough = max(2, _STANDS_FOR * len(among.intersection(own.uses)))
        longer = [
            (count, label)
            for other in self._with[key[-1]]
            if len(other) > len(key)
            and set(key) < set(other)
            and (count := len(among.intersection((label := self._known[other]).uses))) >= enough
        ]
        return max(longer, key=lambda pair: (pair[0], pair[1].reads, pair[1].text), default=(0, own))[1]


def keys_of(terms: Collection[str]) -> set[Key]:
    """The keys of all labels in noun phrases."""
    return {tuple(stems(part)) for phrase in terms for part in _parts(phrase)}


def _parts(phrase: str) -> Iterator[str]:
    """The phrase and its ends: "NATO's | eastward expansion" gives "expansion" too."""
    front, of, behind = phrase.partition(" of ")
    words = front.split()
    for at in range(len(words)):
        part = " ".join(words[at:]) + of + behind
        if len(part.split()) <= LONGEST:
            yield part


def _names_a_thing(key: Key, label: Label, names: Collection[str]) -> bool:
    """No body, no office, nobody's name alone, no amount."""
    head = label.text.partition(" of ")[0].split()[-1].lower()
    somebody = (
        head in BODIES or head in ORGANISATION_WORDS or (is_head(head) and head.removesuffix("s") not in CALLINGS)
    )
    counted = any(re.sub("s$", "", word.lower()) in _AMOUNTS for word in label.words)
    return not somebody and not counted and not all(word in names for word in key) and len(head) > 1


def stems_of(names: Collection[str]) -> frozenset[str]:
    """The stems of the words in names."""
    return frozenset(stem(word) for name in names for word in name.split())
