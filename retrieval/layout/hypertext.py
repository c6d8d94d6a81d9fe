"""Pasted HTML: tags and entities are how a page is written down, not what it says.

Blocks become lines, rows of tables lines of cells between bars, and what no reader of the page sees (scripts, styles,
attributes, menus) is not read. Entities are read in any text. Concession: tags are found by their shape, so a page that
is broken off inside a tag keeps that tag.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from retrieval.layout.edits import Edit

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,14})(?P<rest>(?=[\s/>])(?:[^<>\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}'){0,4000}+)>"
    r"|<(?P<loose>/?[a-zA-Z][a-zA-Z0-9]{0,14})\s[^<>]{0,2000}>"
    r"|(?P<comment><!--)|<[!?][^<>]{0,500}>"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<line>[^\S\n]*[\r\n][\r\n\t ]*)"
)
_PAGE = re.compile(r"</[a-zA-Z][a-zA-Z0-9]{0,14}\s*>|<br\s*/?>", re.IGNORECASE)
_UNSEEN = frozenset("script style noscript template svg iframe nav button select".split())
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol dl table blockquote section article header footer figure figcaption main hr pre "
    "address aside title body head html".split()
)
_LINES = {
    "br": "\n",
    "li": "\n• ",
    "tr": "\n| ",
    "/td": " | ",
    "/th": " | ",
    "dt": "\n",
    "dd": "\n",
    "/li": "",
    "/tr": "\n",
}


def edits(text: str) -> Iterator[Edit]:
    if "<" not in text and "&" not in text:
        return
    page = _PAGE.search(text) is not None
    blocks = page and sum(_name(tag) in _BLOCKS for tag in _TAG.finditer(text)) >= 2
    at, unclosed = 0, set[str]()
    for found in _TAG.finditer(text):
        if found.start() < at:
            continue
        at, new = found.end(), ""
        if found["line"] is not None:
            if not blocks:
                continue
            new = " "  # lines of a page's source are not lines of the page
        elif found["entity"] is not None:
            new = html.unescape(found["entity"])
            if new in (found["entity"], "\0"):
                continue
        elif not page:
            continue
        elif found["comment"] is not None:
            at = max(at, text.find("-->", at) + 3)
        elif (name := _name(found)) in _UNSEEN and name not in unclosed:
            end = _closing(text, name, at)
            if end is None:
                unclosed.add(name)
            else:
                at, new = end, "\n"
        else:
            new = _LINES.get(name, "\n\n" if name.lstrip("/") in _BLOCKS else "")
        if text[found.start() : at] != new:
            yield Edit(found.start(), at, new)


def _name(tag: re.Match[str]) -> str:
    """ "p", "/p", or nothing for what is no tag."""
    return f"{tag['close'] or ''}{tag['name'] or tag['loose'] or ''}".lower()


def _closing(text: str, name: str, at: int) -> int | None:
    end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, at)
    return end.end() if end else None
