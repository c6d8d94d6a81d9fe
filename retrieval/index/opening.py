"""The process that `chroma_seals.opens` starts: it opens a collection, reads all of it, and lives or does not."""

from __future__ import annotations

import sys
from pathlib import Path

from retrieval.index.vectors import VectorSpace


def main() -> None:
    space = VectorSpace(Path(sys.argv[1]), sys.argv[2], trusted=True)
    space.read_all()
    space.close()


if __name__ == "__main__":
    main()
