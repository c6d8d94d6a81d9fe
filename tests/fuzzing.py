"""How many examples a property test tries.

`make test` tries the same ones each time, so that one commit has one verdict; `make fuzz` draws new ones, and
`FUZZ` times as many. What it finds is mended and written down as a test of its own.
"""

from __future__ import annotations

import os

from hypothesis import settings

_TIMES = int(os.environ.get("FUZZ", "0"))


def examples(count: int) -> int:
    """`count` in `make test`, a multiple of it in `make fuzz`."""
    return count * max(1, _TIMES)


def load_profile() -> None:
    """No deadlines: machines are noisy."""
    settings.register_profile("same", deadline=None, derandomize=True)
    settings.register_profile("fuzz", deadline=None, max_examples=examples(100), print_blob=True)
    settings.load_profile("fuzz" if _TIMES else "same")
