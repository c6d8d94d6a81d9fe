"""Learns the weights of `retrieval/matching/ranking.json` from the development data, and writes them.

    python -m tests.benchmarks.learn_ranking FOLDER [QUESTIONS]

FOLDER keeps the articles and their indexes between runs. Two kinds of question are learnt apart: those with a holder
("What is A's position on B?", SEESAW's train split) and plain ones (RealTimeQA, every second question). For each
question the right passages among the candidates are held against the wrong ones (a linear ranking SVM's cousin, by
logistic regression on their differences); the reranker's weight is then the best of a few. The other halves are only
scored. What is written are some twenty numbers a kind; no text.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

import retrieval.matching
from retrieval.index.index import Index
from retrieval.index.models import RERANKER
from retrieval.matching.features import NAMES, Candidate, features
from retrieval.matching.reranking import OnnxReranker
from retrieval.matching.search import RERANKED
from tests.benchmarks.corpora import lay_news, lay_positions
from tests.benchmarks.public import read

OUT = Path(retrieval.matching.__file__).with_name("ranking.json")
RERANKER_WEIGHTS = (0.0, 0.1, 0.2, 0.5, 1.0)
EARNS = 0.03  # what reading again must add to the sum of the two figures, or it is left out
Table = NDArray[np.float64]


@dataclass(frozen=True)
class Seen:
    """A question's candidates: their features, which are right, and what the reranker says when asked."""

    kind: str  # whose weights the search would use
    table: Table
    right: NDArray[np.bool_]
    read_again: Callable[[Sequence[int]], Table]


def look(index: Index, reranker: OnnxReranker, question: str, right: Callable[[Candidate], bool]) -> Seen:
    search = index.open_search()
    asked, candidates = search.candidates(question)
    logits: dict[int, float] = {}

    def read_again(places: Sequence[int]) -> Table:
        new = [place for place in places if place not in logits]
        if new:
            scores = reranker.score(question, [search.shown(candidates[place]) for place in new])
            logits.update(zip(new, scores.tolist(), strict=True))
        return np.array([logits[place] for place in places])

    table = features(asked, candidates) if candidates else np.zeros((0, len(NAMES)))
    kind = "holder" if asked.query.holder else "plain"
    return Seen(kind, table, np.array([right(candidate) for candidate in candidates], dtype=bool), read_again)


def fit(seen: Sequence[Seen], seed: int = 0) -> Table:
    """A weight for each feature: right minus wrong, as a classification whose sign is drawn by lot."""
    differences = [
        one.table[right] - one.table[~one.right]
        for one in seen
        if not one.right.all()
        for right in np.flatnonzero(one.right)[:3]
    ]
    rows = np.concatenate(differences)
    signs = np.random.default_rng(seed).choice([-1, 1], len(rows))
    scale = rows.std(0) + 1e-9
    model = LogisticRegression(C=0.1, fit_intercept=False, max_iter=500).fit(rows * signs[:, None] / scale, signs)
    weights: Table = model.coef_[0] / scale
    return weights


def score(seen: Sequence[Seen], weights: Table, reranker: float) -> tuple[float, float]:
    """Hit@4 and MRR@10 of right passages."""
    hits = ranks = 0.0
    for one in seen:
        scores = one.table @ weights
        order = list(np.argsort(-scores, kind="stable"))
        if reranker and order:
            head = order[:RERANKED]
            again = scores[head] + reranker * one.read_again(head)
            order[: len(head)] = [head[i] for i in np.argsort(-again, kind="stable")]
        first = next((place for place, i in enumerate(order) if one.right[i]), None)
        hits += first is not None and first < 4
        ranks += 1 / (first + 1) if first is not None and first < 10 else 0
    return hits / len(seen), ranks / len(seen)


def learn(kind: str, *parts: Sequence[Seen]) -> dict[str, Any]:
    training, unseen = ([one for one in part if one.kind == kind] for part in parts)
    weights = fit(training)
    gains = {weight: sum(score(training, weights, weight)) for weight in RERANKER_WEIGHTS}
    best = max(gains, key=lambda weight: gains[weight])
    if gains[best] < gains[0.0] + EARNS:
        best = 0.0
    for name, part in (("training", training), ("unseen", unseen)):
        for weight in sorted({0.0, best}):
            hit, rank = score(part, weights, weight)
            print(
                f"{kind:8} {name:9} reranker {weight:.1f}: Hit@4 {hit:.3f} MRR@10 {rank:.3f} ({len(part)})", flush=True
            )
    return {"reranker": best, "features": {n: round(float(w), 3) for n, w in zip(NAMES, weights, strict=True)}}


def position_questions(folder: Path, count: int) -> tuple[list[Seen], list[Seen]]:
    places = lay_positions(folder / "positions")
    index = Index.open(folder / "positions", folder / "data")
    reranker = OnnxReranker(RERANKER)
    rows = read("positions/position.jsonl")

    def seen(row: dict[str, Any]) -> Seen:
        wanted = [places[sid] for sid in row["evidence"]]
        return look(index, reranker, row["question"], lambda c: any(_half_in(c, place) for place in wanted))

    chosen = random.Random(1)
    parts = [[row for row in rows if row["split"] == split] for split in ("train", "valid")]
    training, unseen = (
        chosen.sample(part, min(size, len(part))) for part, size in zip(parts, (count, count // 2), strict=True)
    )
    return [seen(row) for row in training], [seen(row) for row in unseen]


def plain_questions(folder: Path) -> tuple[list[Seen], list[Seen]]:
    lay_news(folder / "news")
    index = Index.open(folder / "news", folder / "data")
    reranker = OnnxReranker(RERANKER)

    def seen(row: dict[str, Any]) -> Seen:
        gold = {f"{name}.txt" for name in row["gold_articles"]}
        answers = [answer.casefold() for answer in row["answers"]]

        def right(candidate: Candidate) -> bool:
            text = index.articles[candidate.row.source].text[candidate.row.first : candidate.row.past].casefold()
            return candidate.row.source in gold and any(answer in text for answer in answers)

        return look(index, reranker, row["question"], right)

    rows = read("news/questions.jsonl")
    return [seen(row) for row in rows[::2]], [seen(row) for row in rows[1::2]]


def _half_in(candidate: Candidate, place: tuple[str, int, int]) -> bool:
    source, start, end = place
    row = candidate.row
    shared = min(row.past, end) - max(row.first, start)
    return row.source == source and shared * 2 >= min(row.past - row.first, end - start)


def main() -> None:
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 800
    table = {
        "provenance": f"learnt {date.today()} by tests/benchmarks/learn_ranking.py: SEESAW (train), RealTimeQA 2023",
        "holder": learn("holder", *position_questions(folder, count)),
        "plain": learn("plain", *plain_questions(folder)),
    }
    OUT.write_text(json.dumps(table, indent=2) + "\n")


if __name__ == "__main__":
    main()
