"""Tables that only lay a page or a newsletter out, made into blocks: the cell with the article is no cell of a table.

A table is of this kind where one cell has most of its words that are no links, and they are prose. Its other cells go
where most of their words are links: menus and teasers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PROSE = 150  # code points: short news has two sentences
_PARTS = ("thead", "tbody", "tfoot", "tr", "td", "th")
_MOST = 0.5  # of the words


def flatten(tree: HtmlElement) -> None:
    """Change `tree` in place, outer tables first."""
    for table in list(tree.iter("table")):
        parts = [part for part in table.iter(*_PARTS) if next(part.iterancestors("table")) is table]
        cells = [part for part in parts if part.tag in ("td", "th")]
        if max(map(_unlinked, cells), default=0) < max(_PROSE, _MOST * _unlinked(table)):
            continue
        for cell in cells:
            if _unlinked(cell) <= (1 - _MOST) * _size(cell):
                cell.drop_tree()
        for part in (table, *parts):
            part.tag = "div"


def _unlinked(element: HtmlElement) -> int:
    return _size(element) - sum(_size(link) for link in element.iter("a"))


def _size(element: HtmlElement) -> int:
    return len(" ".join("".join(element.itertext()).split()))
