"""`bot.conversation.rephrasing.Rephraser` by a chat model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import prompts
from bot.models import Model
from bot.models.replies import Parted, Rewritten


@dataclass(frozen=True)
class ModelRephraser:
    model: Model

    def alone(self, message: str, turns: str) -> str:
        return self.model.ask(prompts.load("follow_up").fill(turns=turns, message=message), Rewritten).question

    def parts(self, message: str) -> Sequence[str]:
        return self.model.ask(prompts.load("split").fill(message=message), Parted).questions
