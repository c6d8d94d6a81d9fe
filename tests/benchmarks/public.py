"""Where the public development data lies. None of it is in the project; without it benchmarks skip with one line."""

from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ.get("BENCHMARKS", Path(__file__).parents[3] / "shared" / "benchmarks"))


def read(name: str) -> list[dict[str, Any]]:
    """The rows of `FOLDER/name`, JSON lines, zipped or not. Ends the program with one clear line where it is absent."""
    path = FOLDER / name
    if not path.exists():
        sys.exit(f"skipped: the public data {name} is not there (set BENCHMARKS to its folder)")
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]
