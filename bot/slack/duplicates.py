"""Remembers for a while what happened: what was shared, where the bot spoke. What was received the inbox knows, and for
longer than this process lives.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

KEPT_SECONDS = 20 * 60.0  # Slack's last retry comes after about six minutes
MOST = 20_000


class Seen:
    """A bounded set of keys that forgets each after `seconds`. Safe to use from many threads."""

    def __init__(
        self, seconds: float = KEPT_SECONDS, most: int = MOST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds, self._most, self._clock = seconds, most, clock
        self._keys: OrderedDict[Hashable, float] = OrderedDict()
        self._lock = threading.Lock()

    def claim(self, key: Hashable) -> bool:
        """True for the first caller with this key, False for all others until it is forgotten."""
        with self._lock:
            self._expire()
            if key in self._keys:
                return False
            self._keys[key] = self._clock()
            return True

    def release(self, key: Hashable) -> None:
        """Lets the key be claimed again: what it stood for did not happen."""
        with self._lock:
            self._keys.pop(key, None)

    def __contains__(self, key: Hashable) -> bool:
        with self._lock:
            self._expire()
            return key in self._keys

    def __len__(self) -> int:
        with self._lock:
            self._expire()
            return len(self._keys)

    def _expire(self) -> None:
        oldest = self._clock() - self._seconds
        while self._keys and (len(self._keys) > self._most or next(iter(self._keys.values())) <= oldest):
            self._keys.popitem(last=False)
