"""Learns whom a pronoun means: `antecedents/labels.jsonl` → `retrieval/statements/antecedents.json`.

    python -m tests.benchmarks.learn_antecedents            # learn, and print the figures
    python -m tests.benchmarks.learn_antecedents --figures  # print them only: three fourths learnt, the others read

756 articles of the public news, of clusters that the exam does not ask about. In each, people who saw the article alone
wrote down whom every holder without a name means: a mark is [start, end, name as the article writes it], "@name" for
somebody without a name who speaks for it, and nothing where nobody who is named is meant.

A conditional logit: of the candidates before a mention, nobody among them, one is right.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import ChainMap, Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from sklearn.feature_extraction import DictVectorizer

from retrieval.entities.actors import Registry
from retrieval.layout.normal_form import as_read
from retrieval.statements import antecedents
from retrieval.statements.accounts import account
from retrieval.statements.antecedents import Mention
from retrieval.statements.coreference import Coreference
from retrieval.statements.discourse import Turn
from retrieval.statements.genders import genders
from retrieval.statements.holders import Reader
from retrieval.statements.transcripts import Transcript, read_transcripts
from retrieval.types import Actor, Article
from tests.benchmarks.matching_data import lay

LABELS = Path(__file__).with_name("antecedents") / "labels.jsonl"
MADE = Path(antecedents.__file__).with_name("antecedents.json")
ASKED = ("he", "she", "they", "it", "body")  # what the table decides; offices, states and documents are left to rules
RARE = 2  # a feature that fewer candidates have counts as nothing
STRENGTH = 3.0  # of the pull of every weight to nothing
_VOICES = frozenset(("spoke=0 voice", "spoke=0 voice they", "voice body"))
FOLD = 4  # every fourth cluster is read, not learnt from, for the figures


@dataclass(frozen=True)
class Example:
    cluster: str
    sort: str
    right: frozenset[int]  # which of the candidates are; none where whoever is meant is no candidate
    named: bool
    rows: Sequence[tuple[str | None, list[str]]]


class Listening:
    """Coreference that notes what it was asked."""

    def __init__(self, scene: Coreference, labels: Mapping[tuple[int, int], str | None]) -> None:
        self._scene, self._labels = scene, labels
        self.found: list[tuple[Mention, str | None, list[tuple[str | None, list[str]]]]] = []

    def resolve(self, one: Mention, turns: Sequence[Turn]) -> Actor | None:
        span = (one.at, one.at + len(one.words))
        if span in self._labels and one.sort in ASKED:
            self.found.append((one, self._labels[span], antecedents.features(self._scene, one, turns)))
        return self._scene.resolve(one, turns)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._scene, name)


def examples() -> Iterator[Example]:
    wanted: dict[str, dict[str, dict[tuple[int, int], str | None]]] = defaultdict(dict)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted[row["cluster"]][row["article"]] = {(start, end): name for start, end, name in row["marks"]}
    with tempfile.TemporaryDirectory() as folder:
        lay(Path(folder), {each: [each] for labels in wanted.values() for each in labels})
        for cluster, labels in wanted.items():
            paths = {each: next((Path(folder) / each).iterdir()) for each in labels}
            articles = {
                each: as_read(Article(each, path.read_bytes().decode("utf-8"), each)) for each, path in paths.items()
            }
            yield from _of_cluster(cluster, articles, labels)


def _of_cluster(
    cluster: str, articles: Mapping[str, Article], labels: Mapping[str, Mapping[tuple[int, int], str | None]]
) -> Iterator[Example]:
    read = dict(read_transcripts(articles.values(), processes=1))
    accounts = {each: account(article) for each, article in articles.items()}
    evidence = {each: told.evidence for each, told in accounts.items()}
    registry = Registry.build(evidence)
    sexes = genders(registry, evidence, {each: article.text for each, article in articles.items()})
    voices: dict[str, Actor] = {}
    heard = replace(registry, actors=ChainMap(voices, dict(registry.actors)))
    for each, article in articles.items():
        reader = Reader(heard, voices, article, Transcript.load(str(read[each])), accounts[each].details, sexes)
        listening = Listening(reader.discourse, labels[each])
        reader.discourse = listening  # type: ignore[assignment]
        reader.statements()
        for mention, name, rows in listening.found:
            candidates = [actor for actor, _ in rows]
            named = name.split(" + ") if name else []
            right = frozenset(i for each in named for i in _right(registry, article, each, candidates))
            right = right if named else _nobody(rows)
            yield Example(cluster, mention.sort, right, name is not None, rows)


def _nobody(rows: Sequence[tuple[str | None, list[str]]]) -> frozenset[int]:
    """Where nobody who is named is meant: the voice without a name that spoke just before, if one did, or that was
    called by the same noun."""
    voices = (i for i, (_, found) in enumerate(rows) if _VOICES & set(found))
    return frozenset((next(voices, 0),))


def _right(registry: Registry, article: Article, name: str, candidates: Sequence[str | None]) -> frozenset[int]:
    """Which candidates a label means."""
    bare = name.removeprefix("@")
    forms = (bare, re.sub("^[Tt]he ", "", bare))
    hits = (registry.named(form, article.source, max(0, article.text.find(form))) for form in forms)
    known = next((hit[0].name for hit in hits if hit is not None), None)
    if known is not None:
        return frozenset(i for i, each in enumerate(candidates) if each == known)
    return frozenset(
        i for i, each in enumerate(candidates) if each and (_fold(each) in _fold(bare) or _fold(bare) in _fold(each))
    )


def _fold(name: str) -> str:
    return re.sub(r"\W+", " ", name.lower()).strip()


def fit(known: Sequence[Example]) -> dict[str, float]:
    """The weights under which the right candidates are likeliest."""
    known = [one for one in known if one.right]
    often = Counter(feature for one in known for _, found in one.rows for feature in set(found))
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(
        [{each: 1.0 for each in found if often[each] >= RARE} for one in known for _, found in one.rows]
    ).tocsr()
    sizes = [len(one.rows) for one in known]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(int)
    group = np.repeat(np.arange(len(known)), sizes)
    wanted = np.zeros(table.shape[0])
    for start, one in zip(starts, known, strict=True):
        for i in one.right:
            wanted[start + i] = 1 / len(one.right)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = table @ weights
        raised = odds - np.maximum.reduceat(odds, starts)[group]
        shares = np.exp(raised)
        totals = np.add.reduceat(shares, starts)[group]
        missed = -(wanted * (raised - np.log(totals))).sum() + STRENGTH / 2 * (weights @ weights)
        return missed, table.T @ (shares / totals - wanted) + STRENGTH * weights

    found = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    pairs = zip(vectorizer.get_feature_names_out(), found.x, strict=True)
    return {name: round(float(weight), 2) for name, weight in pairs if abs(weight) >= 0.01}


def figures(weights: Mapping[str, float], asked: Sequence[Example]) -> str:
    table, lines = antecedents.Table(weights), []
    for sort in ASKED:
        n: Counter[str] = Counter()
        for one in (each for each in asked if each.sort == sort):
            chances = antecedents.chances(table, one.rows)
            best = antecedents.chosen(sort, one.rows, chances)
            n["right" if best in one.right else "wrong" if one.rows[best][0] else "missed"] += 1
        lines.append(f"{sort}: right {n['right']} of {n.total()}, somebody else {n['wrong']}, nobody {n['missed']}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true", help="print the figures, write nothing")
    only = parser.parse_args().figures
    known = list(examples())
    apart = set(sorted({one.cluster for one in known})[::FOLD])
    print(
        figures(fit([one for one in known if one.cluster not in apart]), [one for one in known if one.cluster in apart])
    )
    if not only:
        weights = fit(known)
        MADE.write_text(json.dumps({"weights": weights}, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(f"{len(weights)} weights from {len(known)} pronouns")


if __name__ == "__main__":
    main()
