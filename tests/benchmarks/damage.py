"""Does an index heal, whichever of its bits flip? `python -m tests.benchmarks.damage [--copies 30] [--flips 5]`

Copies of an index get bits flipped at random places of any of their files, one of them in the database; then each is
opened and looked into by a process of its own, which a damaged file may end. Prints how many gave the same statements
and passages as the undamaged one. Ends with status 1 where not all did.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from tests.retrieval.index.test_damage import Seen, flip_some, look, write_articles


class Looker:
    """Looks in another process; one that ended is started again."""

    def __init__(self) -> None:
        self._pool = self._opened()

    def look(self, articles: Path, data: Path) -> Seen | str:
        """What is seen, or why nothing is."""
        try:
            return self._pool.submit(look, articles, data).result()
        except BrokenProcessPool:
            self._pool = self._opened()
            return "the process ended"
        except Exception as error:
            return f"{type(error).__name__}: {error}"

    @staticmethod
    def _opened() -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--copies", type=int, default=30)
    parser.add_argument("--flips", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    looker, healed = Looker(), 0
    with tempfile.TemporaryDirectory(prefix="damage-") as folder:
        articles, data = Path(folder) / "articles", Path(folder) / "data"
        write_articles(articles)
        seen = looker.look(articles, data)
        if isinstance(seen, str):
            sys.exit(f"nothing is seen with the undamaged index: {seen}")
        for number in range(given.seed, given.seed + given.copies):
            copy = Path(folder) / f"copy{number}"
            shutil.copytree(data, copy)
            flip_some(copy, random.Random(number), given.flips)
            found = looker.look(articles, copy)
            healed += found == seen
            if found != seen:
                print(f"copy {number}: {found if isinstance(found, str) else 'other answers'}", flush=True)
            shutil.rmtree(copy)
    print(f"{healed} of {given.copies} damaged indexes healed")
    sys.exit(healed < given.copies)


if __name__ == "__main__":
    main()
