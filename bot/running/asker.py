"""Who asks at the moment, for the edges that set it and the budgets that count by it."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Asker:
    """Who asks, as far as the edge knows: a budget may be a workspace's or a user's."""

    workspace: str = ""
    user: str = ""


asking: ContextVar[Asker] = ContextVar("asking", default=Asker())  # noqa: B039 - a frozen value
