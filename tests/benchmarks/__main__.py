"""`make bench`: every figure of speed, one after the other, each beside what the model or the library alone takes."""

from __future__ import annotations

import tests.benchmarks.indexing as indexing
import tests.benchmarks.latency as latency
import tests.benchmarks.mock_load as mock_load
import tests.benchmarks.startup as startup


def main() -> None:
    for part in (latency, startup, indexing, mock_load):
        print(f"\n{part.__name__.rpartition('.')[2]}: {(part.__doc__ or '').splitlines()[0]}", flush=True)
        part.main()


if __name__ == "__main__":
    main()
