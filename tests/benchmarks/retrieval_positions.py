"""Search for the sentence that shows a position (SEESAW): is it among the first four?

    python -m tests.benchmarks.retrieval_positions [ITEMS [FOLDER]]

Through `Index.search`, over all 14,472 sentences at once; a passage counts for the sentence that it shares most with.
Two figures: of the whole list, and of the list's part inside the item's own story (some questions are asked of several
stories, and only one of them counts). Misattributed: of the sentences among the first four that show somebody's
position, the share that shows only other actors' positions. Beside it BM25 over the same sentences.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import bm25s
import Stemmer

from retrieval.index.index import Index
from tests.benchmarks.corpora import lay_positions
from tests.benchmarks.public import read
from tests.benchmarks.ranks import Ranks

ITEMS = 600
SEED = 11
DEPTH = 150


def figures(folder: Path, items: int = ITEMS) -> dict[str, float]:
    places = lay_positions(folder / "positions")
    rows = read("positions/position.jsonl")
    chosen = random.Random(SEED).sample(rows, min(items, len(rows)))
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for sid in row["evidence"]:
            owners[sid].add(row["actor"])
    index = Index.open(folder / "positions", folder / "data")
    finder = _finder(places)

    def search(question: str) -> list[str]:
        hits = index.search(question, DEPTH)
        return list(dict.fromkeys(sid for hit in hits if (sid := finder(hit.passage.source, *hit.passage.span))))

    unseen = [row for row in chosen if row["split"] == "valid"]
    found = {
        **_scored("search", chosen, owners, search),
        f"search: Hit@4 of the {len(unseen)} on stories that nothing was learnt from": _scored(
            "unseen", unseen, owners, search
        )["unseen: Hit@4"],
        **_scored("BM25", chosen, owners, _bm25()),
    }
    index.close()
    return found


def _scored(
    name: str, rows: Sequence[dict[str, Any]], owners: dict[str, set[str]], search: Callable[[str], list[str]]
) -> dict[str, float]:
    whole, story = Ranks(), Ranks()
    others = labelled = 0
    for row in rows:
        ranked = search(row["question"])
        whole.add(ranked, set(row["evidence"]))
        story.add([sid for sid in ranked if sid.startswith(f"{row['story']}-")], set(row["evidence"]))
        shown = [owners[sid] for sid in ranked[:4] if owners[sid]]
        labelled += len(shown)
        others += sum(row["actor"] not in actors for actors in shown)
    return {
        **{f"{name}: {figure}": value for figure, value in whole.figures().items()},
        **{f"{name}, own story: {figure}": story.figures()[figure] for figure in ("Hit@4", "MRR@10")},
        f"{name}: misattributed share": others / labelled if labelled else 0.0,
    }


def _finder(places: dict[str, tuple[str, int, int]]) -> Callable[[str, int, int], str | None]:
    by_source: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for sid, (source, start, end) in places.items():
        by_source[source].append((start, end, sid))

    def find(source: str, start: int, end: int) -> str | None:
        shared, sid = max((min(end, e) - max(start, s), sid) for s, e, sid in by_source[source])
        return sid if shared > 0 else None

    return find


def _bm25() -> Callable[[str], list[str]]:
    sentences = read("positions/sentences.jsonl.gz")
    stemmer = Stemmer.Stemmer("english")
    model = bm25s.BM25()
    model.index(
        bm25s.tokenize([row["text"] for row in sentences], stopwords="en", stemmer=stemmer, show_progress=False),
        show_progress=False,
    )

    def search(question: str) -> list[str]:
        tokens = bm25s.tokenize([question], stopwords="en", stemmer=stemmer, show_progress=False)
        found, _ = model.retrieve(tokens, k=DEPTH, show_progress=False)
        return [sentences[int(place)]["sid"] for place in found[0]]

    return search


def main() -> None:
    items = int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(temporary)
        for name, value in figures(folder, items).items():
            print(f"{name:60} {value:.3f}")


if __name__ == "__main__":
    main()
