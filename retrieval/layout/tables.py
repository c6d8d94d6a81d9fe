"""Tables, as rows of cells between bars: each cell is read as a sentence about whoever heads its row.

| Party         | River toll       |
| ------------- | ---------------- |      →  Harbour Party opposes the toll.
| Harbour Party | Opposes the toll |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.layout.edits import Edit
from retrieval.types import Span

_ROW = re.compile(r"^[^|\n]*\|[^\n]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:=+-]*-{2}[\s|:=+-]*")
_CELL = re.compile(r"[^|\n]+")
_GAP = 20  # code points of white space
_ENDS = re.compile(r"[.!?…][\"”’)]*$")


def edits(text: str) -> Iterator[Edit]:
    if "|" not in text:
        return
    rows = list(_ROW.finditer(text))
    at = 0
    while at < len(rows):
        last = at
        while last + 1 < len(rows) and _adjoin(text, rows[last], rows[last + 1]):
            last += 1
        yield from _table(text, rows[at : last + 1])
        at = last + 1


def _adjoin(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two rows are of one table; rows of pasted HTML have empty lines between them."""
    between = text[one.end() : other.start()]
    barred = one[0].lstrip().startswith("|") and other[0].lstrip().startswith("|")
    return between == "\n" or (barred and len(between) < _GAP and not between.strip())


def _table(text: str, rows: list[re.Match[str]]) -> Iterator[Edit]:
    cells = [[] if _RULE.fullmatch(row[0]) else _cells(text, row) for row in rows]
    width = max((len(row) for row in cells), default=0)
    full = [row for row in cells if len(row) == width]
    barred = all(row[0].lstrip().startswith("|") for row in rows)
    if width < 2 or len(full) < 2 or not (barred or [] in cells):  # "Ona Rell | even 72" is no table
        return
    for row, own in zip(rows, cells, strict=True):
        if not own or own is full[0]:
            yield Edit(*row.span(), "")  # the headings of columns, and the rule below them
        else:
            yield from _row(text, row, own)


def _cells(text: str, row: re.Match[str]) -> list[Span]:
    found = (Span(*cell.span()).trimmed(text) for cell in _CELL.finditer(text, row.start(), row.end()))
    return [cell for cell in found if cell.start < cell.end]


def _row(text: str, row: re.Match[str], cells: list[Span]) -> Iterator[Edit]:
    head, at = cells[0], row.start()
    for cell in cells[1:]:
        stop = "" if at == row.start() or _ENDS.search(text, at - 1, at) else "."
        if at == row.start():
            yield Edit(at, head.start, "")
            yield Edit(head.end, cell.start, " ")
        else:
            yield Edit(at, cell.start, f"{stop}\n")
            yield Edit(cell.start, cell.start, head.of(text), head)
            yield Edit(cell.start, cell.start, " ")
        if re.match(r"[A-Z][a-z]", text[cell.start : cell.end]):
            yield Edit(cell.start, cell.start + 1, text[cell.start].lower())
        at = cell.end
    yield Edit(at, row.end(), "" if _ENDS.search(text, max(0, at - 3), at) else ".")
