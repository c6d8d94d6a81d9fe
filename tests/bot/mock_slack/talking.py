"""A workspace whose app answers in the test's own words."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.mock_slack.delivering.delivery import Outcome, Parcel
from bot.mock_slack.hub import Hub
from bot.mock_slack.server import everything


class Talking(Hub):
    """A hub whose app acknowledges with what the test lined up."""

    def __init__(self) -> None:
        super().__init__(everything(), base_url="http://127.0.0.1:1")
        self.parcels: list[Parcel] = []
        self.answers: list[Outcome] = []

    def send(self, parcel: Parcel) -> asyncio.Future[Outcome]:
        self.parcels.append(parcel)
        answered: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        answered.set_result(self.answers.pop(0) if self.answers else Outcome(True))
        return answered

    def interactions_sent(self) -> list[dict[str, Any]]:
        return [parcel.payload for parcel in self.parcels if parcel.kind == "interactive"]
