"""Word stems, small and rough: enough to see that "territorial" and "territory" are about one thing."""

from __future__ import annotations

import re
from functools import cache

_ENDINGS = (
    "isations izations isation ization ational ations ation ments ment ingly edly ships ship ities ity ially ial ies "
    "ances ance ences ence ings ing ions ion ally als al ists ist ers er ors or ives ive es ed y s e"
).split()


@cache
def stem(word: str) -> str:
    """`territory`, `territories`, `territorial` → `territor`; never shorter than four letters."""
    low = word.casefold().removesuffix("’s").removesuffix("'s")
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            low = low.removesuffix(ending)
            break
    return low


def stems(text: str) -> list[str]:
    """The stems of the words of a text, in order."""
    return [stem(word) for word in re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text)]
