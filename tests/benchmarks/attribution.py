"""How well attributions are read, on PolNeAR's development part: `python -m tests.benchmarks.attribution`.

Data: `../shared/benchmarks/attribution/` or the folder named by BENCHMARKS. A statement is found when half of
the gold content's words are covered and the sources touch; strictly, when the contents' words overlap by half or more
(intersection over union). Each row and each gold attribution is matched once.

The product's weights follow labelled news. By PolNeAR's convention, what only its annotators do is added to them
(`attributions/polnear.json`, learnt by `train_attribution` on its training part), one bar found there by
cross-validation holds for all, and nothing is told inside another's words. The product never reads that file.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from retrieval.articles.boilerplate import furniture
from retrieval.articles.sentences import sentences
from retrieval.attribution.reading import attributions, holders_given, read, scene
from retrieval.attribution.weights import Weights, weights
from retrieval.grammar.parsing import Parser, own_parser
from retrieval.types import Attribution, Form, Span
from retrieval.workers import spread
from tests.benchmarks import public

FOLDER = public.FOLDER / "attribution"
POLNEAR = Path(__file__).with_name("attributions") / "polnear.json"
_WORD = re.compile(r"\w+")
_ARTICLE = 860  # words of the article that speed is counted in


@dataclass(frozen=True)
class Gold:
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True)
class Labelled:
    text: str
    gold: tuple[Gold, ...]


def labelled(part: str) -> list[Labelled] | None:
    """The articles of a part; `None`, with a line that says so, where the data is absent.

    Of "train" each text once: 17 of its texts stand there several times, annotated by different people.
    """
    path = FOLDER / f"{part}.jsonl.gz"
    if not path.is_file():
        print(f"skipped: {path} is not there (set BENCHMARKS to the folder of the benchmarks)")
        return None
    found: list[Labelled] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            gold = tuple(
                Gold(*(tuple(Span(*span) for span in one.get(key) or ()) for key in ("source", "cue", "content")))
                for one in row["attributions"]
            )
            found.append(Labelled(row["text"], tuple(g for g in gold if g.content and g.source)))
    return list({one.text: one for one in reversed(found)}.values())[::-1] if part == "train" else found


def words(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Where the words of some spans start."""
    return frozenset(span.start + match.start() for span in spans for match in _WORD.finditer(span.of(text)))


@dataclass
class Tally:
    """Counts over articles: gold, rows, and the three ways to match."""

    gold: int = 0
    rows: int = 0
    found: int = 0
    strict: int = 0
    sourceless: int = 0

    def add(self, text: str, gold: Sequence[Gold], rows: Sequence[Attribution]) -> None:
        self.gold += len(gold)
        self.rows += len(rows)
        pairs = []
        for r, row in enumerate(rows):
            mine, holder = words(text, row.parts or [row.quote]), words(text, [row.holder] if row.holder else [])
            for g, one in enumerate(gold):
                theirs = words(text, one.content)
                shared = len(mine & theirs)
                if theirs and shared * 2 >= len(theirs):
                    pairs.append((shared / len(mine | theirs), bool(holder & words(text, one.source)), r, g))
        pairs.sort(reverse=True)
        self.found += _matched((r, g) for _, touches, r, g in pairs if touches)
        self.strict += _matched((r, g) for overlap, touches, r, g in pairs if touches and overlap >= 0.5)
        self.sourceless += _matched((r, g) for _, _, r, g in pairs)

    def f1(self, hits: int) -> float:
        return 2 * hits / max(1, self.gold + self.rows)

    def __str__(self) -> str:
        precision, recall = self.found / max(1, self.rows), self.found / max(1, self.gold)
        return (
            f"F1 {self.f1(self.found):.3f}  strict {self.f1(self.strict):.3f}  without source "
            f"{self.f1(self.sourceless):.3f}  P {precision:.3f}  R {recall:.3f}  ({self.rows} rows, {self.gold} gold)"
        )


def _matched(pairs: Iterable[tuple[int, int]]) -> int:
    rows: set[int] = set()
    gold: set[int] = set()
    for r, g in pairs:
        if r not in rows and g not in gold:
            rows.add(r)
            gold.add(g)
    return len(rows)


def as_polnear(table: Weights, own: Mapping[str, float], bar: float) -> Weights:
    """Weights with what only PolNeAR's annotators do, and one bar for all rows."""
    cues = {feature: table.cues.get(feature, 0.0) + own.get(feature, 0.0) for feature in {*table.cues, *own}}
    return replace(table, cues=cues, threshold=bar, direct_threshold=bar, position_threshold=bar)


def outermost(rows: Iterable[Attribution]) -> list[Attribution]:
    """Without what stands inside another's words, which PolNeAR does not mark."""
    return [row for row in rows if row.outer is None]


def form_of(text: str, content: Sequence[Span]) -> Form:
    quoted = re.compile(r"[“\"].+[”\"]|''.+''", re.DOTALL)
    said = " ".join(span.of(text) for span in content).strip()
    if said[:1] in "“\"'" and said.rstrip(".,")[-1:] in "”\"'":
        return Form.DIRECT
    return Form.MIXED if quoted.search(said) else Form.INDIRECT


def main() -> int:
    articles = labelled("dev")
    if articles is None:
        return 0
    parser = Parser()
    jobs = [(article.text, sentences(article.text, furniture(article.text))) for article in articles]
    learnt = json.loads(POLNEAR.read_text(encoding="utf-8"))
    convention = as_polnear(weights(), learnt["cues"], learnt["bar"])
    total, outer, theirs, right, known = Tally(), Tally(), Tally(), 0, 0
    recall: Counter[tuple[Form, bool]] = Counter()
    for article, (text, spans) in zip(articles, jobs, strict=True):
        seen = scene(text, spans, parser)
        rows = attributions(seen)
        total.add(text, article.gold, rows)
        outer.add(text, article.gold, outermost(rows))
        theirs.add(text, article.gold, outermost(attributions(seen, convention)))
        for one in article.gold:
            recall[form_of(text, one.content), _is_found(text, one, rows)] += 1
        chosen = holders_given(text, spans, parser, [one.content for one in article.gold])
        known += len(chosen)
        right += sum(
            holder is not None and bool(words(text, [holder]) & words(text, one.source))
            for holder, one in zip(chosen, article.gold, strict=True)
        )
    print(f"source right, given the content: {right / known:.3f} of {known}")
    print(f"statements found, by PolNeAR's convention (its own weights, one bar of {learnt['bar']}): {theirs}")
    print(f"statements found, by the product's weights: {total}")
    print(f"  without what stands inside another's words, which PolNeAR does not mark: {outer}")
    for form in Form:
        hits, all_ = recall[form, True], recall[form, True] + recall[form, False]
        print(f"  recall of {form}: {hits / max(1, all_):.3f} of {all_}")
    many = jobs * 4
    started = time.perf_counter()
    for _ in spread(_read, many):
        pass
    seconds = time.perf_counter() - started
    size = sum(len(text.split()) for text, _ in many) / _ARTICLE
    print(f"speed, 2 processes, with loading them: {size / seconds:.1f} articles of {_ARTICLE} words a second")
    return 0


def _read(job: tuple[str, Sequence[Span]]) -> None:
    read(*job, own_parser())


def _is_found(text: str, one: Gold, rows: Sequence[Attribution]) -> bool:
    tally = Tally()
    tally.add(text, [one], rows)
    return tally.found > 0


if __name__ == "__main__":
    sys.exit(main())
