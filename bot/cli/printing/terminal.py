"""What may be written to a terminal: nothing of an article, a file's name or an error can steer it."""

from __future__ import annotations

import sys

# Marks that turn the reading direction: with them a quote could be made to read as its opposite.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def visible(text: str) -> str:
    """The text without what would steer a terminal: control characters and marks that turn the reading direction."""
    spaced = (c if c == "\n" or not c.isspace() else " " for c in text)
    return "".join(c for c in spaced if c == "\n" or (ord(c) >= 32 and not 127 <= ord(c) < 160 and c not in _TURNING))


def complain(what: object) -> None:
    """One line on standard error under the program's name."""
    print(f"positions: {visible(str(what))}", file=sys.stderr)
