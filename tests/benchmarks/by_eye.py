"""Claims to be read by eye: does each answer its question, and is its holder right?

    python -m tests.benchmarks.by_eye FOLDER CLUSTER…     # writes FOLDER/CLUSTER.txt, to be read by somebody
    python -m tests.benchmarks.by_eye FOLDER              # counts the verdicts in FOLDER/CLUSTER.verdicts

A sheet has the exam's questions (`real_news`) with the claims shown, each with its number, its holder and the paragraph
that it is cited from, and begins with what the verdicts mean. Who judges sees nothing else of the product and writes a
line for each claim: its number and A, P, B or W.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.settings import read_settings
from bot.types import Answer
from bot.wiring import open_desk
from tests.benchmarks.matching_data import clusters, lay
from tests.benchmarks.public import FOLDER
from tests.benchmarks.real_news import OURS

VERDICTS = {
    "A": "it answers the question, or a part of it, and its holder is right",
    "P": "it answers partly: it helps, but needs more to be an answer",
    "B": "it is beside the point",
    "W": "its holder is wrong, or its sense is turned round",
}
GUIDE = f"""Read each claim under its question. Write NUMBER VERDICT, a line each:
{chr(10).join(f"{letter}: {meaning}" for letter, meaning in VERDICTS.items())}
A claim need not be the whole answer: of several things that somebody demands, each alone is A.
What the holder says on another point is B. The holder is right where the paragraph, or plainly the article, says that
these are their words; a person and the body they speak for are both right.
"""


def sheet(cluster: str, cases: Sequence[Mapping[str, Any]], answers: Sequence[Answer], texts: Mapping[str, str]) -> str:
    lines, number = [GUIDE], 0
    for case, answer in zip(cases, answers, strict=True):
        if not answer.claims:
            continue
        lines.append(f"\nQUESTION: {' '.join(case['question'].split())}")
        for claim in answer.claims:
            number += 1
            speaker = f" ({claim.speaker})" if claim.speaker else ""  # as the line shows it, where it doesn't name him
            told = f", as told by {claim.reported_by}" if claim.reported_by else ""
            lines.append(f"[{number}] HOLDER: {claim.actor}{speaker}{told}\n    CLAIM: {claim.text}")
            cited = claim.citations[0]
            text = texts[cited.source]
            start = text.rfind("\n", 0, max(0, text.rfind("\n", 0, cited.start))) + 1  # the paragraph before, too
            end = text.find("\n", cited.end)
            lines.append(f"    FROM {cited.source}: {' '.join(text[start : end if end >= 0 else None].split())}")
    return "\n".join(lines) + "\n"


def write(folder: Path, cluster: str) -> None:
    home = OURS if cluster in clusters(OURS / "clusters.json") else FOLDER / "questions"
    cases = yaml.safe_load((home / f"{cluster}.gold.yaml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        laid = Path(temporary) / "articles"
        lay(laid, {cluster: clusters(home / "clusters.json")[cluster]})
        desk = open_desk(read_settings(None, articles=laid / cluster, data=Path(temporary) / "index"))
        try:
            answers = [desk.ask(" ".join(case["question"].split())) for case in cases]
        finally:
            desk.close()
        texts = {path.name: path.read_bytes().decode("utf-8") for path in (laid / cluster).iterdir()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{cluster}.txt").write_text(sheet(cluster, cases, answers, texts), encoding="utf-8")
    print(f"{folder / f'{cluster}.txt'}: {sum(len(each.claims) for each in answers)} claims")


def count(folder: Path) -> None:
    total: Counter[str] = Counter()
    for path in sorted(folder.glob("*.verdicts")):
        found = Counter(line.split()[1] for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
        if unknown := set(found) - set(VERDICTS):
            sys.exit(f"{path.name}: no verdict is called {', '.join(sorted(unknown))}; there are {', '.join(VERDICTS)}")
        print(row(path.stem, found))
        total += found
    print(row("all", total))


def row(name: str, found: Counter[str]) -> str:
    claims = max(1, sum(found.values()))
    return f"{name:<12}{claims:>5} claims  " + "  ".join(
        f"{letter} {found[letter] / claims:.2f}" for letter in VERDICTS
    )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("name a folder for the sheets, and clusters: python -m tests.benchmarks.by_eye FOLDER golf tobacco")
    for each in sys.argv[2:]:
        write(Path(sys.argv[1]), each)
    if not sys.argv[2:]:
        count(Path(sys.argv[1]))
