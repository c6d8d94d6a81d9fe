"""Slack's rate limits as token buckets: off unless they are asked for, since a test seldom wants to wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

MAX_BUCKETS = 10_000
BURST = 5  # seconds' worth of calls that may come at once, at least one call


@dataclass
class Bucket:
    left: float
    at: float


@dataclass
class Limits:
    now: Callable[[], float]
    on: bool = False
    _buckets: dict[tuple[str, ...], Bucket] = field(default_factory=dict)

    def wait_for(self, key: tuple[str, ...], per_minute: int) -> int:
        """Take one call out of a bucket: 0 when it may go, else the seconds of `Retry-After`."""
        if not self.on:
            return 0
        rate = per_minute / 60
        size = max(1.0, rate * BURST)
        now = self.now()
        if len(self._buckets) >= MAX_BUCKETS:
            self._buckets.clear()
        bucket = self._buckets.setdefault(key, Bucket(size, now))
        bucket.left = min(size, bucket.left + (now - bucket.at) * rate)
        bucket.at = now
        if bucket.left >= 1:
            bucket.left -= 1
            return 0
        return max(1, round((1 - bucket.left) / rate))
