"""What is said when there is nothing to show: why, what comes closest, and what one can ask instead."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sentences.wording import numbered
from bot.slack.blocks.footnotes import Details, footnotes
from bot.slack.layout import texts
from bot.slack.layout.claim_words import claim_line, claim_pieces
from bot.slack.layout.escaping import one_line
from bot.slack.layout.limits import BUTTON_VALUE, Block, cut
from bot.slack.layout.parts import bullets, button, buttons, paragraph, sentence, words
from bot.types import Claim

MOST_NAMES = 12
MOST_EXAMPLES = 4
EXAMPLE = "try_example_"


def silence(
    why: str, closest: Sequence[Claim], covered: Sequence[str], examples: Sequence[str], details: Details
) -> tuple[list[str], list[Block]]:
    """The sentence, the closest passages or else who is covered, and what one can ask; as lines and as blocks."""
    lines, blocks = [why], [sentence(why)]
    if closest:
        numbers = numbered(closest)
        lines += [claim_line(claim, numbers) for claim in closest]
        blocks.append(bullets([claim_pieces(claim, numbers) for claim in closest]))
        blocks += footnotes(closest, numbers, details)
    elif covered:
        names = texts.listed(covered[:MOST_NAMES])
        lines.append(f"The articles quote {names}.")
        blocks = [paragraph(words(f"{why} The articles quote "), words(names, bold=True), words("."))]
    asked = [one_line(example) for example in examples[:MOST_EXAMPLES]]
    if asked:
        blocks += [sentence("You could ask:"), suggestions(asked)]
        lines.append(f"You could ask: {' '.join(cut(example, 200) for example in asked)}")
    return lines, blocks


def suggestions(examples: Sequence[str]) -> Block:
    """Buttons that ask; a label is cut to what Slack takes, the value is the whole question."""
    asked = [cut(one_line(example), BUTTON_VALUE) for example in examples[:MOST_EXAMPLES]]
    return buttons(*(button(question, f"{EXAMPLE}{number}", question) for number, question in enumerate(asked)))
