"""The name before the words of a turn, as interviews and transcripts print it: "Rell: It will hold."."""

from __future__ import annotations

import re

from retrieval.types import Span

_LABEL = re.compile(r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,5}):\s+")


def behind_label(text: str, span: Span) -> tuple[str, Span]:
    """The name at the start of a slice of an article, and the words behind its colon; no name, and all of it."""
    label = _LABEL.match(text, span.start, span.end)
    return (label["name"], Span(label.end(), span.end)) if label is not None else ("", span)
