"""The modal that shows a quote in its paragraph, the quote in bold and nothing highlighted but the quote."""

from __future__ import annotations

from typing import Any

from bot.reports import SourceEntry
from bot.slack.escaping import one_line, plain
from bot.slack.footnotes import described
from bot.slack.limits import Block, cut
from bot.slack.parts import Piece, paragraph, plain_text, sentence, small, words
from bot.types import Citation

View = dict[str, Any]

CONTEXT_TITLE = "In context"
AROUND = 1_200
WITHIN = 3_000


def context_view(citation: Citation, paragraph_parts: tuple[str, str, str], entry: SourceEntry) -> View:
    before, quote, after = paragraph_parts
    shown = [(_end(before), False), (cut(plain(quote), WITHIN), True), (_start(after), False)]
    pieces: list[Piece] = [words(text, bold=bold) for text, bold in shown if text]
    where = f"{one_line(citation.source)}, characters {citation.start:,} to {citation.end:,}"
    return window(CONTEXT_TITLE, [small(described(entry)), paragraph(*pieces), small(where)])


def saying_view(title: str, text: str) -> View:
    return window(title, [sentence(text)])


def window(title: str, blocks: list[Block]) -> View:
    return {"type": "modal", "title": plain_text(title), "close": plain_text("Close"), "blocks": blocks}


def _end(text: str) -> str:
    text = plain(text)
    return text if len(text) <= AROUND else f"…{text[-AROUND:]}"


def _start(text: str) -> str:
    text = plain(text)
    return text if len(text) <= AROUND else f"{text[:AROUND]}…"
