"""The answers to several questions of one message, one under the other, each under its question."""

from __future__ import annotations

from collections.abc import Callable

from bot.slack.layout import texts
from bot.slack.layout.escaping import one_line
from bot.slack.layout.limits import Block, cut
from bot.slack.layout.parts import paragraph, small, words
from bot.slack.layout.replies import Frame, Reply, framed
from bot.types import Answer

ASKED = 300  # characters of a question that stand above its answer


def several_reply(answer: Answer, frame: Frame, lay_out: Callable[[Answer, Frame], Reply]) -> Reply:
    """Where they do not fit into one message, each of them shows fewer claims."""
    inner = Frame(tables=False)
    headings = [f"{number}. {cut(one_line(part.question), ASKED)}" for number, part in enumerate(answer.parts, 1)]
    most = max(len(part.claims) for part in answer.parts)

    def layout(shown: int) -> list[Block]:
        blocks: list[Block] = []
        for heading, part in zip(headings, answer.parts, strict=True):
            blocks.append(paragraph(words(heading, bold=True)))
            left_out = len(part.claims) - shown
            if shown or not part.claims:
                blocks += lay_out(part.model_copy(update={"claims": part.claims[:shown]}), inner).blocks
            if left_out > 0:
                blocks.append(small(texts.left_out(left_out, "claim")))
        return [*blocks, *([small(answer.note)] if answer.note else [])]

    lines = [
        line
        for heading, part in zip(headings, answer.parts, strict=True)
        for line in (heading, lay_out(part, inner).text)
    ]
    return framed(lines, frame, layout, most)
