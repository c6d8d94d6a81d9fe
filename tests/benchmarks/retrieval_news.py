"""Search over 7,587 news articles (RealTimeQA 2023): is an article that holds the answer among the first?

    python -m tests.benchmarks.retrieval_news [QUESTIONS [FOLDER]]

Through `Index.search`, as `positions search` does; passages are folded into their article's best rank. FOLDER keeps the
articles and the index for the next time (indexing them takes minutes).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from retrieval.index.index import Index
from tests.benchmarks.corpora import lay_news
from tests.benchmarks.public import read
from tests.benchmarks.ranks import Ranks

PASSAGES = 100  # asked for, so that ten articles are among them


def figures(folder: Path, questions: int | None = None) -> dict[str, float]:
    rows = read("news/questions.jsonl")[:questions]
    lay_news(folder / "news")
    began = time.perf_counter()
    index = Index.open(folder / "news", folder / "data")
    indexing = time.perf_counter() - began
    index.warm()
    ranks, unseen, seconds = Ranks(), Ranks(), []
    for number, row in enumerate(rows):
        began = time.perf_counter()
        hits = index.search(row["question"], PASSAGES)
        seconds.append(time.perf_counter() - began)
        ranked = list(dict.fromkeys(hit.passage.source for hit in hits))
        for kept in (ranks, unseen) if number % 2 else (ranks,):  # weights were learnt from every second question
            kept.add(ranked, {f"{name}.txt" for name in row["gold_articles"]})
    index.close()
    return {
        **ranks.figures(),
        **{f"{name}, unseen half": unseen.figures()[name] for name in ("Hit@4", "MRR@10")},
        "milliseconds a question, median": statistics.median(seconds) * 1000,
        "seconds to bring the index up to date": indexing,
    }


def main() -> None:
    questions = int(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(temporary)
        for name, value in figures(folder, questions).items():
            print(f"{name:40} {value:.3f}")


if __name__ == "__main__":
    main()
