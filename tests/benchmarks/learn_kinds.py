"""Learns which view a question asks for: `bot/questions/wordings.json` → `bot/questions/kinds.json`.

    python -m tests.benchmarks.learn_kinds

A logistic regression over words and their neighbours. Printed: how many of the wordings it reads right when each tenth
of them is left out in turn, and which it does not. A kind gains by more wordings, not by more rules.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline

import bot.questions.kinds as kinds

HERE = Path(kinds.__file__).parent
FRAMING = ("position", "comparison", "timeline", "who")  # their words stand around a topic and are none
LEAST = 0.02  # weights below count as nothing, and are not kept


def main() -> None:
    wordings: dict[str, list[str]] = json.loads((HERE / "wordings.json").read_text(encoding="utf-8"))
    asked = [(kind, text) for kind, texts in wordings.items() for text in texts]
    table = [dict.fromkeys(kinds.features(kinds.tokens(text)), 1.0) for _, text in asked]
    right = [kind for kind, _ in asked]
    model = make_pipeline(DictVectorizer(), LogisticRegression(C=10.0, max_iter=2000))
    guessed = cross_val_predict(model, table, right, cv=10)
    print(f"left out: {sum(map(str.__eq__, guessed, right)) / len(right):.3f} of {len(right)} right")
    for (kind, text), guess in zip(asked, guessed, strict=True):
        if guess != kind:
            print(f"  {kind} read as {guess}: {text}")
    model.fit(table, right)
    vectorizer, regression = model[0], model[1]
    weights = {
        name: [round(float(weight), 2) for weight in column]
        for name, column in zip(vectorizer.get_feature_names_out(), regression.coef_.T, strict=True)
        if max(map(abs, column)) >= LEAST
    }
    masks = {kinds.ACTOR, kinds.TOPIC, kinds.ACT}
    words = sorted({word for _, text in asked for word in kinds.tokens(text)} - masks)
    frame = sorted({word for kind, text in asked if kind in FRAMING for word in kinds.tokens(text)} - masks)
    spelt = {word.casefold() for _, text in asked for word in re.findall(r"[^\W\d_]{5,}", text)}
    start = [round(float(each), 3) for each in regression.intercept_]
    found = {
        "kinds": list(regression.classes_),
        "start": start,
        "words": words,
        "frame": frame,
        "spelt": sorted(spelt),
        "weights": weights,
    }
    (HERE / "kinds.json").write_text(json.dumps(found, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
