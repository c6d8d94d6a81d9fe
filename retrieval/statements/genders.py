"""Who is "he" and who "she": as far as the articles show it, and by first names.

`given_names.json` has the 1,900 first names of the persons in 1,280 labelled articles of the news that are mostly men's
or mostly women's, as people wrote down who saw the names alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import zip_longest
from pathlib import Path

from retrieval.entities.actors import Registry
from retrieval.entities.evidence import Evidence
from retrieval.mentions.facts import Sort as About
from retrieval.mentions.roles import head_of
from retrieval.types import ActorKind

GENDERED = {
    "spokesman": "he", "chairman": "he", "king": "he", "prince": "he", "businessman": "he", "congressman": "he",
    "spokeswoman": "she", "chairwoman": "she", "queen": "she", "princess": "she", "businesswoman": "she",
    "congresswoman": "she", "fisherman": "he", "fisherwoman": "she", "duke": "he", "duchess": "she", "emir": "he",
}  # fmt: skip
_TITLES = {"Mr": "he", "Ms": "she", "Mrs": "she"}
_NAMED = 2  # what a first name counts, beside a pronoun that follows
# "him" after a subject is somebody else
_SUBJECT = re.compile(r"(?<!\w)(?<!\w[-'’.&/])s?he(?=['’]s\b|['’]?(?![-'’.&/]?\w))", re.IGNORECASE)


@cache
def given_names() -> Mapping[str, str]:
    """First names as the news has them, in small letters, and the sex of most people who have them."""
    raw = json.loads(Path(__file__).with_name("given_names.json").read_text(encoding="utf-8"))
    return {name: sex for sex, lines in raw.items() for line in lines for name in line.split()}


def addressed_as(text: str, at: int) -> str | None:
    """ "he" where a name is written behind "Mr.", "she" behind "Ms."."""
    title = text[max(0, at - 5) : at].split()[-1:]
    return _TITLES.get(title[0].rstrip(".")) if title else None


def genders(registry: Registry, evidence: Mapping[str, Evidence], texts: Mapping[str, str]) -> dict[str, str]:
    """ "he" or "she" for the persons whose sex an article shows: by office ("spokeswoman"), by "Ms.", by pronouns that
    follow where nobody else was named; by the first name, which counts as much as a few pronouns."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for actor in registry.actors.values():
        first = actor.name.partition(" ")[0]  # or all of it: "Josh", whose full name no article gives
        sex = given_names().get(first.lower()) if actor.kind is ActorKind.PERSON else None
        if sex:
            votes[actor.name][sex] += _NAMED
    for source, one in evidence.items():
        for fact in one.facts:
            sex = GENDERED.get(head_of(fact.role)) if fact.sort is About.OFFICE else None
            hit = registry.named(fact.name, source, fact.span.start) if sex else None
            if hit is not None and sex:
                votes[hit[0].name][sex] += 3
        persons = [s for s in registry.linked.get(source, ()) if registry.actors[s.actor].kind is ActorKind.PERSON]
        text = texts[source] if persons else ""
        for seen, after in zip_longest(persons, persons[1:]):
            end = min(after.span.start if after else len(text), seen.span.end + 240)
            stop = text.find("\n", seen.span.end, end)
            pronoun = _SUBJECT.search(text, seen.span.end, stop if stop >= 0 else end)
            if pronoun:
                votes[seen.actor][pronoun[0].lower()] += 1
            if sex := addressed_as(text, seen.span.start):
                votes[seen.actor][sex] += 20  # said outright
    return {
        name: best
        for name, tally in votes.items()
        for best, count in tally.most_common(1)
        if count >= 2 * (tally.total() - count) and count > 0
    }
