"""Claims in a terminal while an answer is being written, each after its checks; the whole answer takes their place."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.cli.printing.terminal import visible
from bot.sentences.wording import line
from bot.types import Claim
from bot.verifying.watching import watching


@contextmanager
def claims_as_they_come(wanted: bool = True) -> Iterator[None]:
    """Lines on standard error, wiped away at the end; nothing where that is no terminal."""
    if not (wanted and sys.stderr.isatty()):
        yield
        return
    count = 0

    def tell(claim: Claim) -> None:
        nonlocal count
        width = max(20, shutil.get_terminal_size().columns - 1)
        words = visible(" ".join("".join(line(claim)).split()))
        sys.stderr.write(f"… {words}"[:width] + "\n")
        sys.stderr.flush()
        count += 1

    try:
        with watching(tell):
            yield
    finally:
        if count:
            sys.stderr.write(f"\033[{count}A\033[J")
            sys.stderr.flush()
