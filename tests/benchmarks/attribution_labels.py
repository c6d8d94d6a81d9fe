"""Labelled candidates of the grammar's reader: real news in which people said of each whether its holder holds it.

`attributions/labels.jsonl` has an article of the public news a line, with rows [cue, holder, content, verdict]: where
the three begin, in code points of the article as `matching_data.lay` writes it and `layout.as_read` reads it. "y": by
the article this holder says or holds that; "h": somebody else does, whose mention in that sentence, if there is one, is
[start, end] behind it; "c": the content is not what he holds, or cannot be understood; "n": nobody is told to hold
anything. A "doubtful" article has only the candidates that the table before was neither sure of nor hopeless about
(.07 to .93), and whoever is "he" or "the company". Unlike PolNeAR they tell what somebody holds inside of what
somebody else says: "Ann said that Bo wants a vote" is Ann's, and the vote is Bo's wish.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.layout.normal_form import as_read
from retrieval.types import Article, Span
from tests.benchmarks.matching_data import lay

LABELS = Path(__file__).with_name("attributions") / "labels.jsonl"
Place = tuple[int, int]  # where the cue and the content begin


@dataclass(frozen=True)
class Label:
    """Of a candidate whose holder begins at `holder`; `right` is who holds it where that one does not."""

    holder: int
    verdict: str
    right: Span | None = None


@dataclass(frozen=True)
class Labelled:
    """One article, and what was said of its candidates."""

    article: str
    cluster: str
    text: str
    labels: Mapping[Place, Label]
    whole: bool  # whether all of its candidates are labelled


def labelled() -> Iterator[Labelled]:
    """Every labelled article, in the order of their clusters' names."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        lay(Path(folder), {row["article"]: [row["article"]] for row in rows})
        for row in rows:
            path = next((Path(folder) / row["article"]).iterdir())
            read = as_read(Article(row["article"], path.read_bytes().decode("utf-8"), row["article"]))
            labels = {
                (cue, content): Label(holder, verdict, Span(*right[0]) if right else None)
                for cue, holder, content, verdict, *right in row["rows"]
            }
            yield Labelled(row["article"], row["cluster"], read.text, labels, not row.get("doubtful", False))
