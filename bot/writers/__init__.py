"""Writers turn evidence into a draft. None of them is trusted: every draft goes through `bot.verification`."""

from __future__ import annotations

from typing import Protocol

from bot.library import Library
from bot.types import Draft, Question


class Writer(Protocol):
    """`name` is what an answer's `writer` says. May raise `WriterError`; then the extractive writer steps in."""

    @property
    def name(self) -> str: ...

    def write(self, question: Question, library: Library) -> Draft: ...
