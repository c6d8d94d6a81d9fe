"""Writers turn evidence into a draft, and none is trusted: every draft goes through `bot.verifying.verification`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from bot.library import Library
from bot.types import Claim, Draft, Proposal, Question
from bot.verifying.verification import Dropped


class Writer(Protocol):
    """`name` is what an answer's `writer` says. May raise `WriterError`; then the extractive writer steps in."""

    @property
    def name(self) -> str: ...

    def write(self, question: Question, library: Library) -> Draft: ...


@runtime_checkable
class Streaming(Protocol):
    """A writer that can tell of each proposal as soon as it has it."""

    def write(self, question: Question, library: Library, tell: Callable[[Proposal], None] | None = None) -> Draft: ...

    def repair(self, draft: Draft, dropped: Sequence[Dropped], library: Library) -> Draft: ...


@runtime_checkable
class Repairing(Protocol):
    """A writer that can be told what was wrong with its claims, once."""

    def repair(self, draft: Draft, dropped: Sequence[Dropped], library: Library) -> Draft: ...


@runtime_checkable
class Summarising(Protocol):
    """A writer that can sum a conversation up, out of the paragraphs that it has cited."""

    def summarise(self, question: Question, claims: Sequence[Claim], turns: str, library: Library) -> Draft: ...
