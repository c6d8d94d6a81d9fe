"""What the product asks a chat model on the exam's questions: the requests that were answered by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.desks.read_library import ReadLibrary
from bot.library import Library
from bot.questions import read_one
from bot.settings import read_settings
from bot.types import Question
from bot.wiring import open_library
from bot.writers.chat import CONTEXT, asked
from bot.writers.reading import Extract, extracts
from prompts import Said
from tests.benchmarks.matching_data import clusters, lay
from tests.benchmarks.public import FOLDER

HERE = Path(__file__).parent
CLUSTERS = ("debt", "gaza", "korea", "loans")
OFFSETS: Mapping[str, Mapping[str, Mapping[str, Any]]] = {  # by cluster: its articles' ids, and the answers
    name: json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("unseen", "open", "fresh", "later", "clean")
}
_OTHERS = {cluster: told for each in OFFSETS.values() for cluster, told in each.items()}
TODAY = date(2026, 11, 28)


@dataclass(frozen=True)
class Request:
    """One question with its reading; `case` is its gold, where it has one."""

    cluster: str
    question: Question
    given: tuple[Extract, ...]
    said: Said
    case: Mapping[str, Any] | None


def cases(cluster: str) -> list[tuple[str, Mapping[str, Any] | None]]:
    """The exam's questions of a cluster with their golds, then those written beside this file, which have none."""
    if cluster in _OTHERS:
        return [(question, None) for question in _OTHERS[cluster]["answers"]]
    gold = yaml.safe_load((FOLDER / "questions" / f"{cluster}.gold.yaml").read_text(encoding="utf-8"))
    found: list[tuple[str, Mapping[str, Any] | None]] = [(" ".join(case["question"].split()), case) for case in gold]
    for line in (HERE / "questions.txt").read_text(encoding="utf-8").splitlines():
        name, _, question = line.partition("\t")
        if name == cluster:
            found.append((question, None))
    return found


def open_cluster(cluster: str, home: Path) -> ReadLibrary:
    known = {name: told["articles"] for name, told in _OTHERS.items()}
    ids = known.get(cluster) or clusters(FOLDER / "questions" / "clusters.json")[cluster]
    lay(home / "articles", {cluster: ids})
    return open_library(read_settings(None, articles=home / "articles" / cluster, data=home / "index"))


def requests(cluster: str, library: Library, tokens: int = CONTEXT) -> Iterator[Request]:
    for text, case in cases(cluster):
        question = read_one(text, library, TODAY)
        given = extracts(question, library, tokens)
        yield Request(cluster, question, given, asked(question, given, library), case)


def facts(wanted: Sequence[Mapping[str, Any] | None]) -> int:
    return sum(len(case.get("facts") or ()) for case in wanted if case)
