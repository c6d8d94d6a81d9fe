"""How much speaks for it that somebody speaks for a side: a logistic regression over what the text tells.

`sides.json` is written by `tests/benchmarks/learn_sides.py`, out of articles whose sides people wrote down. A feature
is a short string; the log-odds are the sum of the weights of those that hold.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from retrieval.mentions.facts import Fact
from retrieval.mentions.roles import (
    ACADEMIC,
    BELOW,
    CALLINGS,
    CORPORATE,
    FORMER,
    HEADS,
    LAWYERS,
    LEADERS,
    MODIFIERS,
    NATIONAL_BODIES,
    OF_ACADEMICS,
    OF_ORGANISATIONS,
    PRIVATE,
    RANKS,
    SPEAKING,
    SPOKESPERSONS,
    STATE_BODIES,
    WITHOUT,
    head_of,
)
from retrieval.mentions.vocabulary import BODY_WORDS, COMPANY_WORDS

# What a word of an office may be; which of them commit whom is learnt.
_OFFICES = {
    "speaking": SPEAKING,
    "of_organisations": OF_ORGANISATIONS,
    "corporate": CORPORATE,
    "academic": OF_ACADEMICS,
    "private": PRIVATE,
    "calling": CALLINGS,
    "below": BELOW,
    "lawyer": LAWYERS,
    "leader": LEADERS,
    "spokesperson": SPOKESPERSONS,
    "national": frozenset("president minister premier chancellor king queen secretary general".split()),
    "team": frozenset(("coach", "manager")),
    "former": FORMER,
    "without": WITHOUT,
    "rank": RANKS,
}
BODIES = "bodies"  # the bar of what belongs to somebody
_BODIES = {"state": STATE_BODIES, "national": NATIONAL_BODIES, "company": COMPANY_WORDS, "body": BODY_WORDS}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A side that somebody may speak for. `how` the text leads there: "of" ("Tarsia's minister"), "home" …"""

    side: str
    how: str
    kind: str  # of the side
    home: float = 0.0  # the share of the names of lands in the article that are of this state
    officers: str = ""  # whether the article names officers of this state "only", or of others "too"
    doubts: tuple[str, ...] = ()  # what else speaks for it or against it
    called: str = ""  # of what kind the side's name is most likely


def of_office(fact: Fact, one: Candidate) -> list[str]:
    """The features of an office that one article gives somebody, and of a side that it may be of."""
    role = (fact.role or "").lower()
    words = role.split(" of ")[0].replace("-", " ").split()
    head = head_of(fact.role)
    classes = [name for name, members in _OFFICES.items() if head in members or head.removesuffix("s") in members]
    way = f"{one.how}/{one.kind}"
    found = [
        f"way={way}",
        f"how={one.how}",
        f"kind={one.kind}",
        f"head={head}",
        f"head={head}/{way}",
        f"speaks={fact.speaks}/{one.how}",
    ]
    found += [f"class={name}" for name in classes] + [f"class={name}/{way}" for name in classes]
    found += [f"word={word}" for word in words[:-1] if word in MODIFIERS | HEADS | WITHOUT]
    found += [f"before={name}" for name, members in _OFFICES.items() if not members.isdisjoint(words[:-1])]
    found.append(f"fits={fits(fact, one)}/{one.how}")
    found.append(f"title={bool(fact.role) and (fact.role or '')[0].isupper()}/{one.how}")
    last = one.side.lower().split()[-1]
    if one.kind == "organisation" and last in BODY_WORDS:
        found.append(f"side={last}")
    if not ACADEMIC.isdisjoint(one.side.lower().split()):
        found += [f"academy/{'academic' in classes}", f"academy/{head}"]
    if one.home:
        found += _of_home(one)
    if one.called:
        found += [f"called={one.called}/{one.how}", *(f"called={one.called}/{name}" for name in classes)]
    for doubt in one.doubts:
        found += [f"{doubt}/{one.how}", *(f"{doubt}/{name}/{one.how}" for name in classes)]
    return found


def fits(fact: Fact, one: Candidate) -> bool:
    """What the lists of offices alone say: no state has a chairman, and a university's experts speak for themselves."""
    head = head_of(fact.role)
    academy = not ACADEMIC.isdisjoint(one.side.lower().split())
    of_state = one.kind != "state" or head not in OF_ORGANISATIONS
    return fact.speaks and of_state and (not academy or head in OF_ACADEMICS)


def taken_away(fact: Fact) -> bool:
    """Whether words beside an office take it away: "former", "rebel", and not only its rank."""
    words = (fact.role or "").lower().split()
    head = head_of(fact.role)
    return not fact.speaks and head not in PRIVATE | BELOW and RANKS.isdisjoint(words[:-1])


def of_body(name: str, one: Candidate) -> list[str]:
    """The features of a body by its name, and of a side that it may belong to."""
    words = name.lower().replace("’s", "").replace("'s", "").split() or [name]
    head = " ".join(words).split(" of ")[0].split(" for ")[0].rsplit(" ", 1)[-1]
    way = f"{one.how}/{one.kind}"
    found = [f"b:way={way}", f"b:head={head}", f"b:length={min(len(words), 4)}/{one.how}"]
    found += [f"b:word={word}" for word in words]
    found += [f"b:class={kind}/{one.how}" for kind, members in _BODIES.items() if head in members]
    found += [f"b:has={kind}/{one.how}" for kind, members in _BODIES.items() if not members.isdisjoint(words)]
    found += [f"b:federal/{one.how}"] if words[0] in ("national", "federal") else []
    for doubt in one.doubts:
        found += [f"b:{doubt}/{one.how}", f"b:{doubt}/{way}"]
    return found + (_of_home(one) if one.how not in ("name", "told") else [])


def _of_home(one: Candidate) -> list[str]:
    """How sure the state of an article is."""
    found = [f"home>{step}" for step in (0.6, 0.75, 0.9) if one.home > step]
    return [*found, f"officers={one.officers}"]


@dataclass(frozen=True)
class Table:
    weights: Mapping[str, float]
    bars: Mapping[
        str, float
    ]  # of the probability, by how the text leads to a side ("near", "bodies home"), or for "all"

    def chance(self, features: list[str]) -> float:
        odds = self.weights["start"] + sum(self.weights.get(feature, 0.0) for feature in features)
        return 1 / (1 + exp(-odds))

    def is_sure(self, chance: float, *ways: str) -> bool:
        """By the bar of the first of these ways that has one."""
        return chance >= next((self.bars[way] for way in ways if way in self.bars), self.bars["all"])


@cache
def table() -> Table:
    kept = json.loads(Path(__file__).with_name("sides.json").read_text(encoding="utf-8"))
    return Table(kept["weights"], kept["bars"])
