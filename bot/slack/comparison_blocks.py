"""Actors by issues: a table where Slack can show one, else a list; every empty cell says why it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reports import Cell, CellKind, Comparison, Conflict
from bot.slack import texts
from bot.slack.claim_words import Numbers, cell_words, claim_pieces, numbered
from bot.slack.escaping import one_line
from bot.slack.footnotes import Details, footnotes
from bot.slack.limits import NAME, TABLE_COLUMNS, TABLE_ROWS, TITLE, Block, cut
from bot.slack.parts import Piece, bullets, header, paragraph, small, table, words
from bot.slack.replies import Frame, Reply, framed, saying
from bot.types import Claim
from bot.wording import CELLS

CELL_QUOTE = 160
CELL_CLAIMS = 2
MOST_CONFLICTS = 5

Cells = dict[tuple[str, str], Cell]


def comparison_reply(comparison: Comparison, frame: Frame, details: Details) -> Reply:
    actors, issues = comparison.actors, comparison.issues
    unknown = _unknown(comparison.unknown)
    title = f"{texts.listed(actors)} compared"
    total = len(issues) + comparison.left_out
    foot = " · ".join(part for part in (unknown, texts.dropped(comparison.dropped)) if part)
    if not issues or not actors:
        return saying(f"The articles hold nothing on these that I could compare. {unknown}".strip())
    cells = {(cell.actor, cell.issue): cell for cell in comparison.cells}
    conflicts = comparison.conflicts[:MOST_CONFLICTS]
    numbers = numbered(
        [*_cited(cells, actors, issues), *(claim for conflict in conflicts for claim in conflict.claims)]
    )
    as_table = frame.tables and len(actors) < TABLE_COLUMNS
    grid = _table if as_table else _list

    def layout(shown: int) -> list[Block]:
        blocks: list[Block] = [header(title), *(grid(actors, issues[:shown], cells, numbers) if shown else [])]
        shown_conflicts = [conflict for conflict in conflicts if conflict.issue in issues[:shown]]
        for conflict in shown_conflicts:
            blocks += _conflict(conflict, numbers)
        cited = [*_cited(cells, actors, issues[:shown]), *(claim for each in shown_conflicts for claim in each.claims)]
        blocks += footnotes(cited, numbers, details)
        if shown < total:
            blocks.append(small(texts.issues_left_out([*issues[shown:], *comparison.left_out_issues], total - shown)))
        hidden = len(comparison.conflicts) - len(shown_conflicts)
        if hidden:
            blocks.append(small(texts.left_out(hidden, "conflict")))
        return [*blocks, small(foot)] if foot else blocks

    lines = [f"{one_line(issue)} — {_in_a_line(actors, issue, cells, numbers)}" for issue in issues]
    lines += [f"{texts.CONFLICTS[conflict.kind]}: {one_line(conflict.issue)}" for conflict in conflicts]
    most = min(len(issues), TABLE_ROWS - 1) if as_table else len(issues)
    return framed([title, *lines, *([foot] if foot else [])], frame, layout, most)


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
            [words(f"{cut(one_line(actor), NAME)} ", bold=True), words(_cell(cells, actor, issue, numbers))]
            for actor in actors
        ]
        blocks += [paragraph(words(cut(one_line(issue), TITLE), bold=True)), bullets(items)]
    return blocks


def _cell(cells: Cells, actor: str, issue: str, numbers: Numbers) -> str:
    cell = cells.get((actor, issue), Cell(actor=actor, issue=issue, kind=CellKind.ABSENT))
    said = [cell_words(claim, numbers, CELL_QUOTE) for claim in cell.claims[:CELL_CLAIMS]]
    if len(cell.claims) > CELL_CLAIMS:
        said.append(f"and {len(cell.claims) - CELL_CLAIMS} more")
    silence = [] if cell.kind == CellKind.POSITION else [CELLS[cell.kind]]
    return "\n".join([*silence, *said]) or CELLS[CellKind.MENTIONED]


def _conflict(conflict: Conflict, numbers: Numbers) -> list[Block]:
    heading = f"{texts.CONFLICTS[conflict.kind]} — {cut(one_line(conflict.issue), TITLE)}"
    return [
        paragraph(words(heading, bold=True)),
        bullets([claim_pieces(claim, numbers) for claim in conflict.claims[:4]]),
    ]


def _cited(cells: Cells, actors: Sequence[str], issues: Sequence[str]) -> list[Claim]:
    """The claims that the cells show, row by row."""
    found = (cells.get((actor, issue)) for issue in issues for actor in actors)
    return [claim for cell in found if cell for claim in cell.claims[:CELL_CLAIMS]]


def _in_a_line(actors: Sequence[str], issue: str, cells: Cells, numbers: Numbers) -> str:
    return "; ".join(f"{one_line(actor)}: {one_line(_cell(cells, actor, issue, numbers))}" for actor in actors)


def _unknown(names: Sequence[str]) -> str:
    return f"No article mentions {texts.listed(names, 'or')}." if names else ""
