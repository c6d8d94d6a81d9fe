"""Learns the weights of `retrieval/matching/matching.json` from labelled questions about real news, and writes them.

    python -m tests.benchmarks.learn_matching FOLDER

FOLDER keeps the articles and their indexes between runs. The clusters are those that the cross-encoder was not learnt
on (`matching_data.parts()`): what it says of questions that it has seen is surer than it ever is in use.
Two logistic regressions are learnt: that a sentence answers (from `weights.SENTENCE`), and that any does (from
`weights.LIST`). Beside the clusters' own questions, a fourth of them without an answer, every cluster is asked
questions of other ones, as they are and with the name in them replaced by one of its own. `answered` is the probability
from which `ANSWERED` of the answerable questions are answered.
Printed: the clusters, the figures with a fifth of them left out at a time, reliability in ten bins and the expected
calibration error (Naeini et al., 2015). What is written are six numbers; no text.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

import retrieval.matching
from bot.desks.read_library import ReadLibrary
from bot.questions import read_one
from bot.settings import read_settings
from bot.types import Question
from bot.wiring import open_library
from bot.writers.extractive import MOST, wanted
from retrieval.matching.evidence import Evidence, Wanted
from retrieval.matching.matcher import clipped, list_features
from retrieval.matching.recall import Candidate
from retrieval.matching.weights import LIST, SENTENCE, Logistic
from retrieval.types import Actor, Span
from tests.benchmarks.matching_data import Labelled, Place, clusters, lay, parts, questions

OUT = Path(retrieval.matching.__file__).with_name("matching.json")
PARTLY = 0.4  # what a sentence counts that answers a part
FOREIGN = 3  # questions of other clusters asked of each, and as many with a name of its own
ANSWERED = 0.94  # share of the answerable questions that are to be answered
SEED = 5
Table = NDArray[np.float64]


@dataclass(frozen=True)
class Seen:
    """A question asked of a cluster: its sentences with their labels."""

    cluster: str
    labels: Table
    answerable: bool
    unknown: bool
    evidence: tuple[Evidence, ...]

    @property
    def sentences(self) -> Table:
        """[sentences, SENTENCE]"""
        return np.array([[clipped(each.score)] for each in self.evidence])


def look(cluster: str, library: ReadLibrary, labelled: Labelled, foreign: str = "") -> Seen | None:
    """`foreign` is another cluster's question, to which nothing here is an answer."""
    question, asked = read_question(foreign or labelled.question, library)
    match = library.match(asked, bool(question.unknown))
    if not match.evidence:
        return None
    answers, partly = ((), ()) if foreign else (labelled.answers, labelled.partly)
    labels = [1.0 if among(each, answers) else PARTLY if among(each, partly) else 0.0 for each in match.evidence]
    return Seen(
        cluster=cluster,
        labels=np.array(labels),
        answerable=bool(answers),
        unknown=bool(question.unknown),
        evidence=match.evidence,
    )


@dataclass(frozen=True)
class AboutSomebody:
    """An answered question with the one name in it, so that it can be asked of somebody else."""

    labelled: Labelled
    actor: Actor
    span: Span

    def of(self, name: str) -> str:
        return f"{self.labelled.question[: self.span.start]}{name}{self.labelled.question[self.span.end :]}"


def about_somebody(labelled: Labelled, library: ReadLibrary) -> AboutSomebody | None:
    actors, _ = library.actors_in(labelled.question)
    return AboutSomebody(labelled, *actors[0]) if len(actors) == 1 and labelled.answers else None


def _about_somebody(folder: Path, cluster: str, labelled: Sequence[Labelled]) -> list[AboutSomebody]:
    library = open_cluster(folder, cluster)
    found = [each for one in labelled if (each := about_somebody(one, library))]
    library.index.close()
    return found


def open_cluster(folder: Path, cluster: str) -> ReadLibrary:
    return open_library(read_settings(None, articles=folder / "articles" / cluster, data=folder / "index"))


def read_question(text: str, library: ReadLibrary) -> tuple[Question, Wanted]:
    """A question as the product reads it, and what matching is asked for it."""
    question = read_one(text, library, date.today())
    return question, wanted(question, library)


def among(evidence: Evidence | Candidate, places: Sequence[Place]) -> bool:
    """Whether a sentence is one of those labelled."""
    number = int(evidence.source[:2])
    return any(number == n and evidence.span.start < end and start < evidence.span.end for n, start, end in places)


def fit(rows: Table, labels: Table, strength: float = 1.0) -> Logistic:
    """A logistic regression for labels between 0 and 1."""
    scale = rows.std(0) + 1e-9
    doubled = np.concatenate([rows, rows]) / scale
    signs = np.concatenate([np.ones(len(rows)), np.zeros(len(rows))])
    share = np.concatenate([labels, 1 - labels])
    model = LogisticRegression(C=strength, max_iter=2_000).fit(doubled, signs, sample_weight=share)
    return Logistic(tuple(float(w) for w in model.coef_[0] / scale), float(model.intercept_[0]))


