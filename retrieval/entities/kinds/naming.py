"""Of what kind each name is, over all articles: the mean of what they show one by one."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

from retrieval.entities.evidence import Evidence
from retrieval.entities.spelling import surname
from retrieval.mentions import kinds
from retrieval.mentions.kinds import Chances

_LEAST = 0.5  # hundredths: no article alone rules a kind out
_HARDLY = 10  # of 100
_NO_NAME = 20  # of 100: the words may be glued together


class Naming:
    """The kinds of the names of a corpus."""

    def __init__(self, evidence: Mapping[str, Evidence]) -> None:
        self._told: dict[str, Chances | list[Chances]] = {}  # most names stand in one article
        for one in evidence.values():
            for text, chances in one.kinds.items():
                before = self._told.get(text)
                if before is None:
                    self._told[text] = chances
                elif isinstance(before, list):
                    before.append(chances)
                else:
                    self._told[text] = [before, chances]
        self._known: dict[str, Chances] = {}
        self._persons: dict[str, int] = {}

    def has(self, text: str) -> bool:
        """Whether an article writes this name, and not only as a part of a longer one."""
        return text in self._told

    def of(self, text: str) -> Chances:
        """The chances of a name; by its own words alone where it is only a part of what the articles write."""
        known = self._known.get(text)
        if known is None:
            told = self._told.get(text)
            if isinstance(told, Chances):
                return told
            known = self._known[text] = _mean(told) if told else kinds.table().chances(kinds.inside(text))
        return known

    def person(self, text: str) -> int:
        """How likely a full name is a person's; its last word says so too, where it stands alone: "Eastern Europe" is
        nobody where "Europe" is a place. But "Notice Trump" is no name, whoever Trump is."""
        if text not in self._persons:
            self._persons[text] = self._person(text)
        return self._persons[text]

    def _person(self, text: str) -> int:
        whole, last = self.of(text), surname(text) if text.strip() else text
        if last == text or last not in self._told or whole.none >= _NO_NAME:
            return whole.person
        alone = self.of(last)
        return _mean([whole, alone]).person if alone.person > _HARDLY else 0


def _mean(told: list[Chances]) -> Chances:
    odds = [exp(sum(log(max(each, _LEAST)) for each in column) / len(told)) for column in zip(*told, strict=True)]
    total = sum(odds)
    return Chances(*(round(100 * each / total) for each in odds))
