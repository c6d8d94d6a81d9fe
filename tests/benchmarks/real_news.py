"""The exam: questions about real news, asked by people who had never seen the product.

    python -m tests.benchmarks.real_news [CLUSTER …]

Eight clusters come from the public data's `questions/`, four more, on other subjects, stand in `questions/` beside this
file; the articles of all are the public data's. A fact is met when a claim cites a slice that matches its `quote` out
of one of its `sources`, and the claim's actor is one of `actor` (or who reports it one of `reported_by`), by whole
words. The table's parts say what weights, bars and prompts were learnt on, and what only its figures are known of.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.settings import read_settings
from bot.types import Answer, Citation, Claim
from bot.wiring import open_desk
from tests.benchmarks.matching_data import clusters, lay
from tests.benchmarks.public import FOLDER

OURS = Path(__file__).with_name("questions")
LEARNT = ("debt", "gaza", "korea", "loans")  # the part whose single cases may be looked at
COLUMNS = (
    ("answered", "answered", "answerable"),
    ("facts, right holder", "met", "facts"),
    ("whoever holds them", "found", "facts"),
    ("silent", "held", "silent"),
    ("forbidden", "forbidden", ""),
    ("claims a question", "claims", "cases"),
    ("ms", "ms", "cases"),
)


def score(cases: Sequence[Mapping[str, Any]], answers: Sequence[Answer], texts: Mapping[str, str]) -> Counter[str]:
    """The counts behind the table, of one cluster. `texts` are its articles by file name."""
    n: Counter[str] = Counter()
    for case, answer in zip(cases, answers, strict=True):
        right = answer.status == case["status"]
        silent = case["status"] == "abstained"
        n.update({"cases": 1, "claims": len(answer.claims), "silent" if silent else "answerable": 1})
        n["held" if silent else "answered"] += right
        n["ms"] += round(answer.elapsed_ms)
        cited = [(claim, each) for claim in answer.claims for each in claim.citations]
        n["bad"] += sum(texts[each.source][each.start : each.end] != each.quote for _, each in cited)
        for fact in case.get("facts") or ():
            hits = [claim for claim, each in cited if _matches(fact, each)]
            n["facts"] += 1
            n["found"] += bool(hits)
            n["met"] += any(_held(fact, claim) for claim in hits)
        for rule in case.get("forbid_actor_quote") or ():
            n["forbidden"] += sum(
                not claim.reported_by
                and _named(claim.actor, rule["actor"])
                and re.search(rule["quote"], each.quote, re.I | re.S) is not None
                for claim, each in cited
            )
    return n


def _matches(fact: Mapping[str, Any], citation: Citation) -> bool:
    sources = [str(each).zfill(2) for each in fact.get("sources", ())]
    there = not sources or citation.source[:2] in sources
    return there and re.search(fact["quote"], citation.quote, re.I | re.S) is not None


def _held(fact: Mapping[str, Any], claim: Claim) -> bool:
    if "actor" not in fact and "reported_by" not in fact:
        return True
    return _named(claim.actor, fact.get("actor", ())) or _named(claim.reported_by, fact.get("reported_by", ()))


def _named(name: str | None, names: Iterable[str]) -> bool:
    """Whether two names are one by whole words: "Fain" is "Shawn Fain"."""
    here = _folded(name)
    return bool(here) and any(there and (_within(there, here) or _within(here, there)) for there in map(_folded, names))


def _within(short: str, long: str) -> bool:
    return re.search(rf"\b{re.escape(short)}\b", long) is not None


def _folded(name: str | None) -> str:
    return re.sub(r"[^a-z0-9 ]", "", (name or "").lower()).strip()


def row(name: str, n: Counter[str]) -> str:
    cells = []
    for _, count, of in COLUMNS:
        if not of:
            cells.append(str(n[count]))
        elif count == "ms":
            cells.append(f"{n[count] / max(1, n[of]):.0f}")
        elif count == "claims":
            cells.append(f"{n[count] / max(1, n[of]):.1f}")
        else:
            cells.append(f"{n[count] / max(1, n[of]):.2f} of {n[of]}")
    return f"{name:<28}" + "".join(f"{cell:>20}" for cell in cells)


def ask(cluster: str, cases: Sequence[Mapping[str, Any]], folder: Path, data: Path) -> Counter[str]:
    desk = open_desk(read_settings(None, articles=folder / cluster, data=data))
    try:
        answers = [desk.ask(" ".join(case["question"].split())) for case in cases]
    finally:
        desk.close()
    texts = {path.name: path.read_bytes().decode("utf-8") for path in (folder / cluster).iterdir()}
    return score(cases, answers, texts)


def main(wanted: Sequence[str]) -> None:
    parts = {FOLDER / "questions": "public", OURS: "ours"}
    totals: dict[str, Counter[str]] = {}
    print(f"{'cluster':<28}" + "".join(f"{name:>20}" for name, _, _ in COLUMNS))
    with tempfile.TemporaryDirectory() as temporary:
        folder, data = Path(temporary) / "articles", Path(temporary) / "index"
        for home, kind in parts.items():
            if not (home / "clusters.json").exists():
                sys.exit(f"skipped: the public data {home.name} is not there (set BENCHMARKS to its folder)")
            ids = {
                name: those for name, those in clusters(home / "clusters.json").items() if not wanted or name in wanted
            }
            lay(folder, ids)
            for cluster in sorted(ids):
                cases = yaml.safe_load((home / f"{cluster}.gold.yaml").read_text(encoding="utf-8"))
                found = ask(cluster, cases, folder, data)
                print(row(cluster, found), flush=True)
                part = "learnt on" if cluster in LEARNT else f"nothing learnt, {kind}"
                totals.setdefault(part, Counter()).update(found)
    for part, found in totals.items():
        print(row(part, found))
    unseen = sum((found for part, found in totals.items() if part != "learnt on"), Counter[str]())
    if unseen:
        print(row("all that nothing is learnt on", unseen))
    print(f"slices that are not the file's text: {sum(found['bad'] for found in totals.values())}")


if __name__ == "__main__":
    main(sys.argv[1:])
