"""Which extractor reads which kind of file, and what of it belongs to a content's identity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from retrieval.code import digest
from retrieval.extraction.extracted import Extracted, NotReadableError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """`most` is how many bytes a file may have, `libraries` by whose version its text may differ."""

    name: str
    most: int
    libraries: tuple[str, ...] = ()


_PAGE = Kind("page", 10 * MEGABYTE, ("trafilatura", "htmldate", "lxml"))
_ROWS = 200 * MEGABYTE
KINDS = {
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xhtml": _PAGE,
    ".mhtml": Kind("saved page", 50 * MEGABYTE, _PAGE.libraries),
    ".mht": Kind("saved page", 50 * MEGABYTE, _PAGE.libraries),
    ".eml": Kind("mail", 50 * MEGABYTE, _PAGE.libraries),
    ".pdf": Kind("PDF", 100 * MEGABYTE, ("pypdf",)),
    ".docx": Kind("Word file", 50 * MEGABYTE, ("python-docx", "lxml")),
    ".epub": Kind("e-book", 50 * MEGABYTE, ("lxml",)),
    ".jsonl": Kind("lines", _ROWS),
    ".csv": Kind("table", _ROWS),
}


@cache
def identity(suffix: str) -> str:
    """What made the text besides the file: our own code and the libraries' versions."""
    own = digest("extraction/*.py", "articles/encoding.py")
    return " ".join((KINDS[suffix].name, own, *(f"{name} {version(name)}" for name in KINDS[suffix].libraries)))


def extract(raw: bytes, suffix: str) -> Sequence[Extracted]:
    """The articles of a file's bytes. Raises `NotReadableError`."""
    articles = list(_extracted(raw, KINDS[suffix].name))
    if not any(article.text.strip() for article in articles):
        raise NotReadableError("skipped, empty")
    return articles


def _extracted(raw: bytes, name: str) -> Iterator[Extracted]:
    """Each extractor is imported when a file of its kind is there: it has a library of its own."""
    match name:
        case "page":
            from retrieval.extraction.pages import page

            yield page(raw)
        case "saved page":
            from retrieval.extraction.mail import saved_page

            yield saved_page(raw)
        case "mail":
            from retrieval.extraction.mail import mail

            yield mail(raw)
        case "PDF":
            from retrieval.extraction.pdf import pdf

            yield pdf(raw)
        case "Word file":
            from retrieval.extraction.word import word

            yield word(raw)
        case "e-book":
            from retrieval.extraction.books import book

            yield book(raw)
        case "lines":
            from retrieval.extraction.rows import lines

            yield from lines(raw)
        case "table":
            from retrieval.extraction.rows import table

            yield from table(raw)
