"""The articles that a changed one is weighed together with: those that share its names, rare ones first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from math import log

from retrieval.entities.evidence import Evidence
from retrieval.index.rows.store import Store
from retrieval.mentions.uses import Use

MOST = 24  # articles: each costs some 30 ms, being merged twice
_NAMES = 60  # of them that are looked up
_EACH = 5  # articles of each name
_COMMON = 300  # articles with a name: from there on any of them will do
_ENOUGH = 2  # of the articles that are taken should have a name, where there are any


def neighbours(store: Store, evidence: Iterable[Evidence], without: Collection[str], most: int = MOST) -> list[str]:
    """At most so many sources: for each name some of the articles that tell most of it, then those that share most."""
    total = max(1, store.count_articles())
    found: dict[str, list[str]] = {}
    weight: dict[str, float] = {}
    for name in _names(evidence):
        phrase = name.replace('"', " ")
        sources = store.some_with(phrase, _COMMON)
        weight[name] = log(1 + total / (1 + len(sources)))
        if len(sources) < _COMMON:
            sources = [source for source, _ in store.match(f'"{phrase}"', _EACH + len(without), 1.0)]
        if kept := [source for source in sources if source not in without]:
            found[name] = kept[:_EACH]
    shared: Counter[str] = Counter()
    for name, sources in found.items():
        for source in sources:
            shared[source] += weight[name]  # type: ignore[assignment]  # a Counter adds floats as well
    chosen: dict[str, None] = {}
    for name in sorted(found, key=lambda each: -weight[each]):
        missing = _ENOUGH - sum(source in chosen for source in found[name])
        best = sorted((s for s in found[name] if s not in chosen), key=lambda s: -shared[s])
        chosen.update(dict.fromkeys(best[: max(0, missing)]))
        if len(chosen) >= most:
            break
    for source in sorted(shared, key=lambda each: (-shared[each], each)):
        if len(chosen) >= most:
            break
        chosen.setdefault(source)
    return sorted(list(chosen)[:most])


def _names(evidence: Iterable[Evidence]) -> list[str]:
    """The names of some articles, those of several words and those that act first."""
    seen: Counter[str] = Counter()
    acting: set[str] = set()
    for one in evidence:
        for name in one.names:
            if Use.LOUD in name.use or (Use.OPENING in name.use and " " not in name.text):
                continue
            seen[name.text] += 1
            if Use.AGENT in name.use:
                acting.add(name.text)
    return sorted(seen, key=lambda each: (each not in acting, " " not in each, -seen[each], each))[:_NAMES]
