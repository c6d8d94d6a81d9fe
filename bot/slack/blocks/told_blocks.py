"""An answer that needs no claim: what the bot can be asked, what the articles are about, a word of thanks."""

from __future__ import annotations

from bot.slack.layout.limits import Block, cut
from bot.slack.layout.parts import Piece, bullets, sentence, small, words
from bot.slack.layout.replies import Frame, Reply, framed
from bot.types import Answer

LINE = 300


def told_reply(answer: Answer, frame: Frame) -> Reply:
    """The first line of its note as a sentence, the others as a list. Nothing in it is right or wrong: no feedback."""
    first, *rest = (answer.note or "").splitlines() or [""]
    items: list[list[Piece]] = [[words(cut(line, LINE))] for line in rest]

    def layout(shown: int) -> list[Block]:
        blocks: list[Block] = [sentence(first)]
        blocks += [bullets(items[:shown])] if shown else []
        return [*blocks, small("…")] if shown < len(items) else blocks

    return framed([first, *rest], Frame(frame.start), layout, len(items))
