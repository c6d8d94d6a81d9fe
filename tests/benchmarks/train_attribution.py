"""Learns `retrieval/attribution/weights.json` from PolNeAR and from labelled news.

    python -m tests.benchmarks.train_attribution            # learn, and print the figures
    python -m tests.benchmarks.train_attribution --figures  # print them only
    python -m tests.benchmarks.train_attribution --polnear  # learn what only PolNeAR's annotators do, for the benchmark

Four logistic regressions: how far a cue's content reaches, whose it is, which cues are attributions, which token is
the cue of a known content. Texts that stand in PolNeAR's training part several times are used once. Which cues are
attributions is learnt from the news too (`attribution_labels.py`), where each row counts `NEWS` times; what only
PolNeAR's annotators do is learnt apart and left out (Daumé, "Frustratingly easy domain adaptation", 2007); the
benchmark adds it again (`attributions/polnear.json`). What ships is features and weights, no text.

The figures: rows of a third of the labelled news at a time, read with tables learnt without it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

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
from retrieval.types import Attribution, Span
from tests.benchmarks.attribution import POLNEAR, Gold, Labelled, Tally, as_polnear, labelled, outermost
from tests.benchmarks.attribution_labels import Label, Place
from tests.benchmarks.attribution_labels import labelled as labelled_news

_TABLE = Path(reading.__file__).with_name("weights.json")
_FOLDS = 3
_SEEN = 8  # a feature counts when it stands in as many articles
_STRENGTH = {"reaches": 0.3, "holders": 1.0, "cues": 0.3, "given": 0.3}
_SMALL = 0.1  # weights below are left out
BARS: dict[str, dict[str, Any]] = {
    "the bars in use": {},
    "one bar of .5": {"direct_threshold": 0.5, "position_threshold": 0.5},
}
_OWN_BARS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
_OWN = "PolNeAR "  # before a feature of its rows
_SHARED = ("lemma=", "has=")  # features that are not learnt apart
NEWS = 1.5  # what a labelled row of the news counts, beside one of PolNeAR

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
    """The likeliest reading of each token. `tables` gives each article's reaches and holders, learnt without it.

    PolNeAR marks nothing inside a content ("A said that B wants …": B's wish is not there), so what stands inside one
    teaches nothing."""
    rows = Rows.empty()
    for article, one in enumerate(lessons):
        reaches, of_holders = tables[article]
        for key, found in one.groups.items():
            if key not in one.true and _is_inside(one, key):
                continue
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


def _is_inside(one: Lesson, key: Key) -> bool:
    at = one.scene.parses[key[0]].starts[key[1]]
    return any(piece.start <= at < piece.end for gold in one.gold for piece in gold.content)


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


def joined(one: Rows, other: Rows) -> Rows:
    """Both, with the articles of the other counted on."""
    apart = 1 + max(one.articles)
    return Rows(
        one.features + other.features,
        one.labels + other.labels,
        one.weights + other.weights,
        one.articles + [apart + article for article in other.articles],
    )


@dataclass(frozen=True)
class News:
    """A labelled article of the news, parsed."""

    scene: Scene
    labels: Mapping[Place, Label]
    whole: bool

    def readings(self, table: Weights) -> Iterator[tuple[int, Candidate, Label]]:
        """The likeliest reading of each labelled cue, with its rank."""
        for sentence in range(len(self.scene.parses)):
            for rank, candidate in judging.readings(self.scene, sentence, table.reaches, table.cues):
                cue = self.scene.parses[sentence].starts[candidate.token]
                label = self.labels.get((cue, candidate.pieces[0].start))
                if label is not None:
                    yield rank, candidate, label

    def verdict(self, candidate: Candidate, holder: holders.Holder, label: Label) -> str | None:
        """Of a reading with that holder; None where nobody said anything of that holder."""
        start = holders.span(self.scene, candidate, holder).start
        if start == label.holder:
            return label.verdict
        return "y" if label.right is not None and label.right.start <= start < label.right.end else None


def news(parser: Parser) -> list[News]:
    return [
        News(reading.scene(one.text, sentences(one.text, furniture(one.text)), parser), one.labels, one.whole)
        for one in labelled_news()
    ]


def news_holder_rows(articles: Sequence[News], table: Weights) -> Rows:
    """Every noun phrase that may hold what somebody does hold."""
    rows = Rows.empty()
    for article, one in enumerate(articles):
        for _, candidate, label in one.readings(table):
            if label.verdict not in ("y", "h"):
                continue
            for token, path, row in holders.options(one.scene, candidate):
                verdict = one.verdict(candidate, holders.Holder(token, path, 0.0), label)
                if label.verdict == "y" or label.right is not None or verdict is not None:
                    rows.add(row, verdict == "y", 1.0, article)
    return rows


def news_cue_rows(articles: Sequence[News], tables: Sequence[Weights]) -> Rows:
    """Every labelled cue as `judging` sees it; `tables` gives each article's, learnt without it."""
    rows = Rows.empty()
    for article, (one, table) in enumerate(zip(articles, tables, strict=True)):
        for rank, candidate, label in one.readings(table):
            holder = holders.choose(one.scene, candidate, table.holders)
            verdict = one.verdict(candidate, holder, label) if holder else None
            if verdict is not None:
                rows.add(features(one.scene, candidate, holder, rank), verdict == "y", NEWS, article)
    return rows


@dataclass(frozen=True)
class Taught:
    """The tables but that of the cues, and the cues as rows: of PolNeAR (`told`) and of the news (`shown`). `apart` has
    the holders without a third of the news at a time."""

    table: Weights
    apart: Sequence[Mapping[str, float]]
    told: Rows
    shown: Rows


def taught(lessons: Sequence[Lesson], articles: Sequence[News]) -> Taught:
    fold = _folds(lessons)
    of_holders, of_reaches = holder_rows(lessons), reach_rows(lessons)
    without = []
    for n in range(_FOLDS):
        others = [f != n for f in fold]
        without.append((fit(subset(of_reaches, others), "reaches"), fit(subset(of_holders, others), "holders")))
    told = cue_rows(lessons, [without[f] for f in fold])
    draft = Weights(fit(of_reaches, "reaches"), fit(told, "cues"), {}, fit(given_rows(lessons), "given"))
    ours = news_holder_rows(articles, draft)
    apart = [fit(joined(of_holders, subset(ours, _without(n, articles))), "holders") for n in range(_FOLDS)]
    shown = news_cue_rows(articles, [replace(draft, holders=apart[i % _FOLDS]) for i in range(len(articles))])
    return Taught(replace(draft, holders=fit(joined(of_holders, ours), "holders")), apart, told, shown)


def _folds(lessons: Sequence[Lesson]) -> list[int]:
    draw = random.Random(0)
    return [draw.randrange(_FOLDS) for _ in lessons]


def _without(fold: int, articles: Sequence[News]) -> list[bool]:
    return [i % _FOLDS != fold for i in range(len(articles))]


def learn(known: Taught) -> Weights:
    return replace(known.table, cues=cues(known.told, known.shown)[0])


def cues(told: Rows, shown: Rows) -> tuple[dict[str, float], dict[str, float]]:
    """Which cues are attributions, as the news have it, and what PolNeAR's annotators add to it."""
    table = fit(joined(_also_as_its_own(told), shown), "cues")
    own = {feature: weight for feature, weight in table.items() if feature.startswith(_OWN)}
    of_news = {feature: weight for feature, weight in table.items() if feature not in own}
    return of_news, {feature.removeprefix(_OWN) or "bias": weight for feature, weight in own.items()}


def own_bar(lessons: Sequence[Lesson], known: Taught) -> float:
    """The bar with which PolNeAR's convention finds most of its training part, read a third at a time with cues learnt
    without it."""
    fold, tallies = _folds(lessons), {bar: Tally() for bar in _OWN_BARS}
    for n in range(_FOLDS):
        of_news, own = cues(subset(known.told, [f != n for f in fold]), known.shown)
        table = replace(known.table, cues=of_news)
        for one in (each for each, f in zip(lessons, fold, strict=True) if f == n):
            found = judging.judged(one.scene, as_polnear(table, own, 0.0))
            for bar, tally in tallies.items():
                rows = outermost(reading.rows(one.scene, found, as_polnear(table, own, bar)))
                tally.add(one.scene.text, one.gold, rows)
    for bar, tally in tallies.items():
        print(f"PolNeAR's convention, training part, a bar of {bar}: {tally}")
    return max(_OWN_BARS, key=lambda bar: tallies[bar].f1(tallies[bar].found))


def save_own(lessons: Sequence[Lesson], known: Taught) -> None:
    content = {"bar": own_bar(lessons, known), "cues": cues(known.told, known.shown)[1]}
    text = json.dumps(content, ensure_ascii=False, indent=0, separators=(",", ":"))
    POLNEAR.write_text(text + "\n", encoding="utf-8")


def _also_as_its_own(rows: Rows) -> Rows:
    """The rows with their features once more, as PolNeAR's alone; but what a verb means ("objects to") is the same
    everywhere, and rare ones stand in no other labels."""
    own = [[_OWN, *(_OWN + each for each in row if not each.startswith(_SHARED))] for row in rows.features]
    return replace(rows, features=[row + more for row, more in zip(rows.features, own, strict=True)])


def figures(known: Taught, articles: Sequence[News]) -> None:
    """What the rows of the whole articles are by their labels, with tables learnt without a third of them at a time."""
    count: dict[str, Counter[str]] = defaultdict(Counter)
    told = (label for one in articles if one.whole for label in one.labels.values())
    held = sum(label.verdict == "y" or label.right is not None for label in told)
    for n in range(_FOLDS):
        shown = subset(known.shown, _without(n, articles))
        table = replace(known.table, holders=known.apart[n], cues=cues(known.told, shown)[0])
        for one in (each for each in articles[n::_FOLDS] if each.whole):
            found = judging.judged(one.scene, table)
            for threshold, bars in BARS.items():
                for row in reading.rows(one.scene, found, replace(table, **bars)):
                    count[threshold][_told(one, row)] += 1
    for threshold, verdicts in count.items():
        rows = verdicts.total() - verdicts["not labelled"]
        said = {"y": "held by their holders", "h": "another's", "c": "badly cut", "n": "nobody's"}
        shares = ", ".join(f"{words} {verdicts[verdict] / rows:.3f}" for verdict, words in said.items())
        print(f"{threshold}: {rows} rows, {shares}; of what is held {verdicts['y'] / held:.3f}")


def _told(one: News, row: Attribution) -> str:
    """What the labels say of a row."""
    cue, holder = row.cue, row.holder
    if cue is None or holder is None:
        return "not labelled"
    for (at, _), label in one.labels.items():
        if cue.start <= at < cue.end:
            right = label.right is not None and label.right.start <= holder.start < label.right.end
            return "y" if right else label.verdict
    return "not labelled"


def scenes(articles: Sequence[Labelled]) -> list[Scene]:
    parser = Parser()
    return [reading.scene(one.text, sentences(one.text, furniture(one.text)), parser) for one in articles]


def save(table: Weights, lessons: Sequence[Lesson], articles: Sequence[News]) -> None:
    counts = {name: len(getattr(table, name)) for name in _STRENGTH}
    provenance = {
        "script": "tests/benchmarks/train_attribution.py",
        "data": "PolNeAR, training part, and labelled candidates of public news; no text of them is kept here",
        "date": date.today().isoformat(),
        "articles": [len(lessons), len(articles)],
        "attributions": sum(len(one.gold) for one in lessons),
        "candidates": sum(len(one.labels) for one in articles),
        "weights": counts,
    }
    content = {"provenance": provenance, **asdict(table)}
    text = json.dumps(content, ensure_ascii=False, indent=0, separators=(",", ":"))
    _TABLE.write_text(text + "\n", encoding="utf-8")
    print(f"{_TABLE.name}: {counts}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true", help="print the figures, write nothing")
    parser.add_argument("--polnear", action="store_true", help="leave the product's weights as they are")
    asked = parser.parse_args()
    articles = labelled("train")
    if articles is None:
        return 0
    lessons = [lesson(scene, one.gold) for scene, one in zip(scenes(articles), articles, strict=True)]
    shown = news(Parser())
    known = taught(lessons, shown)
    if not asked.polnear:
        figures(known, shown)
    if not asked.figures:
        save_own(lessons, known)
    if not (asked.figures or asked.polnear):
        save(learn(known), lessons, shown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
