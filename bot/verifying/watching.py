"""Claims as they are found good, one by one, for whoever wants to show them before the whole answer is there.

    with watching(lambda claim: print(claim.text)):
        answer = desk.ask("What does Arvia want?")      # every claim told of has passed the checks

With a judge nothing is told of: it reads all claims at once, and nothing unverified is shown for a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.types import Claim

Tell = Callable[[Claim], None]
_watcher: ContextVar[Tell | None] = ContextVar("watcher", default=None)


@contextmanager
def watching(tell: Tell) -> Iterator[None]:
    token = _watcher.set(tell)
    try:
        yield
    finally:
        _watcher.reset(token)


def watcher() -> Tell | None:
    """Whom to tell of a claim, on this thread; `None` where nobody watches."""
    return _watcher.get()
