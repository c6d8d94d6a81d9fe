"""Learns `retrieval/attribution/weights.json` from PolNeAR's training part: `python -m tests.benchmarks.train_attribution`.

Three logistic regressions: whose a cue's content is, which candidates are attributions, which token is the cue of a
known content. Texts that stand in the data several times are used once. What ships is features and weights, no text.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from retrieval.attribution import given, holders, reading
from retrieval.attribution.contents import contents, extended
from retrieval.attribution.features import features
from retrieval.attribution.quotations import quotations
from retrieval.attribution.scene import Candidate, Scene
from retrieval.attribution.weights import Weights, probability
from retrieval.furniture import furniture
from retrieval.parsing import Parser
from retrieval.sentences import sentences
from retrieval.types import Span
from tests.benchmarks.attribution import Gold, Labelled, Tally, labelled, words

_TABLE = Path(reading.__file__).with_name("weights.json")
_FOLDS = 3
_SEEN = 4  # a feature counts when it stands in as many articles
_STRENGTH = {"holders": 1.0, "cues": 0.3, "given": 0.3}
_SMALL = 0.03  # weights below are left out

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
        best = max(
            (
                (*overlap(scene, candidate, one), key)
                for key, found in groups.items()
                if _touches(scene, key, one.cue)
                for candidate in found
            ),
            default=None,
        )
        if best is not None:
            true[best[2]] = number
    return Lesson(scene, gold, groups, true)


def overlap(scene: Scene, candidate: Candidate, one: Gold) -> tuple[float, float]:
    """Intersection over union with the gold content, and the share of the gold content that is covered."""
    mine, theirs = words(scene.text, [candidate.content]), words(scene.text, one.content)
    shared = len(mine & theirs)
    return shared / max(1, len(mine | theirs)), shared / max(1, len(theirs))


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


def cue_rows(lessons: Sequence[Lesson], tables: Sequence[Mapping[str, float]]) -> Rows:
    """`tables` gives each article's weights for holders, learnt without it."""
    rows = Rows.empty()
    for article, one in enumerate(lessons):
        for key, found in one.groups.items():
            number = one.true.get(key)
            for rank, candidate in enumerate(found):
                holder = holders.choose(one.scene, candidate, tables[article])
                label, weight = False, 1.0
                if number is not None:
                    strict, covered = overlap(one.scene, candidate, one.gold[number])
                    label = strict >= 0.5 or covered >= 0.5
                    weight = 1.0 if strict >= 0.5 or not label else 0.4
                rows.add(features(one.scene, candidate, holder, rank), label, weight, article)
    return rows


def given_rows(lessons: Sequence[Lesson]) -> Rows:
    rows = Rows.empty()
    for article, one in enumerate(lessons):
        for gold in one.gold:
            for candidate, row in given.options(one.scene, gold.content):
                rows.add(row, _touches(one.scene, (candidate.sentence, candidate.token), gold.cue), 1.0, article)
    return rows


def fit(rows: Rows, strength: float) -> dict[str, float]:
    """The weights of a logistic regression over features that stand in enough articles."""
    where: dict[str, set[int]] = defaultdict(set)
    for row, article in zip(rows.features, rows.articles, strict=True):
        for feature in row:
            where[feature].add(article)
    columns = {f: i for i, f in enumerate(sorted(f for f, seen in where.items() if len(seen) >= _SEEN))}
    indices: list[int] = []
    ends = [0]
    for row in rows.features:
        indices += sorted({columns[feature] for feature in row if feature in columns})
        ends.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices), np.float32), indices, ends), shape=(len(rows.features), len(columns)))
    model = LogisticRegression(C=strength, max_iter=400)
    model.fit(matrix, np.array(rows.labels), sample_weight=np.array(rows.weights))
    table = {feature: round(float(model.coef_[0][i]), 3) for feature, i in columns.items()}
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
    of_holders = holder_rows(lessons)
    apart = [fit(subset(of_holders, [f != n for f in fold]), _STRENGTH["holders"]) for n in range(_FOLDS)]
    of_cues = cue_rows(lessons, [apart[f] for f in fold])
    judged: list[list[reading.Judged]] = [[] for _ in lessons]
    for n in range(_FOLDS):
        cues = fit(subset(of_cues, [f != n for f in fold]), _STRENGTH["cues"])
        table = Weights(cues, apart[n], {}, 0.0, 0.0)
        for i, one in enumerate(lessons):
            if fold[i] == n:
                judged[i] = reading.judged(one.scene, table)
    threshold = max((t / 100 for t in range(16, 56, 2)), key=lambda t: _quality(lessons, judged, t, 2.0))
    inner = max((t / 100 for t in range(50, 100, 5)), key=lambda t: _quality(lessons, judged, threshold, t))
    return Weights(
        cues=fit(of_cues, _STRENGTH["cues"]),
        holders=fit(of_holders, _STRENGTH["holders"]),
        given=fit(given_rows(lessons), _STRENGTH["given"]),
        threshold=threshold,
        inner_threshold=inner,
    )


def _quality(
    lessons: Sequence[Lesson], judged: Sequence[Sequence[reading.Judged]], threshold: float, inner: float
) -> float:
    tally = Tally()
    for one, found in zip(lessons, judged, strict=True):
        tally.add(one.scene.text, one.gold, reading.rows(one.scene, found, threshold, inner))
    return tally.f1(tally.found) + tally.f1(tally.strict)


def scenes(articles: Sequence[Labelled]) -> list[Scene]:
    parser = Parser()
    return [
        Scene(a.text, parser.parse(a.text, sentences(a.text, furniture(a.text))), quotations(a.text)) for a in articles
    ]


def save(table: Weights, lessons: Sequence[Lesson]) -> None:
    counts = {name: len(getattr(table, name)) for name in ("cues", "holders", "given")}
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