def fit_sentences(seen: Sequence[Seen]) -> Logistic:
    return fit(np.concatenate([one.sentences for one in seen]), np.concatenate([one.labels for one in seen]))


def list_row(one: Seen) -> tuple[float, ...]:
    return list_features(one.evidence, one.unknown)


def report(seen: Sequence[Seen], probabilities: Sequence[float], answered: float) -> None:
    said, true = np.array(probabilities), np.array([one.answerable for one in seen])
    print(f"answered of the answerable {np.mean(said[true] >= answered):.3f}", end=", ")
    print(f"silent where it should {np.mean(said[~true] < answered):.3f}")
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (said >= low) & (said < low + 0.1)
        if inside.any():
            told, was = said[inside].mean(), true[inside].mean()
            error += inside.mean() * abs(told - was)
            print(f"  {low:.1f} to {low + 0.1:.1f}: said {told:.2f}, was {was:.2f} ({inside.sum()})")
    print(f"expected calibration error {error:.3f}")


def report_shares(asked: Sequence[list[tuple[float, float]]]) -> None:
    """How many sentences are shown, the best one and those from some probability, and how many of them answer."""
    for bar in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 1.0):
        shown = [label for ranked in asked for n, (p, label) in enumerate(ranked[:MOST]) if p >= bar or not n]
        some = np.array(shown)
        answers, partly = (some == 1).mean(), ((some > 0) & (some < 1)).mean()
        print(f"  the best and from {bar:.2f}: {len(some) / len(asked):.2f} a question", end=", ")
        print(f"answers {answers:.2f}, partly {partly:.2f}")


def gather(folder: Path) -> list[Seen]:
    """Every question asked of its own cluster, and some of others."""
    labelled, chosen = questions(), random.Random(SEED)
    ids = {name: those for name, those in clusters().items() if name in parts()["weights"]}
    lay(folder / "articles", ids)
    asked_of = {cluster: _about_somebody(folder, cluster, labelled[cluster]) for cluster in ids}
    seen: list[Seen | None] = []
    for cluster in ids:
        library = open_cluster(folder, cluster)
        seen += [look(cluster, library, one) for one in labelled[cluster]]
        others = [one for name in ids if name != cluster for one in labelled[name] if one.answers]
        seen += [look(cluster, library, one, one.question) for one in chosen.sample(others, FOREIGN)]
        ours = [each.actor.name for each in asked_of[cluster]]
        frames = [each for name in ids if name != cluster for each in asked_of[name]]
        seen += [
            look(cluster, library, each.labelled, each.of(chosen.choice(ours)))
            for each in chosen.sample(frames, FOREIGN)
        ]
        library.index.close()
        print(f"{cluster}: asked", flush=True)
    return [one for one in seen if one is not None]


def learn(seen: Sequence[Seen]) -> None:
    names = list(dict.fromkeys(one.cluster for one in seen))
    folds = [frozenset(names[at::5]) for at in range(5)]
    table, answerable = np.array([list_row(one) for one in seen]), np.array([float(one.answerable) for one in seen])
    held_out = np.zeros(len(seen))
    ranked: list[list[tuple[float, float]]] = []
    for fold in folds:
        inside = np.array([one.cluster in fold for one in seen])
        whole = fit(table[~inside], answerable[~inside])
        held_out[inside] = [whole(row) for row in table[inside]]
        sentence = fit_sentences([one for one in seen if one.cluster not in fold])
        for one in seen:
            if one.cluster in fold and one.answerable:
                likely = [sentence(row) for row in one.sentences]
                ranked.append(sorted(zip(likely, map(float, one.labels), strict=True), reverse=True))
    own = np.array([p for p, one in zip(held_out, seen, strict=True) if one.answerable])
    answered = float(np.quantile(own, 1 - ANSWERED))
    print("learnt on", ", ".join(names), "and questions of others; figures with a fifth of the clusters left out")
    report(seen, list(held_out), answered)
    report_shares(ranked)
    sentence, whole = fit_sentences(seen), fit(table, answerable)
    OUT.write_text(
        json.dumps(
            {
                "sentence": {"weights": dict(zip(SENTENCE, sentence.weights, strict=True)), "bias": sentence.bias},
                "list": {"weights": dict(zip(LIST, whole.weights, strict=True)), "bias": whole.bias},
                "answered": round(answered, 3),
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )
    print(OUT.read_text("utf-8"))


if __name__ == "__main__":
    learn(gather(Path(sys.argv[1])))
