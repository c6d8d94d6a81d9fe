"""Faults on demand: what can go wrong between Slack and an app, seeded so that a run can be repeated."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.mock_slack.basics.errors import ControlError

API_FAULTS = ("rate_limit", "http_error", "api_error", "latency", "error_after", "cut")
EVENT_FAULTS = (
    "drop",
    "double",
    "reorder",
    "retry_only",
    "bad_signature",
    "old_signature",
    "bad_timestamp",
    "no_timestamp",
)
SIGNING_FAULTS = ("bad_signature", "old_signature", "bad_timestamp", "no_timestamp")  # where there are signatures: HTTP
INTERACTION_FAULTS = ("drop", "double", *SIGNING_FAULTS)  # commands and interactions come once, and at once


@dataclass
class Fault:
    """A rule. It strikes calls of `method` or what is delivered as `event` (None: any), `count` times (None: always).

    `event` is an event's name, a command (`/ask`), or the type of an interaction (`block_actions`); a family of them
    too (`message`, `slash_commands`, `interactive`).

    Of the occasions it could strike at it takes `probability`, drawn from the workspace's seeded dice.
    """

    id: int
    kind: str
    method: str | None = None
    event: str | None = None
    count: int | None = 1
    probability: float = 1.0
    status: int = 500  # of http_error and error_after
    error: str = "internal_error"  # of api_error
    seconds: float = 1.0  # of latency; Retry-After of rate_limit
    struck: int = 0


@dataclass
class Faults:
    seed: int = 0
    changed: Callable[[], None] = lambda: None  # called whenever the rules have changed
    signing: Callable[[], bool] = lambda: True  # whether deliveries are signed at this moment
    rules: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)
        self._numbers = itertools.count(1)

    def add(self, wanted: Mapping[str, Any]) -> Fault:
        """A fault from the control API. Raises `ControlError` for what it does not know."""
        kind = wanted.get("kind")
        if kind not in API_FAULTS + EVENT_FAULTS:
            raise ControlError(f"“kind” is one of: {', '.join(API_FAULTS + EVENT_FAULTS)}.")
        if kind in SIGNING_FAULTS and not self.signing():
            raise ControlError("Socket Mode has no signatures: have the app reached over HTTP first (“delivery”).", 409)
        types: dict[str, type | tuple[type, ...]] = {
            "method": str, "event": str, "count": int, "probability": (int, float), "status": int, "error": str,
            "seconds": (int, float),
        }  # fmt: skip
        fields: dict[str, Any] = {}
        for name, value in wanted.items():
            if name == "kind":
                continue
            if name not in types:
                raise ControlError(f"A fault has no “{name}”; it has: kind, {', '.join(types)}.")
            if value is None and name in {"method", "event", "count"}:
                fields[name] = None
            elif isinstance(value, bool) or not isinstance(value, types[name]):
                raise ControlError(f"“{name}” has the wrong type.")
            else:
                fields[name] = value
        if not 0 <= fields.get("probability", 1) <= 1 or not 0 <= fields.get("seconds", 0) <= 3600:
            raise ControlError("“probability” lies between 0 and 1, “seconds” between 0 and 3600.")
        if not 400 <= fields.get("status", 500) <= 599:
            raise ControlError("“status” lies between 400 and 599.")
        fault = Fault(next(self._numbers), kind, **fields)
        self.rules.append(fault)
        self.changed()
        return fault

    def for_call(self, method: str) -> list[Fault]:
        """The faults that strike this call."""
        return [fault for fault in list(self.rules) if fault.kind in API_FAULTS and self._strikes(fault, method)]

    def for_event(self, event: str) -> str:
        """The kind of the fault that strikes this event, or ""."""
        return self._first(EVENT_FAULTS, event, event.partition(".")[0])

    def for_interaction(self, name: str, family: str) -> str:
        """The kind of the fault that strikes a command or an interaction, or ""."""
        return self._first(INTERACTION_FAULTS, name, family)

    def _first(self, kinds: tuple[str, ...], *names: str) -> str:
        for fault in list(self.rules):
            if (
                fault.kind in kinds
                and (self.signing() or fault.kind not in SIGNING_FAULTS)
                and self._strikes(fault, *names)
            ):
                return fault.kind
        return ""

    def remove(self, number: int) -> bool:
        before = len(self.rules)
        self.rules = [fault for fault in self.rules if fault.id != number]
        self.changed()
        return len(self.rules) < before

    def clear(self) -> None:
        self.rules = []
        self.sow(self.seed)

    def sow(self, seed: int) -> None:
        """The dice start anew; the rules stay."""
        self.seed = seed
        self._dice.seed(seed)
        self.changed()

    def wire(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self.rules]

    def _strikes(self, fault: Fault, *names: str) -> bool:
        wanted = fault.method if fault.kind in API_FAULTS else fault.event
        if wanted is not None and wanted not in names:
            return False
        if fault.probability < 1 and self._dice.random() >= fault.probability:
            return False
        fault.struck += 1
        if fault.count is not None and fault.struck >= fault.count:
            self.rules.remove(fault)
        self.changed()
        return True
