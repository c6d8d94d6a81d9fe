"""What buttons carry. Slack keeps at most 2,000 characters with a button, so a longer value is a digest of itself.

One character is left for a sign before the value. A value that fits survives a restart of the bot; a digest works
while the bot remembers what it stands for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from bot.slack.inquiries import Inquiry
from bot.slack.limits import BUTTON_VALUE
from bot.slack.recent import Recent
from bot.types import Citation

Long = Recent[str, str]


def for_inquiry(inquiry: Inquiry) -> str:
    return _short(_inquiry_json(inquiry))


def for_citations(citations: Sequence[Citation]) -> str:
    return _short(_citations_json(citations))


def fits_button(citations: Sequence[Citation]) -> bool:
    """Whether a button can carry the citations themselves."""
    return len(_citations_json(citations)) < BUTTON_VALUE


def remember_inquiry(inquiry: Inquiry, long: Long) -> None:
    _remember(_inquiry_json(inquiry), long)


def remember_citation(citation: Citation, long: Long) -> None:
    """For a citation that no button can carry; only such a one stands alone behind a digest."""
    _remember(_citations_json([citation]), long)


def inquiry_in(value: str, long: Long) -> Inquiry | None:
    """The inquiry that a button stands for; `None` where it was too long to keep and is forgotten."""
    text = _whole(value, long)
    if text is None:
        return None
    found = json.loads(text)
    return Inquiry(found["kind"], found["text"], tuple(found.get("before", ())))


def citations_in(value: str, long: Long) -> list[Citation]:
    """The citations that a button stands for; none where they were too long to keep and are forgotten."""
    text = _whole(value, long)
    return (
        []
        if text is None
        else [
            Citation(source=source, start=start, end=end, quote=quote) for source, start, end, quote in json.loads(text)
        ]
    )


def _inquiry_json(inquiry: Inquiry) -> str:
    before = {"before": inquiry.before} if inquiry.before else {}
    return _json({"kind": inquiry.kind, "text": inquiry.text, **before})


def _citations_json(citations: Sequence[Citation]) -> str:
    return _json([[each.source, each.start, each.end, each.quote] for each in citations])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")  # not even here a mention stands in full


def _short(text: str) -> str:
    return text if len(text) < BUTTON_VALUE else f"#{hashlib.sha256(text.encode()).hexdigest()}"


def _remember(text: str, long: Long) -> None:
    if _short(text) != text:
        long.keep(_short(text), text)


def _whole(value: str, long: Long) -> str | None:
    return long.get(value) if value.startswith("#") else value
