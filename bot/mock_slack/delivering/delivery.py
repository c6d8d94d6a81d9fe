"""Carries events and interactions to the app, over whichever transport it uses, and tries again as Slack does."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from bot.mock_slack.basics.journal import Entry
from bot.mock_slack.delivering import payloads
from bot.mock_slack.delivering.faults import SIGNING_FAULTS, Faults
from bot.mock_slack.workspace.records import Json
from bot.mock_slack.workspace.state import Event, Workspace

ACK_SECONDS = 3
HELD_SECONDS = 10  # after which an event that waits for a later one is sent all the same
RETRY_AFTER = (0, 60, 300)  # seconds before the first, second and third retry


@dataclass(frozen=True)
class Outcome:
    """How an attempt ended: acknowledged, perhaps with a response, or why not."""

    ok: bool
    reason: str = ""
    response: Any = None
    retry: bool = True  # False when the app asked not to be tried again


@dataclass
class Parcel:
    """One thing to deliver. `kind` is Socket Mode's name: events_api, slash_commands or interactive."""

    kind: str
    payload: Json
    attempt: int = 0
    reason: str = ""
    tampering: str = ""  # one of the faults of signatures


class Transport(Protocol):
    def send(self, parcel: Parcel) -> asyncio.Future[Outcome]:
        """Hand over a parcel now, in the order of the calls; the future is done when it was acknowledged, or not."""


class Courier:
    def __init__(self, workspace: Workspace, transport: Transport, faults: Faults) -> None:
        self.workspace = workspace
        self.transport = transport
        self.faults = faults
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: Json | None = None
        self._day = 0  # what is on its way when a new one begins is not tried again
        workspace.on_event.append(self.event)

    def event(self, event: Event) -> None:
        """Send an event to the app if it subscribed to it, has the scope and is in the conversation."""
        workspace, manifest = self.workspace, self.workspace.manifest
        if not manifest.subscribes(event.kind):
            return
        if lacking := manifest.missing_scopes(event.kind):
            workspace.journal.write("withheld", {"event": event.kind, "reason": "missing_scope", "needed": lacking[0]})
            return
        channel = workspace.channels.get(event.channel or "")
        if channel is not None and workspace.bot_user not in channel.members:
            return
        if workspace.tokens[workspace.bot_token].revoked:
            return
        envelope = payloads.event_callback(workspace, event)
        fault = self.faults.for_event(event.kind)
        if fault == "drop":
            workspace.journal.write("withheld", {"event": event.kind, "reason": "fault"}, payload=envelope)
        elif fault == "reorder" and self._held is None:
            self._held = envelope  # it follows the next event, or its time comes
            self.workspace.clock.call_in(HELD_SECONDS, lambda: self._release(envelope))
        elif fault == "double":
            self._carry(Parcel("events_api", envelope))
            self._carry(Parcel("events_api", envelope))
        elif fault == "retry_only":
            self._carry(Parcel("events_api", envelope, attempt=1, reason="timeout"))
        else:
            self._carry(Parcel("events_api", envelope, tampering=fault if fault in SIGNING_FAULTS else ""))
        if self._held is not None and self._held is not envelope:
            held, self._held = self._held, None
            self._carry(Parcel("events_api", held))

    def _release(self, envelope: Json) -> None:
        """No other event came that the held one could follow."""
        if self._held is not envelope:
            return
        self._held = None
        facts = {"event": envelope["event"]["type"], "reason": f"no other event came within {HELD_SECONDS} seconds"}
        self.workspace.journal.write("released", facts)
        self._carry(Parcel("events_api", envelope))

    def forget(self) -> None:
        """Let go of what a fault holds back and of what was to be tried again, for a workspace that begins anew."""
        self._held = None
        self._day += 1

    async def interact(self, kind: str, payload: Json) -> Outcome:
        """Deliver a command or an interaction once; the outcome tells what the app answered."""
        if kind == "interactive" and not self.workspace.manifest.interactivity:
            facts = {"event": payload["type"], "reason": "interactivity_disabled"}
            self.workspace.journal.write("withheld", facts, payload=payload)
            return Outcome(False, "interactivity_disabled", retry=False)
        fault = self.faults.for_interaction(payload.get("command") or payload["type"], kind)
        if fault == "drop":  # as if no answer had come in time, without the wait
            facts = {"event": payload.get("command") or payload["type"], "reason": "fault"}
            self.workspace.journal.write("withheld", facts, payload=payload)
            return Outcome(False, "timeout", retry=False)
        sent = self._hand_over(Parcel(kind, payload, tampering=fault if fault in SIGNING_FAULTS else ""))
        if fault == "double":
            self._hand_over(Parcel(kind, payload))
        return await sent

    def _hand_over(self, parcel: Parcel) -> asyncio.Future[Outcome]:
        """Send a parcel now, in the order of the calls, and note how it ends."""
        entry = self._note(parcel)
        outcome = self.transport.send(parcel)
        outcome.add_done_callback(lambda done: None if done.cancelled() else self._noted(entry, done.result()))
        return outcome

    def _carry(self, parcel: Parcel) -> None:
        entry = self._note(parcel)
        self._start(self._see_through(parcel, entry, self.transport.send(parcel)))

    async def _see_through(self, parcel: Parcel, entry: Entry, sent: asyncio.Future[Outcome]) -> None:
        day = self._day
        outcome = await sent
        self._noted(entry, outcome)
        while not outcome.ok and outcome.retry and parcel.attempt < len(RETRY_AFTER):
            await self.workspace.clock.sleep(RETRY_AFTER[parcel.attempt])
            if day != self._day:
                return
            parcel = Parcel(parcel.kind, parcel.payload, parcel.attempt + 1, outcome.reason)
            entry = self._note(parcel)
            outcome = await self.transport.send(parcel)
            self._noted(entry, outcome)

    def _note(self, parcel: Parcel) -> Entry:
        payload = parcel.payload
        name = payload.get("event", {}).get("type") or payload.get("command") or payload.get("type", "")
        facts = {"type": parcel.kind, "name": name, "attempt": parcel.attempt, "outcome": "pending"}
        if parcel.reason:
            facts["retry_reason"] = parcel.reason
        return self.workspace.journal.write("delivery", facts, payload=payload)

    def _noted(self, entry: Entry, outcome: Outcome) -> None:
        took = round((self.workspace.clock.now() - entry.at) * 1000, 1)
        self.workspace.journal.amend(entry, outcome="acknowledged" if outcome.ok else outcome.reason, elapsed_ms=took)

    def _start(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
