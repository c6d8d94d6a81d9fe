"""What the bot can be asked for: the one interface that its edges (Slack, the command line) are written against."""

from __future__ import annotations

from typing import Protocol

from bot.reports import Comparison, HolderEvidence, IssueList, Sources, Summary, Timeline
from bot.types import NO_CONTEXT, Answer, Citation, Context


class Desk(Protocol):
    """Every method may raise `retrieval.errors.PositionsError`, whose text is fit to be shown.

    An `actor` is any name or alias in any case. A name that no article mentions raises `UnknownActorError`
    with the actors that are covered as its remedy.
    """

    def ask(self, question: str, context: Context = NO_CONTEXT) -> Answer: ...

    def compare(self, actors: tuple[str, ...], on: str | None = None) -> Comparison: ...

    def of(self, actor: str, on: str | None = None) -> Summary: ...

    def timeline(self, actor: str, on: str | None = None) -> Timeline: ...

    def issues(self) -> IssueList:
        """What the statements are about, contested issues first."""
        ...

    def sources(self) -> Sources: ...

    def paragraph(self, citation: Citation) -> tuple[str, str, str]:
        """The citation's paragraph as (before, quote, after); raises where it is no slice of its file any more."""
        ...

    def holder(self, citation: Citation) -> HolderEvidence:
        """Why the cited words are their holder's; raises where nothing is attributed there any more."""
        ...

    def title(self, source: str) -> str: ...

    def covered(self) -> tuple[str, ...]:
        """The actors with the most statements, most first: what one can ask about."""
        ...

    def examples(self) -> tuple[str, ...]:
        """Up to four questions that these articles can answer."""
        ...
