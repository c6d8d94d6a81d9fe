"""Everything a running workspace is made of, put together in one place."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.mock_slack.delivering.delivery import Courier, Outcome, Parcel
from bot.mock_slack.delivering.faults import Faults
from bot.mock_slack.delivering.http_delivery import Caller
from bot.mock_slack.delivering.interactivity import Interactions
from bot.mock_slack.delivering.limits import Limits
from bot.mock_slack.delivering.socket_mode import Sockets
from bot.mock_slack.workspace.manifest import Manifest
from bot.mock_slack.workspace.state import Workspace

log = logging.getLogger(__name__)


class Hub:
    def __init__(self, manifest: Manifest, *, seed: int = 0, base_url: str = "") -> None:
        self.workspace = Workspace(manifest, seed=seed, base_url=base_url)
        self.interactions = Interactions(self.workspace)
        self.faults = Faults(seed, self._show_faults, lambda: self.over_http)
        self.limits = Limits(self.workspace.clock.now)
        self.sockets = Sockets(self.workspace, self.interactions)
        self.caller = Caller(self.workspace)
        self.courier = Courier(self.workspace, self, self.faults)
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def over_http(self) -> bool:
        return self.caller.url is not None or not self.workspace.manifest.socket_mode

    def send(self, parcel: Parcel) -> asyncio.Future[Outcome]:
        """The transport that the app uses at this moment."""
        return self.caller.send(parcel) if self.over_http else self.sockets.send(parcel)

    def reset(self) -> None:
        """Back to the first day: new messages, no faults; the app stays connected and keeps its tokens."""
        self.faults.clear()
        self.courier.forget()
        self.interactions.forget()
        self.workspace.clock.reset()
        self.limits.on = False
        self.workspace.found()
        self.workspace.journal.clear()
        self.workspace.feed.publish("reset", {})

    def start(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Do something beside everything else; it ends with the workspace at the latest."""
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("something that ran beside the workspace failed", exc_info=error)

    def _show_faults(self) -> None:
        self.workspace.feed.publish("faults", {"faults": self.faults.wire(), "seed": self.faults.seed})

    async def close(self) -> None:
        self.workspace.feed.close()
        for task in list(self._tasks):
            task.cancel()
        await self.courier.close()
        await self.caller.close()
