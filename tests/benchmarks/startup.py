"""Start-up and memory of `positions ask`, beside what loading its two networks alone takes.

    python -m tests.benchmarks.startup

Two questions: one that the ledger answers without any network, and one of fact, which needs both.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5
POSITION, FACT = "What does Moscow demand?", "Who is the new President of the European Council?"
MODELS_ALONE = """
from retrieval.index.models import EMBEDDER, load_network
from retrieval.matching.reranking import READER
load_network(EMBEDDER.network); load_network(READER.network)
"""
# Linux counts a child's ru_maxrss from before its exec, so the parent's memory would be in it; VmHWM begins anew.
PEAK = """
import pathlib, resource, sys
from bot.__main__ import main
main(sys.argv[1:])
status = pathlib.Path("/proc/self/status")
if status.exists():
    peak = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
print(peak, file=sys.stderr)  # KiB
"""


def figures() -> dict[str, float]:
    """Seconds of wall time from the shell's call to its end, index in place; mebibytes at the peak."""
    with tempfile.TemporaryDirectory() as folder:
        position, fact = (["--data", folder, "ask", question] for question in (POSITION, FACT))
        first = _seconds([sys.executable, "-m", "bot", *position])
        asked, plain = (
            statistics.median(_seconds([sys.executable, "-m", "bot", *ask]) for _ in range(RUNS))
            for ask in (position, fact)
        )
        bare = statistics.median(_seconds([sys.executable, "-c", MODELS_ALONE]) for _ in range(RUNS))
        peaks = [_peak(ask) for ask in (position, fact)]
    return {
        "first ask, index built, seconds": first,
        "ask for a position, seconds": asked,
        "ask for a fact, seconds": plain,
        "loading the two networks, seconds": bare,
        "ratio, position": asked / bare,
        "ratio, fact": plain / bare,
        "peak memory, position, MiB": peaks[0],
        "peak memory, fact, MiB": peaks[1],
    }


def _peak(ask: list[str]) -> float:
    run = subprocess.run([sys.executable, "-c", PEAK, *ask], check=True, capture_output=True, text=True)
    return float(run.stderr.split()[-1]) / 1024


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    for name, value in figures().items():
        print(f"{name:40} {value:8.2f}")


if __name__ == "__main__":
    main()
