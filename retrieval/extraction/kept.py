"""Extracted texts, kept beside the index: one JSON file for each content of a file and extractor.

What is kept is what every offset points into, so it is never made again while its file and extractor are the same.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from retrieval.extraction.extracted import Extracted
from retrieval.extraction.kinds import identity


@dataclass(frozen=True, slots=True)
class Outcome:
    """The articles of a file, or the reason why it has none."""

    articles: tuple[Extracted, ...] = ()
    reason: str | None = None


def key_of(raw: bytes, suffix: str) -> str:
    """The identity of a file's content: its bytes, and what extracts it."""
    made = hashlib.sha256(identity(suffix).encode() + b"\0")
    made.update(raw)
    return made.hexdigest()


class Kept:
    """The folder of kept texts; without one, nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, key: str) -> Outcome | None:
        """What was kept; None where nothing was, or what is there cannot be used."""
        if self._folder is None:
            return None
        try:
            kept = json.loads((self._folder / f"{key}.json").read_bytes())
            return Outcome(tuple(map(Extracted.load, kept["articles"])), kept["reason"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, outcome: Outcome) -> None:
        """Whole or not at all: a program that is killed leaves no half of a text behind. Raises `OSError`."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        packed = {"articles": [article.dump() for article in outcome.articles], "reason": outcome.reason}
        new = self._folder / f".{uuid.uuid4().hex}"
        try:
            new.write_text(json.dumps(packed, ensure_ascii=False), encoding="utf-8")
            new.replace(self._folder / f"{key}.json")
        finally:
            new.unlink(missing_ok=True)

    def forget_others(self, keys: Collection[str]) -> None:
        """Drop what belongs to no file any more."""
        if self._folder is None or not self._folder.is_dir():
            return
        for path in list(self._folder.glob("*.json")):
            if path.stem not in keys:
                with suppress(OSError):
                    path.unlink()
