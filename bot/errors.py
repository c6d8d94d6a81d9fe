"""Errors of the bot that are shown to a person; like all of ours, one sentence and a remedy.

PositionsError (retrieval.errors)
├── CallError            the command was called wrongly (exit status 2)
├── UnknownActorError    no article mentions the name
├── SettingsError        a setting cannot be used
└── WriterError          the chat model gave nothing usable; the extractive writer steps in
"""

from __future__ import annotations

from retrieval.errors import PositionsError


class CallError(PositionsError):
    pass


class UnknownActorError(PositionsError):
    def __init__(self, name: str, covered: tuple[str, ...]) -> None:
        remedy = f"Ask about {', '.join(covered[:6])}." if covered else "Add articles that mention it."
        super().__init__(f"No article mentions “{name}”.", remedy)
        self.name = name


class SettingsError(PositionsError):
    pass


class WriterError(PositionsError):
    pass
