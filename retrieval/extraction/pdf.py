"""PDFs: the text of each page, without running heads and page numbers, and where each page begins.

A title of the metadata counts where the first page has it too; a day of the metadata is when the file was made, and
never counts. Concession: pypdf reads text in the order in which the file draws it.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO

from retrieval.extraction.extracted import Extracted, NotReadableError, one_line
from retrieval.types import Given

_MOST_PAGES = 2_000
_FEW = 20  # letters a page, on average; a page of text has a thousand
_EDGE = 2  # lines at the top and at the bottom that may be running heads
_ENDS = re.compile(r"[.!?:”\"’')\]]\s*$")
_BROKEN = re.compile(r"([^\W\d_]+|[^\s.!?:-])(-?)[ ]*\n[ ]*([a-zà-öø-ÿ]+)")  # what goes on in lower case goes on
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def pdf(raw: bytes) -> Extracted:
    """Raises `NotReadableError` for a file with a password, a scan, and what is no PDF."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotReadableError("skipped, the PDF asks for a password; save a copy without one")
        if len(reader.pages) > _MOST_PAGES:
            raise NotReadableError(f"skipped, the PDF has more than {_MOST_PAGES:,} pages; split it into its articles")
        pages = [page.extract_text() for page in reader.pages]
        meta = reader.metadata
        title, author = (one_line(meta.title), one_line(meta.author)) if meta else (None, None)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        why = f"skipped, the PDF is damaged ({type(error).__name__}); open it in a reader and save it again"
        raise NotReadableError(why) from error
    letters = sum(character.isalpha() for page in pages for character in page)
    if letters < _FEW * max(1, len(pages)):
        raise NotReadableError(
            "skipped, the PDF has no text: it looks like a scan; run it through OCR (“ocrmypdf in.pdf out.pdf”)"
        )
    text, starts = _joined(_without_running_heads([_clean(page) for page in pages]))
    if title and _plain(title) not in _plain(pages[0]):
        title = None
    return Extracted(text, Given(title=title, author=author, pages=starts))


def _clean(page: str) -> list[str]:
    page = "".join(c if c == "\n" or c.isprintable() else " " for c in page.encode("utf-8", "replace").decode())
    return [line.rstrip() for line in page.strip("\n").split("\n")]


def _without_running_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without the lines at their edges that most of them have, digits aside, and without page numbers."""
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_shape(lines[at]) for at in _edges(lines)})
    often = {shape for shape, count in seen.items() if shape and count >= max(3, (len(pages) + 1) // 2)}
    kept = []
    for lines in pages:
        out = {at for at in _edges(lines) if _shape(lines[at]) in often}
        out |= {at for at in (0, len(lines) - 1) if len(pages) > 1 and re.fullmatch(r"\W*\d{1,4}\W*", lines[at])}
        kept.append([line for at, line in enumerate(lines) if at not in out])
    return kept


def _edges(lines: Sequence[str]) -> set[int]:
    return {at for at in (*range(_EDGE), *range(len(lines) - _EDGE, len(lines))) if 0 <= at < len(lines)}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _joined(pages: Sequence[Sequence[str]]) -> tuple[str, tuple[int, ...]]:
    """One text, and where each page begins in it: a sentence that goes on over the page is not cut."""
    text, starts = "", []
    words = frozenset(word for lines in pages for line in lines for word in re.findall(r"[^\W\d_]+", line.lower()))
    for lines in pages:
        body = _BROKEN.sub(lambda found: _whole(found, words), "\n".join(lines).strip("\n"))
        if text and body:
            text += "\n\n" if _ENDS.search(text) else " " if body[0].islower() else "\n"
        starts.append(len(text))
        text += body
    return f"{text}\n", tuple(starts)


def _whole(found: re.Match[str], words: frozenset[str]) -> str:
    """A line end inside a sentence is a space; "govern-" and "ment" are one word where the text has it elsewhere."""
    head, hyphen, tail = found.groups()
    if not hyphen:
        return f"{head} {tail}"
    return f"{head}{'' if (head + tail).lower() in words else '-'}{tail}"


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
