"""Feedback as regression cases: one JSON line a press, whose `case` is one of a gold file for `positions eval`.

A helpful answer's claims become the `facts` that must stay. What is wrong with an unhelpful one only a person can say:
what it showed is kept under `shown`, to be moved to `facts` or `forbidden` by hand. No ids of people, no
tokens; the file is its owner's alone.
"""

from __future__ import annotations

import json
import re
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.running.private_files import private
from bot.types import Answer, Claim

_lock = threading.Lock()


def record(path: Path, answer: Answer, helpful: bool, press: str = "") -> None:
    """Appends the case, once for each press; raises `OSError` where the file cannot be written."""
    found = case(answer, helpful, datetime.now(UTC)) | ({"press": press} if press else {})
    line = json.dumps(found, ensure_ascii=False)
    with _lock:
        path.parent.mkdir(parents=True, exist_ok=True)
        if press and path.is_file() and press in path.read_text(encoding="utf-8"):
            return  # a press before a restart
        with open(path, "a", encoding="utf-8", opener=private) as file:
            file.write(line + "\n")


def case(answer: Answer, helpful: bool, at: datetime) -> dict[str, Any]:
    shown = [fact(claim) for claim in answer.claims]
    missed = not helpful and answer.status == "abstained"  # somebody knows that the articles do answer it
    return {
        "case": {
            "question": _whole(answer),
            "status": "answered" if missed else answer.status,
            "reason": None if missed else answer.reason,
            "facts": shown if helpful else [],
            "forbidden": [],
        },
        "shown": shown,
        "verdict": "helpful" if helpful else "unhelpful",
        "writer": answer.writer,
        "at": at.isoformat(timespec="seconds"),
    }


def _whole(answer: Answer) -> str:
    """The question as it stands on its own: "and Moscow?" would be no case."""
    asked = answer.understood
    return asked.text if asked is not None and asked.follows and not answer.parts else answer.question


def fact(claim: Claim) -> dict[str, Any]:
    """The claim as a fact of a gold file: a pattern that its first quote matches, and who holds it."""
    words = claim.citations[0].quote.split()
    return {
        "quote": r"\s+".join(re.escape(word) for word in words),
        "sources": list(dict.fromkeys(citation.source for citation in claim.citations)),
        "actor": claim.actor,
        "reported_by": claim.reported_by,
    }
