"""What went over the wire: every call, answer and delivery, bounded in memory, with no token in it."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable
from typing import Any

KEPT = 5000
BODY_LIMIT = 16_000  # characters of one body that are kept
TOTAL_LIMIT = 32_000_000  # characters of all bodies together

_TOKEN = re.compile(r"\b(xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-[A-Za-z0-9-]+")
_SECRET = re.compile(r'("(?:token|client_secret|signing_secret|access_token|refresh_token)"\s*:\s*")[^"]*"')
_TICKET = re.compile(r"(ticket=)[\w-]+")


def redact(text: str) -> str:
    text = _TOKEN.sub(r"\1-…", text)
    return _TICKET.sub(r"\1…", _SECRET.sub(r'\1…"', text))


class Entry:
    """One line of the journal. `body` is JSON text, cut where it is very long; the rest are small facts."""

    __slots__ = ("at", "body", "facts", "kind", "number")

    def __init__(self, number: int, at: float, kind: str, facts: dict[str, Any], body: str) -> None:
        self.number = number
        self.at = at
        self.kind = kind
        self.facts = facts
        self.body = body

    def wire(self) -> dict[str, Any]:
        try:
            body = json.loads(self.body)
        except ValueError:
            body = {"cut": self.body}
        return {"number": self.number, "at": self.at, "kind": self.kind, **self.facts, **body}


class Journal:
    def __init__(self, now: Callable[[], float], announce: Callable[[Entry], None]) -> None:
        self.number = 0
        self._now = now
        self._announce = announce
        self._entries: deque[Entry] = deque()
        self._size = 0

    def write(self, kind: str, facts: dict[str, Any], **bodies: Any) -> Entry:
        """Note something. `facts` are small and hold no secret; `bodies` are redacted and cut."""
        self.number += 1
        entry = Entry(self.number, self._now(), kind, facts, self._text(bodies))
        self._entries.append(entry)
        self._size += len(entry.body)
        while len(self._entries) > KEPT or self._size > TOTAL_LIMIT:
            self._size -= len(self._entries.popleft().body)
        self._announce(entry)
        return entry

    def amend(self, entry: Entry, **facts: Any) -> None:
        """A delivery's outcome is known only later: the same entry is announced again."""
        entry.facts = {**entry.facts, **facts}
        self._announce(entry)

    def entries(self, since: int = 0, kind: str | None = None, limit: int = KEPT) -> list[dict[str, Any]]:
        chosen = [e for e in self._entries if e.number > since and (kind is None or e.kind == kind)]
        return [entry.wire() for entry in chosen[-limit:]]

    def clear(self) -> None:
        self._entries.clear()
        self._size = 0

    @staticmethod
    def _text(bodies: dict[str, Any]) -> str:
        text = redact(json.dumps(bodies, ensure_ascii=False, default=str))
        return text if len(text) <= BODY_LIMIT else text[:BODY_LIMIT] + "…"
