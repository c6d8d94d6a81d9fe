"""`make bench-quality`: every figure of quality, into RESULTS.md with its date, commit and model hashes.

    python -m tests.benchmarks.quality [PART …]       # all of them take about an hour on 2 cores

Each part is a program of its own that prints its figures; this one runs them one after the other and writes down what
they said. Parts that are not run keep what was written, and what a person says about the figures is left as it is.
"""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from retrieval.index.models import EMBEDDER, RERANKER
from retrieval.matching.reranking import READER
from tests.benchmarks.public import FOLDER

RESULTS = Path(__file__).parent / "RESULTS.md"
READING = "## Reading the figures"

PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "real": ("The exam: questions about real news", ("tests.benchmarks.real_news",)),
    "statements": ("Who said what, who is who: eight real articles", ("tests.benchmarks.statements",)),
    "reports": ("Inputs that people report", ("tests.benchmarks.reports",)),
    "seeds": ("The seeds' gold", ("bot", "eval", "tests/benchmarks/seeds.yaml")),
    "irrin": (
        "The invented corpus",
        ("bot", "--articles", "tests/corpora/irrin", "eval", "tests/corpora/irrin.yaml"),
    ),
    **{
        name: (title, ("bot", "--articles", f"tests/corpora/{name}", "eval", f"tests/corpora/{name}.yaml"))
        for name, title in (
            ("wray", "A corpus read while the rules were written: a wind farm"),
            ("tarrand", "A corpus read while the rules were written: a football league"),
            ("uplands", "A corpus whose articles nobody read: peace talks"),
        )
    },
    "attribution": ("Who says what: PolNeAR dev", ("tests.benchmarks.attribution",)),
    "support": ("Does the citation support the claim: AttributionBench dev", ("tests.benchmarks.support",)),
    "sentences": ("Finding evidence sentences: SEESAW", ("tests.benchmarks.retrieval_positions",)),
    "answers": ("Answering about positions: SEESAW", ("tests.benchmarks.answers_positions",)),
    "news": ("Finding articles: RealTimeQA news", ("tests.benchmarks.retrieval_news",)),
}


def run(arguments: tuple[str, ...]) -> str:
    """What the program printed; its last words on standard error where it failed."""
    done = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=False)
    if done.returncode and not done.stdout.strip():
        return (done.stderr.strip().splitlines() or ["failed"])[-1]
    return done.stdout.rstrip()


def section(name: str) -> str:
    title, arguments = PARTS[name]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    began = time.monotonic()
    print(f"{title} …", flush=True)
    printed = run(arguments)
    print(printed, flush=True)
    when = f"{datetime.now(UTC).date().isoformat()}, commit {commit.stdout.strip()}, {time.monotonic() - began:.0f} s"
    return f"## {title}\n`python -m {' '.join(arguments)}` ({when})\n\n```\n{printed}\n```\n"


def head() -> str:
    models = "; ".join(f"{model.name} {model.network.sha256[:12]}…" for model in (EMBEDDER, READER, RERANKER))
    return (
        "# Results\n\nWritten by `make bench-quality`; 2 cores, no accelerator. "
        f"Models (SHA-256): {models}; en_core_web_sm 3.8.0.\n"
    )


def written() -> dict[str, str]:
    """The sections of RESULTS.md by title."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    parts = [f"## {part}" for part in text.split("\n## ")[1:]]
    return {part.splitlines()[0].removeprefix("## "): part.rstrip() + "\n" for part in parts}


def main() -> None:
    names = sys.argv[1:] or list(PARTS)
    if unknown := set(names) - set(PARTS):
        sys.exit(f"no part is called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    if not FOLDER.exists():
        sys.exit("skipped: the public data is not there (set BENCHMARKS to its folder)")
    for name in names:
        made = section(name)
        kept = {**written(), PARTS[name][0]: made}
        order = [title for title, _ in PARTS.values() if title in kept]
        reading = kept.get(READING.removeprefix("## "), f"{READING}\n")
        made_by_hand = [kept[title] for title in kept if title not in order and f"## {title}" != READING]
        parts = [head(), *(kept[title] for title in order), reading, *made_by_hand]
        RESULTS.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
