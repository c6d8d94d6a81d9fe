"""Which extractor reads which kind of file, and what of it belongs to a content's identity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from retrieval.code import digest
from retrieval.extraction.extracted import EMPTY, Extracted, NotReadableError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """`most` is how many bytes a file may have; its text depends on our `code` and on the `libraries`."""

    name: str
    most: int
    code: tuple[str, ...]
    libraries: tuple[str, ...] = ()


_PAGES = ("extraction/pages.py", "extraction/markup/*.py", "web/addresses.py")
_PAGE_LIBRARIES = ("trafilatura", "htmldate", "lxml")
_PAGE = Kind("page", 10 * MEGABYTE, _PAGES, _PAGE_LIBRARIES)
_SAVED_PAGE = Kind("saved page", 50 * MEGABYTE, ("extraction/mail.py", *_PAGES), _PAGE_LIBRARIES)
_ARCHIVE = 50 * MEGABYTE
_ROWS = 200 * MEGABYTE
KINDS = {
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xhtml": _PAGE,
    ".mhtml": _SAVED_PAGE,
    ".mht": _SAVED_PAGE,
    ".eml": Kind("mail", 50 * MEGABYTE, ("extraction/mail.py", *_PAGES), _PAGE_LIBRARIES),
    ".pdf": Kind("PDF", 100 * MEGABYTE, ("extraction/pdf.py",), ("pypdf",)),
    ".docx": Kind("Word file", _ARCHIVE, ("extraction/word.py", "extraction/archives.py"), ("python-docx", "lxml")),
    ".epub": Kind("e-book", _ARCHIVE, ("extraction/books.py", "extraction/archives.py"), ("lxml",)),
    ".jsonl": Kind("lines", _ROWS, ("extraction/rows.py",)),
    ".csv": Kind("table", _ROWS, ("extraction/rows.py",)),
}


@cache
def identity(suffix: str) -> str:
    """What made the text besides the file: our own code and the libraries' versions."""
    kind = KINDS[suffix]
    own = digest("extraction/extracted.py", "articles/encoding.py", *kind.code)
    return " ".join((kind.name, own, *(f"{name} {version(name)}" for name in kind.libraries)))


def extract(raw: bytes, suffix: str) -> Sequence[Extracted]:
    """The articles of a file's bytes. Raises `NotReadableError`."""
    articles = list(_extracted(raw, KINDS[suffix].name))
    if not any(article.text.strip() for article in articles):
        raise NotReadableError(EMPTY)
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
