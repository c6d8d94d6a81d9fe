"""Learns which view a question asks for: `wordings.json` and questions about real news → `bot/questions/kinds.json`.

    python -m tests.benchmarks.learn_kinds [FOLDER]

A logistic regression over words and their neighbours. `bot/questions/wordings.json` has every form, and its words are
those that are not masked; `matching/wordings.json` has further ones. `matching/kinds.jsonl` has the 1,058 questions of
the weights' clusters, their kinds told by two readers who saw the questions alone, and their words as the product masks
them, which are made again where FOLDER (`learn_matching`'s) is told. Printed: how many of the wordings are read right
when each tenth of them is left out in turn, and which are not; how many of the real questions are, by the wordings
alone, and with the other six sevenths of their clusters. A kind gains by more wordings, not by more rules.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

import bot.questions.kinds as kinds
from bot.questions import who_and_when
from bot.types import Kind
from tests.benchmarks import matching_data
from tests.benchmarks.learn_matching import open_cluster

HERE = Path(kinds.__file__).parent
LABELS = matching_data.HERE / "kinds.jsonl"
FRAMING = ("position", "comparison", "timeline", "who")  # their words stand around a topic and are none
_LONG = re.compile(r"[^\W\d_]{5,}")  # words that are mended where they are misspelt
LEAST = 0.02  # weights below count as nothing, and are not kept
REAL = 0.3  # what a real question counts: most ask for a position, and the wordings have the other forms


def main() -> None:
    if len(sys.argv) > 1:
        _mask(Path(sys.argv[1]))
    plain: dict[str, list[str]] = json.loads((HERE / "wordings.json").read_text(encoding="utf-8"))
    further: dict[str, list[str]] = json.loads((LABELS.parent / "wordings.json").read_text(encoding="utf-8"))
    masks = {kinds.ACTOR, kinds.TOPIC, kinds.ACT}
    words = {word for texts in plain.values() for text in texts for word in kinds.tokens(text)} - masks
    frame = {word for kind in FRAMING for text in plain[kind] for word in kinds.tokens(text)} - masks
    spelt = {word.casefold() for texts in plain.values() for text in texts for word in _LONG.findall(text)}
    asked = [(kind, text) for wordings in (plain, further) for kind in wordings for text in wordings[kind]]
    table = [_row(kinds.kept(kinds.tokens(text), words)) for _, text in asked]
    right = [kind for kind, _ in asked]
    guessed = cross_val_predict(_model(), table, right, cv=10)
    print(f"left out: {sum(map(str.__eq__, guessed, right)) / len(right):.3f} of {len(right)} right")
    for (kind, text), guess in zip(asked, guessed, strict=True):
        if guess != kind:
            print(f"  {kind} read as {guess}: {text}")
    real = _real()
    _print_real(real, table, right)
    model = _fitted(table, right, real)
    vectorizer, regression = model[0], model[1]
    weights = {
        name: [round(float(weight), 2) for weight in column]
        for name, column in zip(vectorizer.get_feature_names_out(), regression.coef_.T, strict=True)
        if max(map(abs, column)) >= LEAST
    }
    found = {
        "kinds": list(regression.classes_),
        "start": [round(float(each), 3) for each in regression.intercept_],
        "words": sorted(words),
        "frame": sorted(frame),
        "spelt": sorted(spelt),
        "weights": weights,
    }
    (HERE / "kinds.json").write_text(json.dumps(found, ensure_ascii=False) + "\n", encoding="utf-8")


def _real() -> list[dict[str, str]]:
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def _mask(folder: Path) -> None:
    """Write the questions' words again, as the product masks them today."""
    rows: list[dict[str, str]] = []
    for cluster, those in groupby(_real(), key=lambda row: row["cluster"]):
        library = open_cluster(folder, cluster)
        for row in those:
            who, when, _ = who_and_when(row["question"], library, date.today())
            words = kinds.masked(who.text, who.spans, when.span if when else None)
            rows.append(row | {"masked": " ".join(words)})
        library.index.close()
    LABELS.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _row(words: Sequence[str]) -> dict[str, float]:
    return dict.fromkeys(kinds.features(words), 1.0)


def _model() -> Any:
    return make_pipeline(DictVectorizer(), LogisticRegression(C=10.0, max_iter=2000))


def _fitted(table: list[dict[str, float]], right: list[str], real: Sequence[dict[str, str]]) -> Any:
    """A model of the wordings and of questions about real news."""
    rows = [_row(row["masked"].split()) for row in real]
    weights = [1.0] * len(table) + [REAL] * len(rows)
    kept = right + [row["kind"] for row in real]
    return _model().fit(table + rows, kept, logisticregression__sample_weight=weights)


def _print_real(real: Sequence[dict[str, str]], table: list[dict[str, float]], right: list[str]) -> None:
    told = np.array([row["kind"] for row in real])
    alone = _guessed(_fitted(table, right, ()), real)
    print(f"real questions, by the wordings alone: {(alone == told).mean():.3f} of {len(real)} right")
    guessed = np.empty(len(real), object)
    for inside, outside in GroupKFold(7).split(real, groups=[row["cluster"] for row in real]):
        model = _fitted(table, right, [real[at] for at in inside])
        guessed[outside] = _guessed(model, [real[at] for at in outside])
    print(f"real questions, clusters left out: {(guessed == told).mean():.3f} right")
    for kind in sorted(set(told)):
        both = ((guessed == kind) & (told == kind)).sum()
        print(f"  {kind}: {both} of {(told == kind).sum()}, read of {(guessed == kind).sum()}")


def _guessed(model: Any, real: Sequence[dict[str, str]]) -> NDArray[np.object_]:
    found = []
    for row, scores in zip(real, model.decision_function([_row(row["masked"].split()) for row in real]), strict=True):
        by_kind = {Kind(kind): score for kind, score in zip(model[-1].classes_, scores, strict=True)}
        found.append(str(kinds.likeliest(by_kind, row["question"], row["masked"].split())))
    return np.array(found, object)


if __name__ == "__main__":
    main()
