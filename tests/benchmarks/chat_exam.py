"""The exam with a chat model, all of it that needs no model: one table.

    python -m tests.benchmarks.chat_exam [--home=FOLDER]

A strong model's claims, written by hand, and lies made of them (`handmodel`: five sets); what weak models wrote
(`weak_models`), and whether a citation supports a claim (`support`). Prints each part as it goes, then the table.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks import support, weak_models
from tests.benchmarks.handmodel.__main__ import main as replayed
from tests.benchmarks.handmodel.requests import CLUSTERS, OFFSETS

_SETS = {"development": CLUSTERS, **{name: tuple(told) for name, told in OFFSETS.items()}}


def main(home: Path) -> None:
    parts: dict[str, dict[str, str]] = {}
    for name, wanted in _SETS.items():
        print(f"== {name}", flush=True)
        parts[name] = replayed(wanted, False, home)
    print("== weak models", flush=True)
    weak = weak_models.replay(weak_models.KEPT, home, False)
    print()
    print(f"{'':<42}" + "".join(f"{name:>24}" for name in parts))
    for figure in parts["development"]:
        print(f"{figure:<42}" + "".join(f"{told[figure]:>24}" for told in parts.values()))
    for told in weak:
        print(told)
    for name, value in support.figures().items():
        print(f"AttributionBench, {name:<24}{value:>24.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.chat_exam")
    parser.add_argument("--home", type=Path, help="where the indexes are kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        main(given.home or Path(temporary))
