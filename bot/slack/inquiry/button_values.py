"""What buttons carry. Slack keeps at most 2,000 characters with a button, so a longer value is a digest of itself.

One character is left for a sign before the value. A value that fits survives a restart of the bot; a digest works
while the bot remembers what it stands for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, TypeAdapter

from bot.slack.inquiry.inquiries import Inquiry, Kind
from bot.slack.inquiry.recent import Recent
from bot.slack.layout.limits import BUTTON_VALUE
from bot.types import MOST_TURNS, Citation

Long = Recent[str, str]
_UNREADABLE = (ValueError, RecursionError)  # forged or forgotten; pydantic's own error is a ValueError


class _Carried(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    kind: Kind
    text: str
    before: list[str] = Field(default=[], max_length=MOST_TURNS)
    channel: str = ""


_CITATIONS = TypeAdapter(list[tuple[StrictStr, StrictInt, StrictInt, StrictStr]])


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
    """The inquiry that a button stands for; `None` where it is forgotten, or where no button of ours says this."""
    try:
        found = _Carried.model_validate(_read(value, long))
    except _UNREADABLE:
        return None
    return Inquiry(found.kind, found.text, tuple(found.before), found.channel)


def citations_in(value: str, long: Long) -> list[Citation]:
    """The citations that a button stands for; none where they are forgotten, or where no button of ours says this."""
    try:
        found = _CITATIONS.validate_python(_read(value, long))
        return [Citation(source=source, start=start, end=end, quote=quote) for source, start, end, quote in found]
    except _UNREADABLE:
        return []


def _inquiry_json(inquiry: Inquiry) -> str:
    before = {"before": inquiry.before} if inquiry.before else {}
    channel = {"channel": inquiry.channel} if inquiry.channel else {}
    return _json({"kind": inquiry.kind, "text": inquiry.text, **before, **channel})


def _citations_json(citations: Sequence[Citation]) -> str:
    return _json([[each.source, each.start, each.end, each.quote] for each in citations])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")  # not even here a mention stands in full


def _short(text: str) -> str:
    return text if len(text) < BUTTON_VALUE else f"#{hashlib.sha256(text.encode()).hexdigest()}"


def _remember(text: str, long: Long) -> None:
    if _short(text) != text:
        long.keep(_short(text), text)


def _read(value: str, long: Long) -> Any:
    """What the value says. Raises what `_UNREADABLE` names."""
    return json.loads((long.get(value) or "") if value.startswith("#") else value)
