"""Start-up and memory of `positions ask`, beside what loading its two networks alone takes.

python -m tests.benchmarks.startup
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5
MODELS_ALONE = """
from retrieval.models import EMBEDDER, RERANKER, load_network
load_network(EMBEDDER.network); load_network(RERANKER.network)
"""
PEAK = """
import resource, sys
from bot.__main__ import main
main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def figures() -> dict[str, float]:
    """Seconds of wall time from the shell's call to its end, index in place; mebibytes at the peak."""
    with tempfile.TemporaryDirectory() as folder:
        ask = ["--data", folder, "ask", "What does Moscow demand?"]
        first = _seconds([sys.executable, "-m", "bot", *ask])
        asked = statistics.median(_seconds([sys.executable, "-m", "bot", *ask]) for _ in range(RUNS))
        bare = statistics.median(_seconds([sys.executable, "-c", MODELS_ALONE]) for _ in range(RUNS))
        run = subprocess.run([sys.executable, "-c", PEAK, *ask], check=True, capture_output=True, text=True)
        unit = 1024**2 if sys.platform == "darwin" else 1024  # what ru_maxrss counts in differs
        peak = int(run.stderr.split()[-1]) / unit
    return {
        "first ask, index built, seconds": first,
        "ask, seconds": asked,
        "loading the two networks, seconds": bare,
        "ratio": asked / bare,
        "peak memory of ask, MiB": peak,
    }


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    for name, value in figures().items():
        print(f"{name:40} {value:8.2f}")


if __name__ == "__main__":
    main()
