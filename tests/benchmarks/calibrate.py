"""Where the bars lie below which nothing is shown, on development data; run it again after changing models or rules.

    python -m tests.benchmarks.calibrate facts        # bot/sentences.py BAR: RGB's questions, with and without support
    python -m tests.benchmarks.calibrate positions    # bot/relevance.py BAR, bot/narration.py BAR: SEESAW, train part

Prints, for each bar, how many questions that can be answered are, how many that cannot be are not, and the F1 of
abstaining. The bars in the code are the best ones, rounded; they are set by hand so that a change is seen in a diff.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.narration import candidates
from bot.questions import read_one
from bot.relevance import best_score
from bot.settings import read_settings
from bot.wiring import open_library
from retrieval.matching.reranking import OnnxReranker
from tests.benchmarks.corpora import lay_positions
from tests.benchmarks.public import read

ITEMS = 150  # of each kind
NAMES = ("position", "abstain")  # answerable and not


def abstention(answerable: Sequence[float], silent: Sequence[float], bar: float) -> tuple[float, float, float]:
    """(share answered of what can be, share kept silent of what cannot be, F1 of abstaining, as if equally many)."""
    wrongly = sum(score < bar for score in answerable) / len(answerable)
    rightly = sum(score < bar for score in silent) / len(silent)
    return 1 - wrongly, rightly, 2 * rightly / (rightly + wrongly + 1)


def facts() -> None:
    reranker = OnnxReranker()
    rows = read("rejection/en_fact.jsonl")
    best = [
        [max(reranker.score(row["query"], row[kind]).tolist(), default=-11.0) for row in rows if row[kind]]
        for kind in ("positive", "negative")
    ]
    _table(best[0], best[1], [bar / 2 for bar in range(-4, 17)])


def positions() -> None:
    chosen = random.Random(11)
    rows_of = [[row for row in read(f"positions/{name}.jsonl") if row["split"] == "train"] for name in NAMES]
    asked = [chosen.sample(rows, ITEMS) for rows in rows_of]
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        lay_positions(articles)
        library = open_library(read_settings(None, articles=articles, data=Path(folder) / "index"))
        quoted: list[list[float]] = [[], []]
        told: list[list[float]] = [[], []]
        for kind, rows in enumerate(asked):
            for row in rows:
                question = read_one(row["question"], library, date(2020, 1, 1))
                quoted[kind].append(
                    max((best_score(question, actor, library) for actor in question.actors), default=0.0)
                )
                scores = (each[2] for actor in question.actors for each in candidates(actor, question, library))
                told[kind].append(max(scores, default=-11.0))
    print("statements alone")
    _table(quoted[0], quoted[1], [bar / 20 for bar in range(6, 19)])
    print("what is told, where no statement passes the bar of bot/relevance.py")
    from bot.relevance import BAR

    merged = [
        [99.0 if statement >= BAR else telling for statement, telling in zip(quoted[kind], told[kind], strict=True)]
        for kind in (0, 1)
    ]
    _table(merged[0], merged[1], [bar / 2 for bar in range(-6, 15)])


def _table(answerable: Sequence[float], silent: Sequence[float], bars: Sequence[float]) -> None:
    print(f"{'bar':>6} {'answered':>9} {'silent':>7} {'F1':>6}")
    for bar in bars:
        answered, kept, f1 = abstention(answerable, silent, bar)
        print(f"{bar:6.2f} {answered:9.3f} {kept:7.3f} {f1:6.3f}")


if __name__ == "__main__":
    {"facts": facts, "positions": positions}[sys.argv[1] if len(sys.argv) > 1 else "facts"]()
