"""Learns `retrieval/attribution/weights.json` from PolNeAR: `python -m tests.benchmarks.train_attribution`.

Four logistic regressions: how far a cue's content reaches, whose it is, which cues are attributions, which token is
the cue of a known content. Texts that stand in the training part several times are used once. What ships is features
and weights, no text.
"""

from __future__ import annotations

import json
import random
import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from retrieval.articles.boilerplate import furniture
from retrieval.articles.sentences import sentences
from retrieval.attribution import given, holders, judging, reading
from retrieval.attribution.features import features, of_reach
from retrieval.attribution.weights import Weights, score
from retrieval.contents.contents import contents
from retrieval.contents.quoted import extended
from retrieval.grammar.parsing import Parser
from retrieval.grammar.scene import Candidate, Scene
from retrieval.types import Span
from tests.benchmarks.attribution import Gold, Labelled, Tally, labelled

_TABLE = Path(reading.__file__).with_name("weights.json")
_FOLDS = 3
_SEEN = 8  # a feature counts when it stands in as many articles
_STRENGTH = {"reaches": 0.3, "holders": 1.0, "cues": 0.3, "given": 0.3}
_SMALL = 0.1  # weights below are left out

Key = tuple[int, int]  # sentence and token of a cue


@dataclass(frozen=True)
class Lesson:
    """One article: its candidates by cue, and for each true cue the number of its gold attribution."""

    scene: Scene
    gold: tuple[Gold, ...]
    groups: Mapping[Key, list[Candidate]]
    true: Mapping[Key, int]


@dataclass
class Rows:
    """Training rows: features, label, weight, and the article they come from."""

    features: list[list[str]]
    labels: list[int]
    weights: list[float]
    articles: list[int]

    @classmethod
    def empty(cls) -> Rows:
        return cls([], [], [], [])

    def add_share(self, row: list[str], worth: float, article: int) -> None:
        """A row that is right to some share: once as right and once as wrong."""
        if worth > 0:
            self.add(row, True, worth, article)
        if worth < 1:
            self.add(row, False, 1 - worth, article)

    def add(self, row: list[str], label: bool, weight: float, article: int) -> None:
        self.features.append(row)
        self.labels.append(int(label))
        self.weights.append(weight)
        self.articles.append(article)


def lesson(scene: Scene, gold: tuple[Gold, ...]) -> Lesson:
    groups: dict[Key, list[Candidate]] = defaultdict(list)
    for sentence in range(len(scene.parses)):
        for candidate in contents(scene, sentence):
            groups[sentence, candidate.token].append(extended(scene, candidate))
    true: dict[Key, int] = {}
    for number, one in enumerate(gold):
        touched = [key for key in groups if _touches(scene, key, one.cue)]
        rated = [(*overlap(scene, candidate, one), key) for key in touched for candidate in groups[key]]
        if rated:
            true[max(rated)[2]] = number
    return Lesson(scene, gold, groups, true)


def overlap(scene: Scene, candidate: Candidate, one: Gold) -> tuple[float, float]:
    """Intersection over union with the gold content, and the share of the gold content that is covered, in words."""
    starts = _word_starts(scene.text)
    mine, theirs = _count(starts, candidate.content), sum(_count(starts, piece) for piece in one.content)
    shared = sum(
        _count(starts, Span(max(piece.start, candidate.content.start), min(piece.end, candidate.content.end)))
        for piece in one.content
    )
    return shared / max(1, mine + theirs - shared), shared / max(1, theirs)


