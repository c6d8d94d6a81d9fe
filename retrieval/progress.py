"""How long work tells a person how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called as `progress(what, done, total)`: what is being done in a few words ("embedding passages"), and how far it is.
`total` is 0 where there is nothing to count, as in "waiting for another process that is indexing"."""


def silent(what: str, done: int, total: int) -> None:
    """Nobody is told."""
