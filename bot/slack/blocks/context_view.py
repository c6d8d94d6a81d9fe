"""The modal that shows what is cited of an article in its paragraphs, the cited words in bold and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.reports import SourceEntry
from bot.sentences.wording import page
from bot.slack.blocks.footnotes import source_line
from bot.slack.layout.escaping import one_line, plain
from bot.slack.layout.limits import Block, cut
from bot.slack.layout.parts import Piece, paragraph, plain_text, sentence, small, words
from bot.types import Citation

View = dict[str, Any]

CONTEXT_TITLE = "In context"
AROUND = 1_200
WITHIN = 3_000


def context_view(entry: SourceEntry, cited: Sequence[tuple[Citation, tuple[str, str, str] | str]]) -> View:
    """Each citation with its paragraph as (before, quote, after), or with the sentence on why there is none."""
    blocks = [small(source_line(entry))]
    for citation, found in cited:
        if isinstance(found, str):
            blocks.append(sentence(found))
            continue
        before, quote, after = found
        shown = [(_end(before), False), (cut(plain(quote), WITHIN), True), (_start(after), False)]
        pieces: list[Piece] = [words(text, bold=bold) for text, bold in shown if text]
        on = f"{page(entry, [citation])}, " if entry.pages else ""
        where = f"{one_line(citation.source)}, {on}characters {citation.start:,} to {citation.end:,}"
        blocks += [paragraph(*pieces), small(where)]
    return window(CONTEXT_TITLE, blocks)


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
