"""A reply ready to be sent, and the frame that every report is set in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.slack.layout.escaping import fallback
from bot.slack.layout.limits import FALLBACK, Block, cut, fit
from bot.slack.layout.parts import NOTHING, sentence


@dataclass(frozen=True, slots=True)
class Reply:
    """`text` is what notifications and screen readers get, already escaped; `blocks` is what is seen."""

    text: str
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands above and below a report and is never cut. A modal takes no table block."""

    start: tuple[Block, ...] = ()
    end: tuple[Block, ...] = ()
    tables: bool = True


def saying(text: str) -> Reply:
    """A reply of one or two sentences."""
    text = cut(text, FALLBACK)
    return Reply(fallback(text) or NOTHING, [sentence(text)])


def framed(lines: Sequence[str], frame: Frame, layout: Callable[[int], Sequence[Block]], count: int) -> Reply:
    """The report that `layout(n)` lays out with its first n items, inside its frame; `lines` say the same as text."""
    blocks = fit(lambda n: [*frame.start, *layout(n), *frame.end], count)
    return Reply(fallback(cut("\n".join(lines), FALLBACK)), blocks)
