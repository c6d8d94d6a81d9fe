"""An actor's positions by issue, newest first, as the desk orders them."""

from __future__ import annotations

from bot.reports import Summary
from bot.sentences.wording import dropped, numbered
from bot.slack.blocks.footnotes import Details, footnotes
from bot.slack.layout import texts
from bot.slack.layout.claim_words import claim_line, claim_pieces
from bot.slack.layout.escaping import one_line
from bot.slack.layout.limits import TITLE, Block, cut
from bot.slack.layout.parts import bullets, header, paragraph, small, words
from bot.slack.layout.replies import Frame, Reply, framed, saying


def summary_reply(summary: Summary, frame: Frame, details: Details) -> Reply:
    positions = [(held.issue, claim) for held in summary.issues for claim in held.claims]
    if not positions:
        return saying(f"The articles quote no position of {texts.listed([summary.actor])}.")
    numbers = numbered([claim for _, claim in positions])
    title = f"{one_line(summary.actor)}: positions by issue"
    total = len(positions) + summary.left_out
    foot = dropped(summary.dropped)

    def layout(shown: int) -> list[Block]:
        blocks: list[Block] = [header(title)]
        for issue in dict.fromkeys(issue for issue, _ in positions[:shown]):
            claims = [claim for of, claim in positions[:shown] if of == issue]
            blocks.append(paragraph(words(cut(one_line(issue), TITLE), bold=True)))
            blocks.append(bullets([claim_pieces(claim, numbers) for claim in claims]))
        blocks += footnotes([claim for _, claim in positions[:shown]], numbers, details)
        if shown < total:
            remedy = "Name an issue to see them: /positions ACTOR on ISSUE." if len(summary.issues) > 1 else ""
            blocks.append(small(texts.left_out(total - shown, "position", remedy)))
        return [*blocks, small(foot)] if foot else blocks

    lines = [f"{one_line(issue)}: {claim_line(claim, numbers)}" for issue, claim in positions]
    return framed([title, *lines, *([foot] if foot else [])], frame, layout, len(positions))
