"""Answers about positions in other people's articles: SEESAW (Bauer et al.), US political news with gold evidence.

    python -m tests.benchmarks.answers_positions [ITEMS]

Every document of the data becomes an article (its title, then a sentence a line), all of them one folder. Asked are the
data's own questions, "What is A's position on B?", answerable and not. A citation counts for the sentence that it
shares most with. Misattributed: the cited sentence is evidence for other actors' positions only. The bars are set on
stories of the train split (`calibrate`); what is said of "valid stories" is of those that nothing was set by.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.settings import read_settings
from bot.types import Answer
from bot.wiring import open_desk
from tests.benchmarks.corpora import lay_positions
from tests.benchmarks.public import read

ITEMS = 400  # sampled with a fixed seed, half of them without an answer
SEED = 7


Places = dict[str, list[tuple[int, int, str]]]  # for each file its sentences as (start, end, sentence id)


def by_source(places: dict[str, tuple[str, int, int]]) -> Places:
    found: Places = defaultdict(list)
    for sid, (source, start, end) in places.items():
        found[source].append((start, end, sid))
    return found


def cited(answer: Answer, places: Places) -> set[str]:
    """The ids of the sentences that the answer cites."""
    found = set()
    for citation in (each for claim in answer.claims for each in claim.citations):
        shared = [
            (min(end, citation.end) - max(start, citation.start), sid) for start, end, sid in places[citation.source]
        ]
        length, sid = max(shared, default=(0, ""))
        if length > 0:
            found.add(sid)
    return found


def sample(items: int = ITEMS) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    chosen = random.Random(SEED)
    with_evidence, without = read("positions/position.jsonl"), read("positions/abstain.jsonl")
    half = items // 2
    return chosen.sample(with_evidence, min(half, len(with_evidence))), chosen.sample(without, min(half, len(without)))


def figures(items: int = ITEMS) -> dict[str, float]:
    positions, silent = sample(items)
    owners: dict[str, set[str]] = defaultdict(set)
    for row in read("positions/position.jsonl"):
        for sid in row["evidence"]:
            owners[sid].add(row["actor"])
    with tempfile.TemporaryDirectory() as folder:
        articles, index = Path(folder) / "articles", Path(folder) / "index"
        places = by_source(lay_positions(articles))
        desk = open_desk(read_settings(None, articles=articles, data=index))
        began = time.perf_counter()
        answers = [(row, desk.ask(row["question"])) for row in positions]
        silences = [desk.ask(row["question"]) for row in silent]
        seconds = (time.perf_counter() - began) / max(1, len(answers) + len(silences))

    def of(split: str) -> dict[str, float]:
        scored = _score(
            [(row, answer) for row, answer in answers if row["split"] == split],
            [answer for row, answer in zip(silent, silences, strict=True) if row["split"] == split],
            owners,
            places,
        )
        return {f"{name}, {split} stories": value for name, value in scored.items()}

    return {**_score(answers, silences, owners, places), **of("valid"), "seconds a question": seconds}


def _score(
    answers: Sequence[tuple[dict[str, Any], Answer]],
    silences: Sequence[Answer],
    owners: dict[str, set[str]],
    places: Places,
) -> dict[str, float]:
    right = citations = wanted = owned = others = 0
    for row, answer in answers:
        here = cited(answer, places)
        citations += len(here)
        right += len(here & set(row["evidence"]))
        wanted += len(row["evidence"])
        labelled = [owners[sid] for sid in here if owners[sid]]
        owned += len(labelled)
        others += sum(row["actor"] not in actors for actors in labelled)
    held = sum(answer.status == "abstained" for answer in silences)
    wrongly = sum(answer.status == "abstained" for _, answer in answers)
    return {
        "citation precision": right / citations if citations else 0.0,
        "citation recall": right / wanted if wanted else 0.0,
        "misattributed share": others / owned if owned else 0.0,
        "abstains where it should": held / len(silences) if silences else 0.0,
        "abstains where it should not": wrongly / len(answers) if answers else 0.0,
        "abstention F1": 2 * held / (held + wrongly + len(silences)) if silences else 0.0,
    }


def main() -> None:
    for name, value in figures(int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS).items():
        print(f"{name:40} {value:.3f}")


if __name__ == "__main__":
    main()
