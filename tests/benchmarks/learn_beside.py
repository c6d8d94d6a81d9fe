"""Learns which sentences are shown beside the best one: the questions of the weights' clusters → `beside.json`.

    python -m tests.benchmarks.learn_beside FOLDER

FOLDER is `learn_matching`'s. Of each answered question that asks for a position or a fact the sentences that follow the
best one, from a worth of `LEAST`; right is one that is labelled as an answer. A logistic regression over
`weights.BESIDE`. Printed: the figures with a seventh of the clusters left out at a time, beside those of the worth
alone. What is written are numbers; no text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

import retrieval.matching
from bot.types import Kind
from bot.writers.beside import features
from bot.writers.extractive import matched, ranked
from retrieval.matching.weights import BESIDE, weights
from retrieval.workers import spread
from tests.benchmarks.learn_matching import among, fit, open_cluster, read_question
from tests.benchmarks.matching_data import clusters, lay, parts, questions

OUT = Path(retrieval.matching.__file__).with_name("beside.json")
LEAST = 0.3  # worth of a sentence that is learnt from
MOST = 8  # of a question
SHOWN = 0.7  # probability from which one is shown: the exam's facts are as many from 0.62 on


@dataclass(frozen=True)
class Second:
    """A sentence behind the best one."""

    cluster: str
    worth: float
    answers: bool
    features: tuple[float, ...]


def gather(folder: Path, cluster: str) -> list[Second]:
    library = open_cluster(folder, cluster)
    found = []
    for one in questions()[cluster]:
        question, _ = read_question(one.question, library)
        if question.kind not in (Kind.POSITION, Kind.FACT):
            continue
        match = matched(question, library)
        value = ranked(match, question, library) if match.probability >= weights().answered else {}
        for each in [each for each in value if value[each] >= LEAST][1:MOST]:
            right = among(each, one.answers)
            found.append(Second(cluster, value[each], right, features(each, value, library)))
    library.index.close()
    return found


def learn(seen: Sequence[Second]) -> None:
    names = list(dict.fromkeys(one.cluster for one in seen))
    table = np.array([one.features for one in seen])
    right = np.array([float(one.answers) for one in seen])
    held_out = np.zeros(len(seen))
    for at in range(7):
        inside = np.array([one.cluster in names[at::7] for one in seen])
        model = fit(table[~inside], right[~inside])
        held_out[inside] = [model(row) for row in table[inside]]
    worth = np.array([one.worth for one in seen])
    print(f"{len(seen)} sentences of {len(names)} clusters, {right.mean():.2f} answer")
    for name, given in (("worth alone", worth), ("learnt", held_out)):
        order = np.argsort(-given)
        shares = "  ".join(f"{count} {right[order[:count]].mean():.3f}" for count in (100, 150, 200, 250, 300))
        print(f"{name:12} area under the curve {roc_auc_score(right, given):.3f}; of the first {shares} answer")
    for bar in (0.5, 0.55, 0.6, 0.65, SHOWN):
        print(f"  from {bar}: {(held_out >= bar).sum()} shown, {right[held_out >= bar].mean():.3f} answer")
    model = fit(table, right)
    found = {"weights": dict(zip(BESIDE, model.weights, strict=True)), "bias": model.bias, "shown": SHOWN}
    OUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(OUT.read_text("utf-8"))


def main() -> None:
    folder, ids = Path(sys.argv[1]), clusters()
    wanted = [each for each in parts()["weights"] if each in ids]
    lay(folder / "articles", {each: ids[each] for each in wanted})
    learn([one for those in spread(partial(gather, folder), wanted, few=1) for one in those])


if __name__ == "__main__":
    main()
