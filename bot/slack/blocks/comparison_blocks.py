"""Actors by issues: where they differ most, then a table where Slack can show one, else a list.

Every empty cell says why it is empty, and no sentence is cut: a claim that is long stands alone in its cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.reports import Cell, CellKind, Comparison, Conflict, ConflictKind
from bot.sentences.leading import difference
from bot.sentences.wording import CELLS, CONFLICTS, Numbers, brief, dropped, numbered
from bot.slack.blocks.footnotes import Details, footnotes
from bot.slack.layout import texts
from bot.slack.layout.claim_words import cell_words, claim_pieces
from bot.slack.layout.escaping import one_line
from bot.slack.layout.limits import NAME, TABLE_COLUMNS, TABLE_ROWS, TITLE, Block, cut
from bot.slack.layout.parts import Piece, bullets, header, paragraph, small, table, words
from bot.slack.layout.replies import Frame, Reply, framed, saying
from bot.types import Claim

CELL = 240  # characters of one claim in a cell; a longer one is shown whole, and alone
CELL_CLAIMS = 2
MOST_CONFLICTS = 5
MOST_NAMED = 12  # of the issues that are left out

Cells = dict[tuple[str, str], Cell]


def comparison_reply(comparison: Comparison, frame: Frame, details: Details) -> Reply:
    actors, issues = comparison.actors, comparison.issues
    unknown = _unknown(comparison.unknown)
    title = f"{texts.listed(actors)} compared"
    foot = " · ".join(part for part in (unknown, dropped(comparison.dropped)) if part)
    if not issues or not actors:
        return saying(f"The articles hold nothing on these that I could compare. {unknown}".strip())
    cells = {(cell.actor, cell.issue): cell for cell in comparison.cells}
    conflicts = sorted(comparison.conflicts, key=lambda each: each.kind is not ConflictKind.BETWEEN_ACTORS)
    conflicts = conflicts[:MOST_CONFLICTS]
    told = [claim for conflict in conflicts for claim in conflict.claims]
    numbers = numbered([*told, *_cited(cells, actors, issues)])
    as_table = frame.tables and len(actors) < TABLE_COLUMNS
    grid = _table if as_table else _list

    def layout(shown: int) -> list[Block]:
        here = [conflict for conflict in conflicts if conflict.issue in issues[:shown]]
        most = here[0] if here and here[0].kind is ConflictKind.BETWEEN_ACTORS else None
        blocks: list[Block] = [header(title)]
        blocks += _conflict(most, numbers, most=True) if most else [paragraph(words(_opening(comparison), bold=True))]
        blocks += grid(actors, issues[:shown], cells, numbers) if shown else []
        for conflict in here:
            blocks += _conflict(conflict, numbers) if conflict is not most else []
        cited = [*(claim for each in here for claim in each.claims), *_cited(cells, actors, issues[:shown])]
        blocks += footnotes(cited, numbers, details)
        missing = [*issues[shown:], *comparison.left_out_issues]
        if missing or comparison.left_out:
            blocks.append(small(_left_out(missing, len(issues) - shown + comparison.left_out)))
        hidden = len(comparison.conflicts) - len(here)
        if hidden:
            blocks.append(small(texts.left_out(hidden, "conflict")))
        return [*blocks, small(foot)] if foot else blocks

    lines = [f"{one_line(issue)} – {_in_a_line(actors, issue, cells, numbers)}" for issue in issues]
    most = min(len(issues), TABLE_ROWS - 1) if as_table else len(issues)
    return framed([title, _opening(comparison), *lines, *([foot] if foot else [])], frame, layout, most)


def _opening(comparison: Comparison) -> str:
    return one_line(difference(comparison))


def _table(actors: Sequence[str], issues: Sequence[str], cells: Cells, numbers: Numbers) -> list[Block]:
    top = ["Issue", *(cut(one_line(actor), NAME) for actor in actors)]
    rows = [
        [cut(one_line(issue), TITLE), *(_cell(cells, actor, issue, numbers) for actor in actors)] for issue in issues
    ]
    return [table([top, *rows])]


def _list(actors: Sequence[str], issues: Sequence[str], cells: Cells, numbers: Numbers) -> list[Block]:
    blocks: list[Block] = []
    for issue in issues:
        items: list[list[Piece]] = [
            [words(cut(one_line(actor), NAME), bold=True), words(f" – {_cell(cells, actor, issue, numbers)}")]
            for actor in actors
        ]
        blocks += [paragraph(words(cut(one_line(issue), TITLE), bold=True)), bullets(items)]
    return blocks


def _cell(cells: Cells, actor: str, issue: str, numbers: Numbers) -> str:
    cell = cells.get((actor, issue), Cell(actor=actor, issue=issue, kind=CellKind.ABSENT))
    claims = _in_cell(cell)
    said = [cell_words(claim, numbers, CELL) for claim in claims]
    if len(cell.claims) > len(claims):
        said.append(f"and {len(cell.claims) - len(claims)} more")
    silence = [] if cell.kind == CellKind.POSITION else [CELLS[cell.kind]]
    return "\n".join([*silence, *said]) or CELLS[CellKind.MENTIONED]


def _in_cell(cell: Cell) -> list[Claim]:
    """The first claim whole, and those behind it for which there is room."""
    claims = list(cell.claims[:1])
    room = 2 * CELL - sum(len(brief(claim, CELL)) for claim in claims)
    for claim in cell.claims[1:CELL_CLAIMS]:
        if len(brief(claim, CELL)) <= room:
            claims.append(claim)
    return claims


def _conflict(conflict: Conflict, numbers: Numbers, most: bool = False) -> list[Block]:
    issue = cut(one_line(conflict.issue), TITLE)
    heading = f"They disagree most on {issue}" if most else f"{CONFLICTS[conflict.kind]} – {issue}"
    return [
        paragraph(words(heading, bold=True)),
        bullets([claim_pieces(claim, numbers) for claim in conflict.claims[:4]]),
    ]


def _cited(cells: Cells, actors: Sequence[str], issues: Sequence[str]) -> list[Claim]:
    """The claims that the cells show, row by row."""
    found = (cells.get((actor, issue)) for issue in issues for actor in actors)
    return [claim for cell in found if cell for claim in _in_cell(cell)]


def _in_a_line(actors: Sequence[str], issue: str, cells: Cells, numbers: Numbers) -> str:
    return "; ".join(f"{one_line(actor)}: {one_line(_cell(cells, actor, issue, numbers))}" for actor in actors)


def _left_out(names: Sequence[str], number: int) -> str:
    """What is left out, by name: "Also spoken of: toll, harbour and 3 more. Name one to see it: …"."""
    if not names:
        return texts.left_out(number, "issue", REMEDY)
    shown = names[:MOST_NAMED]
    more = f" and {number - len(shown)} more" if number > len(shown) else ""
    return f"Also spoken of: {', '.join(cut(one_line(name), NAME) for name in shown)}{more}. {REMEDY}"


def _unknown(names: Sequence[str]) -> str:
    return f"No article mentions {texts.listed(names, 'or')}." if names else ""


REMEDY = "Name one to see it: /compare ACTOR vs ACTOR on ISSUE."
