"""Does the citation support the claim? Macro-F1 of `bot.verifying.support` on AttributionBench's development part.

    python -m tests.benchmarks.support            # figures by ten-fold cross-validation, four times
    python -m tests.benchmarks.support --train    # learn bot/verifying/support_trees.json from all of it

The cross-validated figure is the one to quote: the shipped table has seen all of the development part.
"""

from __future__ import annotations

import json
import statistics
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

import bot.verifying.support
from bot.verifying.support import features
from tests.benchmarks.public import read

DATA = "support/dev.jsonl.gz"
TABLE = Path(bot.verifying.support.__file__).parent / "support_trees.json"


def forest(seed: int = 0) -> Any:
    from sklearn.ensemble import GradientBoostingClassifier

    return GradientBoostingClassifier(n_estimators=60, max_depth=3, subsample=0.7, random_state=seed)


def examples() -> tuple[Any, Any]:
    rows = read(DATA)
    x = np.array([features(row["claim"], "\n".join(row["references"])) for row in rows])
    return x, np.array([row["attribution_label"] == "attributable" for row in rows])


def figures() -> dict[str, float]:
    """Macro-F1: words alone at the best threshold, the trees by cross-validation with its spread over the seeds."""
    from sklearn.metrics import f1_score
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    x, y = examples()
    overlap = max(f1_score(y, x[:, 0] >= bar, average="macro") for bar in np.linspace(0, 1, 51))
    scores = [
        f1_score(
            y,
            cross_val_predict(forest(), x, y, cv=StratifiedKFold(10, shuffle=True, random_state=seed)),
            average="macro",
        )
        for seed in range(4)
    ]
    return {
        "word overlap, best threshold": float(overlap),
        "trees, ten-fold": statistics.mean(scores),
        "spread over four splits": statistics.stdev(scores),
    }


def train() -> None:
    x, y = examples()
    model = forest().fit(x, y)
    rate, odds = model.learning_rate, float(np.log(y.mean() / (1 - y.mean())))
    trees = [_tree(each[0].tree_, 0, rate) for each in model.estimators_]
    table = {
        "learnt_from": f"AttributionBench, development part, {len(y)} claims",
        "by": "python -m tests.benchmarks.support --train",
        "on": datetime.now(UTC).date().isoformat(),
        "features": list(bot.verifying.support.Features._fields),
        "start": round(odds, 6),
        "trees": trees,
    }
    TABLE.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")


def _tree(tree: Any, node: int, rate: float) -> Any:
    if tree.children_left[node] < 0:
        return round(float(tree.value[node][0][0]) * rate, 5)
    below, above = (_tree(tree, side[node], rate) for side in (tree.children_left, tree.children_right))
    return [int(tree.feature[node]), round(float(tree.threshold[node]), 5), below, above]


def main() -> None:
    if "--train" in sys.argv[1:]:
        train()
        print(f"wrote {TABLE.name}")
    for name, value in figures().items():
        print(f"{name:32} {value:.3f}")


if __name__ == "__main__":
    main()
