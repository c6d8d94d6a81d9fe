"""Work on one article, tried: an article that cannot be read must not keep the others from being read."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from retrieval.errors import PositionsError

Given = ParamSpec("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Failed:
    """Work that raised: `why` in a word, and `trace` for the log. It can cross from one process to another."""

    why: str
    trace: str


def attempt(work: Callable[Given, Made], *given: Given.args, **named: Given.kwargs) -> Made | Failed:
    """What `work` gives, or why it failed. A `PositionsError` is raised on: it concerns more than one article."""
    try:
        return work(*given, **named)
    except PositionsError:
        raise
    except Exception as error:
        return Failed(type(error).__name__, traceback.format_exc())


def merge(
    work: Callable[[Sequence[str]], Made], names: Sequence[str], suspects: Collection[str] = ()
) -> tuple[Made, Mapping[str, Failed]]:
    """What `work` makes of as many of the named articles as it can, and why it fails with each of the others.

    Tried in this order: all of them, all without `suspects` (those that broke it before), each one alone, and then, as
    long as they fail together, the article with which the first of them begin to fail is left out. Where not even one
    alone works, the fault is no article's, and the error is raised.
    """
    first = attempt(work, names)
    if not isinstance(first, Failed):
        return first, {}
    rest = [name for name in names if name not in suspects]
    if rest and len(rest) < len(names) and not isinstance(made := attempt(work, rest), Failed):
        return made, {name: first for name in names if name in suspects}
    broken: dict[str, Failed] = {}
    kept: list[str] = []
    for name in names:
        alone = attempt(work, [name])
        if isinstance(alone, Failed):
            broken[name] = alone
        else:
            kept.append(name)
    while kept:
        together = attempt(work, kept)
        if not isinstance(together, Failed):
            return together, broken
        good, bad = 1, len(kept)  # so many work, so many do not
        while bad - good > 1:
            middle = (good + bad) // 2
            if isinstance(attempt(work, kept[:middle]), Failed):
                bad = middle
            else:
                good = middle
        broken[kept.pop(bad - 1)] = together
    return work(names), {}
