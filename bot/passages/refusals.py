"""Saying that one will not say: "declined to comment on the lake", "would not be drawn". It is no position."""

from __future__ import annotations

import re

_DECLINES = re.compile(
    r"\b(?:declin\w+|refus\w+) to (?:comment|say|answer|discuss|speak|confirm|elaborate|be drawn|take sides)"
    r"|(?:\bnot|n['’]t|\bno|\bwithout) (?:yet |immediately |be |been |a )*(?:comment\w*|respond\w*|repl\w+|drawn)"
    r"|\bnot (?:yet )?confirm\w*"
    r"|\bno comment\b",
    re.IGNORECASE,
)


# "He would not be drawn on pay, but the merger must wait" says something all the same.
_GOES_ON = re.compile(r"\bbut (?!(?:also )?(?:declin|refus|would not|did not))", re.IGNORECASE)


def declines(text: str) -> bool:
    """Whether a text says that somebody will not say, and says no more than that."""
    return bool(_DECLINES.search(text)) and not _GOES_ON.search(text)
