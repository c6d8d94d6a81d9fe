"""What is said when there is nothing to show: why, and what one can ask instead."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack import texts
from bot.slack.escaping import one_line
from bot.slack.limits import Block, cut
from bot.slack.parts import Piece, bullets, paragraph, words

MOST_NAMES = 12
MOST_EXAMPLES = 4


def silence(sentence: str, covered: Sequence[str], examples: Sequence[str]) -> tuple[list[str], list[Block]]:
    """The sentence, who is covered and what one can ask; as lines of text and as blocks."""
    lines, pieces = [sentence], [words(sentence)]
    if covered:
        names = texts.listed(covered[:MOST_NAMES])
        lines.append(f"Covered: {names}.")
        pieces += [words(" The articles do say something about "), words(names, bold=True), words(".")]
    blocks: list[Block] = [paragraph(*pieces)]
    asked = [cut(one_line(example), 200) for example in examples[:MOST_EXAMPLES]]
    if asked:
        items: list[list[Piece]] = [[words(example)] for example in asked]
        blocks += [paragraph(words("You could ask:")), bullets(items)]
        lines.append(f"You could ask: {' '.join(asked)}")
    return lines, blocks
