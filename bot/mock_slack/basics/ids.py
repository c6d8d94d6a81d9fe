"""Ids and timestamps as Slack writes them: they never repeat, and the same seed gives the same ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SPACE = 36**8
_STEP = 1_697_318_400_011  # odd and no multiple of 3: counting in these steps visits every id once before any repeats


@dataclass
class Ids:
    """Counters behind every id of a workspace; they are saved with it, so that nothing is given out twice."""

    seed: int = 0
    counter: int = 0
    last_ts: int = 0

    def new(self, prefix: str) -> str:
        """An id such as `C0K3F9QZ2AB`: the prefix, a zero and eight characters more."""
        self.counter += 1
        number = (self.counter + self.seed * 7919) * _STEP % _SPACE
        digits = ""
        for _ in range(8):
            number, digit = divmod(number, 36)
            digits = _DIGITS[digit] + digits
        return f"{prefix}0{digits}"

    def ts(self, now: float) -> str:
        """A message's timestamp, `seconds.microseconds`, later than every one before it."""
        self.last_ts = max(self.last_ts + 1, int(now * 1_000_000))
        return f"{self.last_ts // 1_000_000}.{self.last_ts % 1_000_000:06d}"

    def digest(self, name: str, length: int = 32) -> str:
        """A digest that the same seed and name give again: it looks like Slack's, and guards nothing."""
        return hashlib.sha256(f"mock-slack/{self.seed}/{name}".encode()).hexdigest()[:length]
