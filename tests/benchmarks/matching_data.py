"""Questions about real news, each with the sentences that answer it: what matching is learnt from.

`matching/questions.jsonl` has them, written and labelled by hand from the articles alone. A sentence is [number of the
article in its cluster, start, end], in code points of the article as `lay` writes it. "answers" is exhaustive, "partly"
is useful but no answer; a question without answers has none in its cluster. The articles are read from the public data.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.public import read

HERE = Path(__file__).with_name("matching")
Place = tuple[int, int, int]


@dataclass(frozen=True)
class Labelled:
    """A question with the places of the sentences that answer it, and of those that answer a part of it. A `late` one
    was asked for the last stage of the cross-encoder."""

    question: str
    answers: tuple[Place, ...]
    partly: tuple[Place, ...]
    late: bool = False


def questions() -> Mapping[str, Sequence[Labelled]]:
    """By cluster."""
    found: dict[str, list[Labelled]] = defaultdict(list)
    for line in (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["cluster"]].append(_labelled(row))
    return found


def invented() -> Sequence[tuple[Sequence[str], Sequence[Labelled]]]:
    """Small corpora written for the purpose, each with its questions: articles of one to eight plain sentences."""
    found = []
    for line in (HERE / "invented.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.append((row["articles"], [_labelled(each) for each in row["questions"]]))
    return found


def _labelled(row: Mapping[str, Any]) -> Labelled:
    places = [tuple((n, start, end) for n, start, end in row[key]) for key in ("answers", "partly")]
    return Labelled(row["question"], places[0], places[1], row.get("late", False))


def clusters(path: Path = HERE / "clusters.json") -> Mapping[str, Sequence[str]]:
    """The ids of each cluster's articles."""
    found: Mapping[str, Sequence[str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def parts(path: Path = HERE / "parts.json") -> Mapping[str, Sequence[str]]:
    """Which clusters the cross-encoder is learnt on ("reader", then "further", then "last"), and which the weights
    over it ("weights")."""
    found: Mapping[str, Sequence[str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def lay(folder: Path, ids: Mapping[str, Sequence[str]]) -> None:
    """Write each cluster's articles into `folder/CLUSTER/NN_DATE.txt`: title, day, text."""
    wanted = {each for those in ids.values() for each in those}
    articles: dict[str, dict[str, Any]] = {
        row["id"]: row for row in read("news/articles.jsonl.gz") if row["id"] in wanted
    }
    for cluster, those in ids.items():
        (folder / cluster).mkdir(parents=True, exist_ok=True)
        for number, each in enumerate(those, 1):
            row = articles[each]
            day = (row.get("published") or "").replace("/", "-")
            head = f"{row['title']}\n" + (f"Published: {day}\n" if day else "") + "\n"
            text = head + row["text"].strip() + "\n"
            (folder / cluster / f"{number:02d}_{day}.txt").write_text(text, encoding="utf-8")
