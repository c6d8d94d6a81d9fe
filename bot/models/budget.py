"""What chat models may use in a day: tokens and money, of everybody, of a workspace and of a user."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import WriterError
from bot.models.record import Record
from bot.running.asker import asking

MILLION = 1_000_000


@dataclass(frozen=True)
class Prices:
    """Money for a million tokens, in whatever currency the budget is in."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0

    def of(self, tokens_in: int, tokens_out: int) -> float:
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / MILLION


@dataclass(frozen=True)
class Budget:
    """Limits of one day, UTC; `None` is none."""

    tokens: int | None = None
    tokens_of_workspace: int | None = None
    tokens_of_user: int | None = None
    money: float | None = None
    prices: Prices = Prices()

    def check(self, record: Record) -> None:
        """Raises `WriterError` where a limit is reached."""
        asker = asking.get()
        used = record.spent()
        if self.tokens is not None and sum(used) >= self.tokens:
            raise _over("The chat model's tokens of today are used up.")
        if self.money is not None and self.prices.of(*used) >= self.money:
            raise _over("The chat model's money of today is spent.")
        workspace, user = asker.workspace, asker.user
        shared = self.tokens_of_workspace
        if shared is not None and workspace and sum(record.spent(workspace)) >= shared:
            raise _over("This workspace's tokens of today are used up.")
        if self.tokens_of_user is not None and user and sum(record.spent(workspace, user)) >= self.tokens_of_user:
            raise _over("Your tokens of today are used up.")


def _over(sentence: str) -> WriterError:
    return WriterError(sentence, "They are new at midnight UTC; the settings say how many there are.")
