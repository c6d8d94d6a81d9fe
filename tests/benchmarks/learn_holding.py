"""Learns how surely words are their holder's: `matching/read_by_eye.jsonl` → `retrieval/matching/holding.json`.

    python -m tests.benchmarks.learn_holding FOLDER

FOLDER keeps the articles and their indexes between runs. The labels are claims that were shown for questions on the
clusters of the weights (`matching_data.parts()`), each read by somebody who saw the claim with its paragraph alone: A
(it answers and its holder is right), P (it helps), B (beside the point) or W (a wrong holder or sense). A logistic
regression of what is not W over `weights.HOLDING`; a claim whose holder is another one by now is left out.
Printed: figures with a fifth of the clusters left out at a time. What is written are numbers; no text.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

import retrieval.matching
from bot.verifying.verification import narrator
from bot.writers.proposals import features, rows_shown
from retrieval.matching.evidence import Evidence
from retrieval.matching.weights import HOLDING
from retrieval.types import Span
from tests.benchmarks.learn_matching import fit, open_cluster, read_question
from tests.benchmarks.matching_data import HERE, clusters, lay

LABELS = HERE / "read_by_eye.jsonl"
OUT = Path(retrieval.matching.__file__).with_name("holding.json")
HELD = 0.6  # probability of a holder: below, nobody is shown with it
LEAST = 0.15  # worth of the best sentence: below, there is no answer
SHOWN = 0.75  # of a sentence beside the best one: less carries more, and more beside the point


@dataclass(frozen=True)
class Read:
    """A claim that somebody has read, as matching finds it today."""

    cluster: str
    verdict: str
    first: bool  # of its answer
    answers: float
    features: tuple[float, ...]


def gather(folder: Path) -> list[Read]:
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    names = list(dict.fromkeys(row["cluster"] for row in labels))
    lay(folder / "articles", {name: those for name, those in clusters().items() if name in names})
    found: list[Read] = []
    for name in names:
        mine = [row for row in labels if row["cluster"] == name]
        found += _of_cluster(folder, name, mine)
        print(f"{name}: read", flush=True)
    return found


def _of_cluster(folder: Path, name: str, labels: Sequence[Mapping[str, Any]]) -> list[Read]:
    library = open_cluster(folder, name)
    found, asked = [], ""
    evidence: Sequence[Evidence] = ()
    for row in labels:
        first = row["question"] != asked
        if first:
            asked = row["question"]
            question, wanted = read_question(asked, library)
            evidence = library.match(wanted, bool(question.unknown)).evidence
        span = Span(row["start"], row["end"])
        there = [each for each in evidence if int(each.source[:2]) == row["article"] and each.span.overlaps(span)]
        theirs = [
            (each, one)
            for each in there
            for one in rows_shown(each, question.actors, library)
            if row["holder"] == (one.holder if one else narrator(each.source, library))
        ]
        if theirs:  # of several sentences, the one for which it was shown
            each, one = max(theirs, key=lambda pair: pair[0].probability)
            found.append(Read(name, row["verdict"], first, each.probability, features(each, one, library)))
    library.index.close()
    return found


def learn(read: Sequence[Read]) -> None:
    names = list(dict.fromkeys(one.cluster for one in read))
    table = np.array([one.features for one in read])
    right = np.array([float(one.verdict != "W") for one in read])
    held_out = np.zeros(len(read))
    for at in range(5):
        inside = np.array([one.cluster in names[at::5] for one in read])
        model = fit(table[~inside], right[~inside])
        held_out[inside] = [model(row) for row in table[inside]]
    worth = held_out * np.array([one.answers for one in read])
    print(f"learnt on {len(read)} claims of", ", ".join(names))
    print(f"area under the curve {roc_auc_score(right, held_out):.3f}")
    for low, high in ((0, HELD), (HELD, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1)):
        _tell(
            f"  held {low:.2f} to {high:.2f}", [one for one, p in zip(read, held_out, strict=True) if low <= p < high]
        )
    for shown in (0.0, 0.7, SHOWN, 0.8):
        kept = [
            one
            for one, p, value in zip(read, held_out, worth, strict=True)
            if not shown or (p >= HELD and value >= (LEAST if one.first else shown))
        ]
        _tell(f"beside the best from {shown:.2f}" if shown else "all that was shown", kept)
    model = fit(table, right)
    weights = dict(zip(HOLDING, model.weights, strict=True))
    OUT.write_text(
        json.dumps({"weights": weights, "bias": model.bias, "held": HELD, "least": LEAST, "shown": SHOWN}, indent=1)
        + "\n",
        encoding="utf-8",
    )
    print(OUT.read_text("utf-8"))


def _tell(name: str, claims: Sequence[Read]) -> None:
    count = Counter(one.verdict for one in claims)
    print(f"{name}: {len(claims)} claims, " + ", ".join(f"{x} {count[x] / max(1, len(claims)):.2f}" for x in "APBW"))


if __name__ == "__main__":
    learn(gather(Path(sys.argv[1])))
