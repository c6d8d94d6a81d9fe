"""What an actor said when. A shift is shown with both quotes: the earlier one and the new one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from bot.reports import Entry, Timeline
from bot.sentences.wording import SHIFT, day_of, dropped, numbered
from bot.slack.blocks.footnotes import Details, footnotes
from bot.slack.layout import texts
from bot.slack.layout.claim_words import claim_line, claim_pieces
from bot.slack.layout.escaping import one_line
from bot.slack.layout.limits import TITLE, Block, cut
from bot.slack.layout.parts import Piece, bullets, header, paragraph, small, words
from bot.slack.layout.replies import Frame, Reply, framed, saying
from bot.types import Claim
from bot.views.conflicts import reversed_


def timeline_reply(timeline: Timeline, frame: Frame, details: Details) -> Reply:
    entries = timeline.entries
    on = f" on {cut(one_line(timeline.issue), TITLE)}" if timeline.issue else ""
    title = f"{one_line(timeline.actor)}: what was said when{on}"
    if not any(entry.claims for entry in entries):
        return saying(f"The articles quote nothing of {texts.listed([timeline.actor])}{on}.")
    moments = [(index, claim) for index, entry in enumerate(entries) for claim in entry.claims]
    claims = [claim for _, claim in moments]
    numbers = numbered(claims)
    foot = dropped(timeline.dropped)

    def layout(shown: int) -> list[Block]:
        blocks: list[Block] = [header(title)]
        for index, together in groupby(moments[:shown], key=itemgetter(0)):
            items = [claim_pieces(claim, numbers, dated=False) for _, claim in together]
            items += [[words("Before: ", italic=True), *claim_pieces(each, numbers)] for each in before(entries, index)]
            blocks += [paragraph(*_heading(entries[index])), bullets(items)]
        blocks += footnotes(claims[:shown], numbers, details)
        if shown < len(moments):
            remedy = "Name an issue to see them: /timeline ACTOR on ISSUE."
            blocks.append(small(texts.left_out(len(moments) - shown, "entry", remedy)))
        return [*blocks, small(foot)] if foot else blocks

    lines = [
        f"{date_of(entry)}{f' ({SHIFT})' if entry.shift else ''}: {claim_line(claim, numbers, dated=False)}"
        for entry in entries
        for claim in entry.claims
    ]
    return framed([title, *lines, *([foot] if foot else [])], frame, layout, len(moments))


def before(entries: Sequence[Entry], index: int) -> list[Claim]:
    """What the shift at `index` departs from: the earlier claims that it goes against, else the last on its issues."""
    if not entries[index].shift:
        return []
    now = entries[index].claims
    earlier = [claim for entry in entries[:index] for claim in entry.claims]
    against = [claim for claim in earlier if any(reversed_(claim, each) for each in now)]
    on_the_same = {claim.issue: claim for claim in earlier if any(claim.issue == each.issue for each in now)}
    return against or list(on_the_same.values())


def date_of(entry: Entry) -> str:
    """The day it was said; else the article's, called so."""
    return one_line(day_of(entry))


def _heading(entry: Entry) -> list[Piece]:
    day = date_of(entry)
    heading: list[Piece] = [words(day[:1].upper() + day[1:], bold=True)]
    return [*heading, words(f" – {SHIFT}", bold=True)] if entry.shift else heading
