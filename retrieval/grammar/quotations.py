"""Where a text quotes: “…”, "…", ''…'', „…“, «…», ‘‘…’’ and, in headlines, ‘…’.

Writers forget marks, so pairs are sought inside a paragraph only, any closing mark ends any opening one, and a
quotation that opens again at the next paragraph is carried on (the convention for speech of several paragraphs).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.types import Span

_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
_OPEN = "“«„"
_CLOSE = "”»"
_MARKS = re.compile(
    r"[“”«»„]|''|``|’’|‘‘|\"|(?<!\w)‘(?=\w)|(?<=[\w.,!?])’(?!\w)|(?<!\S)'(?=\w)|(?<=[\w.,!?])'(?=[\s,.;:)]|$)"
)

_SAID = re.compile(r",\s(?=(?:[^.!?,]{1,60},\s){0,2}[^.!?,]{0,60}\b(?:said|says|added|told \w+)\s*[.,])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """`outer` holds the marks, `inner` what stands between them without outer white space."""

    outer: Span
    inner: Span
    carried: bool = False  # the next paragraph's quotation is the same speech


def quotations(text: str) -> list[Quotation]:
    """The quotations of `text` in order; they do not overlap, and one inside another is not listed."""
    found: list[Quotation] = []
    paragraphs = list(_PARAGRAPH.finditer(text))
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1][0].lstrip()[:1] if number + 1 < len(paragraphs) else ""
        found.extend(_in_paragraph(text, paragraph.start(), paragraph.end(), following))
    return [_carried(text, q, found[i + 1] if i + 1 < len(found) else None) for i, q in enumerate(found)]


def is_quoted(span: Span, quotes: Iterable[Quotation]) -> bool:
    """Whether most of a span stands inside one of the quotations of its text."""
    shared = (min(each.inner.end, span.end) - max(each.inner.start, span.start) for each in quotes)
    return any(2 * length > span.end - span.start for length in shared)


def _in_paragraph(text: str, start: int, end: int, following: str = "") -> list[Quotation]:
    """`following` is the next paragraph's first character: what opens again there was not closed here."""
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    depth = 0
    for mark in _MARKS.finditer(text, start, end):
        symbol = mark[0]
        if opened is None:
            if _opens(text, mark, start):
                opened, depth = mark, 0
            continue
        if symbol in _OPEN and opened[0] in "“«":
            depth += 1  # a quotation inside the quotation, or a mark that was never closed
            continue
        if not _closes(text, mark, opened[0]):
            continue
        if depth and symbol in _CLOSE and any(m[0] in _CLOSE for m in _MARKS.finditer(text, mark.end(), end)):
            depth -= 1
            continue
        found.append(_quotation(text, opened.start(), opened.end(), mark.start(), mark.end()))
        opened = None
    carries = opened is not None and following == opened[0]
    if (
        opened is not None
        and opened[0] not in ("'", "‘")
        and (carries or _opens_paragraph(text, opened.start(), start))
    ):
        # never closed: to whoever said it, else to the paragraph's end
        said = _SAID.search(text, opened.end(), end) if not carries else None
        last = said.start() if said else end
        found.append(_quotation(text, opened.start(), opened.end(), last, last))
    return [q for q in found if q.inner.start < q.inner.end]


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    symbol = mark[0]
    if symbol in _OPEN or symbol in ("‘", "``", "‘‘"):
        return True
    if symbol in _CLOSE or symbol in ("’", "’’"):
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end() : mark.end() + 1]
    return (before.isspace() or before in "([—–-/:") and bool(after) and not after.isspace()


def _closes(text: str, mark: re.Match[str], opened: str) -> bool:
    symbol = mark[0]
    single = symbol in ("'", "’", "‘")
    if opened in ("'", "‘"):
        return single and symbol != "‘"
    if single:
        return False
    if opened == "„":
        return symbol != "„"
    if symbol in _CLOSE or symbol == "’’":
        return True
    if symbol in _OPEN or symbol in ("``", "‘‘"):
        return False
    after = text[mark.end() : mark.end() + 1]
    return opened in ('"', "''", "``", "“", "«") and not after.isalnum()


def _opens_paragraph(text: str, position: int, start: int) -> bool:
    return not text[start:position].strip() or text[start:position].rstrip().endswith((":", ","))


def _quotation(text: str, start: int, first: int, last: int, end: int) -> Quotation:
    return Quotation(Span(start, end), Span(first, last).trimmed(text))


def _carried(text: str, one: Quotation, following: Quotation | None) -> Quotation:
    unclosed = one.outer.end == one.inner.end
    if not unclosed or following is None or text[one.outer.end : following.outer.start].strip():
        return one
    return Quotation(one.outer, one.inner, carried=True)
