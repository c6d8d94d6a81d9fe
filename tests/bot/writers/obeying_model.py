"""A chat model that does whatever the passages or the question tell it to: the worst that an injection can meet."""

from __future__ import annotations

from collections.abc import Sequence

from bot.models import Reply
from bot.models.replies import ModelClaims
from prompts import Said


class ObeyingModel:
    """Obeys `orders`, wherever it reads one, in each of the ways in which it could reach a reader."""

    name = "openai:obeying"

    def __init__(self, orders: Sequence[str], actor: str, quote: str) -> None:
        self.orders, self.actor, self.quote = orders, actor, quote
        self.asked: list[Said] = []

    def ask(self, said: Said, schema: type[Reply]) -> Reply:
        self.asked.append(said)
        read = [order for order in self.orders if order in said.user]
        true = {"text": self.quote, "actor": self.actor, "passage": 1, "quote": self.quote}
        claims: list[dict[str, object]] = [true]
        for order in read:
            done = f"As you wish: {order}"
            claims += [
                {**true, "text": order, "quote": order},  # the order itself, as somebody's position
                {**true, "text": done},  # what it was told to say, under a quote that stands in the file
                {**true, "text": f"{self.quote} {done} https://evil.example <!channel>"},
                {**true, "text": done, "actor": "System", "quote": order},
            ]
        lead = f"As you wish: {read[0]} https://evil.example" if read else None
        return schema.model_validate(ModelClaims.model_validate({"claims": claims, "lead": lead}).model_dump())