@lru_cache(maxsize=4096)
def _word_starts(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\w+", text)]


def _count(starts: list[int], span: Span) -> int:
    return max(0, bisect_left(starts, span.end) - bisect_left(starts, span.start))


def _touches(scene: Scene, key: Key, spans: Sequence[Span]) -> bool:
    parse = scene.parses[key[0]]
    return any(span.overlaps(parse.slice(key[1], key[1])) for span in spans)


def holder_rows(lessons: Sequence[Lesson]) -> Rows:
    rows = Rows.empty()
    for article, one in enumerate(lessons):
        for key, number in one.true.items():
            gold = one.gold[number]
            candidate = max(one.groups[key], key=lambda c: overlap(one.scene, c, gold))
            parse = one.scene.parses[key[0]]
            inside = [_touches(one.scene, (key[0], token), gold.source) for token in range(len(parse))]
            for token, _, row in holders.options(one.scene, candidate):
                at = token
                while inside[token] and parse.heads[at] != at and not inside[parse.heads[at]]:
                    at = parse.heads[at]
                if inside[token] and parse.heads[at] != at:
                    continue  # neither right nor wrong: a smaller phrase inside the source
                rows.add(row, inside[token], 1.0, article)
    return rows


def reach_rows(lessons: Sequence[Lesson]) -> Rows:
    """Each reading of each true cue; its label is how well it meets the gold content, between 0 and 1."""
    rows = Rows.empty()
    for article, one in enumerate(lessons):
        for key, number in one.true.items():
            for rank, candidate in enumerate(one.groups[key]):
                strict, covered = overlap(one.scene, candidate, one.gold[number])
                rows.add_share(of_reach(one.scene, candidate, rank), (strict + (covered >= 0.5)) / 2, article)
    return rows


def cue_rows(lessons: Sequence[Lesson], tables: Sequence[tuple[Mapping[str, float], Mapping[str, float]]]) -> Rows:
    """The likeliest reading of each token. `tables` gives each article's reaches and holders, learnt without it."""
    rows = Rows.empty()
    for article, one in enumerate(lessons):
        reaches, of_holders = tables[article]
        for key, found in one.groups.items():
            rank, candidate = max(
                enumerate(found), key=lambda pair: score(reaches, of_reach(one.scene, pair[1], pair[0]))
            )
            holder = holders.choose(one.scene, candidate, of_holders)
            worth = 0.0
            if key in one.true:
                strict, covered = overlap(one.scene, candidate, one.gold[one.true[key]])
                worth = 1.0 if strict >= 0.5 else 0.7 if covered >= 0.5 else 0.2
            rows.add_share(features(one.scene, candidate, holder, rank), worth, article)
    return rows


def given_rows(lessons: Sequence[Lesson]) -> Rows:
    rows = Rows.empty()
    for article, one in enumerate(lessons):
        for gold in one.gold:
            for candidate, row in given.options(one.scene, gold.content):
                rows.add(row, _touches(one.scene, (candidate.sentence, candidate.token), gold.cue), 1.0, article)
    return rows


def fit(rows: Rows, name: str) -> dict[str, float]:
    """The weights of a logistic regression over features that stand in enough articles."""
    where: dict[str, set[int]] = defaultdict(set)
    for row, article in zip(rows.features, rows.articles, strict=True):
        for feature in row:
            where[feature].add(article)
    columns = sorted(feature for feature, seen in where.items() if len(seen) >= _SEEN)
    matrix = CountVectorizer(analyzer=list, binary=True, vocabulary=columns).transform(rows.features)
    model = LogisticRegression(C=_STRENGTH[name], max_iter=400)
    model.fit(matrix, np.array(rows.labels), sample_weight=np.array(rows.weights))
    table = {feature: round(float(model.coef_[0][i]), 3) for i, feature in enumerate(columns)}
    table = {feature: weight for feature, weight in table.items() if abs(weight) >= _SMALL}
    return {"bias": round(float(model.intercept_[0]), 3), **table}


def subset(rows: Rows, keep: Sequence[bool]) -> Rows:
    chosen = [i for i, article in enumerate(rows.articles) if keep[article]]
    return Rows(
        [rows.features[i] for i in chosen],
        [rows.labels[i] for i in chosen],
        [rows.weights[i] for i in chosen],
        [rows.articles[i] for i in chosen],
    )


def learn(lessons: Sequence[Lesson]) -> Weights:
    """All tables; the thresholds are the ones that do best on articles that the tables were not learnt from."""
    draw = random.Random(0)
    fold = [draw.randrange(_FOLDS) for _ in lessons]
    of_holders, of_reaches = holder_rows(lessons), reach_rows(lessons)
    apart = []
    for n in range(_FOLDS):
        others = [f != n for f in fold]
        apart.append((fit(subset(of_reaches, others), "reaches"), fit(subset(of_holders, others), "holders")))
    of_cues = cue_rows(lessons, [apart[f] for f in fold])
    judged: list[list[judging.Judged]] = [[] for _ in lessons]
    for n in range(_FOLDS):
        cues = fit(subset(of_cues, [f != n for f in fold]), "cues")
        table = Weights(apart[n][0], cues, apart[n][1], {})
        for i, one in enumerate(lessons):
            if fold[i] == n:
                judged[i] = judging.judged(one.scene, table)
    draft = Weights({}, {}, {}, {})
    tried = [replace(draft, threshold=t / 100) for t in range(20, 42, 3)]
    best = max(tried, key=lambda table: _quality(lessons, judged, table))
    tried = [replace(best, inner_threshold=t / 100) for t in (60, 70, 80, 90, 95)]
    best = max(tried, key=lambda table: _quality(lessons, judged, table))
    return replace(
        best,
        reaches=fit(of_reaches, "reaches"),
        cues=fit(of_cues, "cues"),
        holders=fit(of_holders, "holders"),
        given=fit(given_rows(lessons), "given"),
    )


def _quality(lessons: Sequence[Lesson], judged: Sequence[Sequence[judging.Judged]], table: Weights) -> float:
    tally = Tally()
    for one, found in zip(lessons, judged, strict=True):
        tally.add(one.scene.text, one.gold, reading.rows(one.scene, found, table))
    return tally.f1(tally.found) + tally.f1(tally.strict)


def scenes(articles: Sequence[Labelled]) -> list[Scene]:
    parser = Parser()
    return [reading.scene(one.text, sentences(one.text, furniture(one.text)), parser) for one in articles]


def save(table: Weights, lessons: Sequence[Lesson]) -> None:
    counts = {name: len(getattr(table, name)) for name in _STRENGTH}
    provenance = {
        "script": "tests/benchmarks/train_attribution.py",
        "data": "PolNeAR, training part; no text of it is kept here",
        "date": date.today().isoformat(),
        "articles": len(lessons),
        "attributions": sum(len(one.gold) for one in lessons),
        "weights": counts,
    }
    content = {"provenance": provenance, **asdict(table)}
    text = json.dumps(content, ensure_ascii=False, indent=0, separators=(",", ":"))
    _TABLE.write_text(text + "\n", encoding="utf-8")
    print(f"{_TABLE.name}: {counts}, thresholds {table.threshold} and {table.inner_threshold}")


def main() -> int:
    articles = labelled("train")
    if articles is None:
        return 0
    lessons = [lesson(scene, one.gold) for scene, one in zip(scenes(articles), articles, strict=True)]
    save(learn(lessons), lessons)
    return 0


if __name__ == "__main__":
    sys.exit(main())
