"""`make bench-quality`: every figure of quality, into RESULTS.md with its date, commit and model hashes.

Each part is a program of its own that prints its figures; this one runs them one after the other and writes down what
they said. What a person has to say about the figures stands under "Reading the figures" and is left as it is.
"""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from retrieval.models import EMBEDDER, RERANKER
from tests.benchmarks.public import FOLDER

RESULTS = Path(__file__).parent / "RESULTS.md"
KEPT = "## Reading the figures"

GOLD = ("eval", "tests/benchmarks/seeds.yaml")
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The seeds' gold", ("bot", *GOLD)),
    ("The invented corpus", ("bot", "--articles", "tests/corpora/irrin", "eval", "tests/corpora/irrin.yaml")),
    ("Who says what (PolNeAR dev)", ("tests.benchmarks.attribution",)),
    ("Does the citation support the claim (AttributionBench dev)", ("tests.benchmarks.support",)),
    ("Finding evidence sentences (SEESAW)", ("tests.benchmarks.retrieval_positions",)),
    ("Answering about positions (SEESAW)", ("tests.benchmarks.answers_positions",)),
    ("Finding articles (RealTimeQA news)", ("tests.benchmarks.retrieval_news",)),
)


def run(arguments: tuple[str, ...]) -> str:
    """What the program printed; its last words on standard error where it failed."""
    done = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=False)
    if done.returncode and not done.stdout.strip():
        return (done.stderr.strip().splitlines() or ["failed"])[-1]
    return done.stdout.rstrip()


def head() -> str:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    models = "; ".join(f"{model.name} {model.network.sha256[:12]}…" for model in (EMBEDDER, RERANKER))
    return (
        "# Results\n\n"
        f"Written by `make bench-quality` on {datetime.now(UTC).date().isoformat()} at commit {commit.stdout.strip()}, "
        f"on 2 cores without an accelerator. Models: {models}; en_core_web_sm 3.8.0.\n"
    )


def main() -> None:
    if not FOLDER.exists():
        sys.exit("skipped: the public data is not there (set BENCHMARKS to its folder)")
    kept = RESULTS.read_text(encoding="utf-8").partition(KEPT)[2] if RESULTS.exists() else "\n"
    written = [head()]
    for title, arguments in PARTS:
        began = time.monotonic()
        print(f"{title} …", flush=True)
        printed = run(arguments)
        print(printed, flush=True)
        command = f"python -m {' '.join(arguments)}"
        written.append(f"## {title}\n`{command}`, {time.monotonic() - began:.0f} s\n\n```\n{printed}\n```\n")
    RESULTS.write_text("\n".join(written) + f"\n{KEPT}{kept}", encoding="utf-8")


if __name__ == "__main__":
    main()
