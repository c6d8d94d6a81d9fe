"""Word files (.docx): paragraphs and tables in their order, through python-docx."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

from retrieval.extraction import archives
from retrieval.extraction.extracted import Extracted, NotReadableError, one_line
from retrieval.types import Given


def word(raw: bytes) -> Extracted:
    """Raises `NotReadableError` for a file with a password, one that unpacks to too much, and what is no Word file."""
    archives.opened(raw).close()
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    try:
        document = Document(BytesIO(raw))
        text = "".join(_blocks(document))
        about = document.core_properties
        given = Given(title=one_line(about.title), author=one_line(about.author))
    except (OpcError, XMLSyntaxError, BadZipFile, KeyError, ValueError, AttributeError, OSError) as error:
        why = f"skipped, the Word file is damaged ({type(error).__name__}); open it and save it again"
        raise NotReadableError(why) from error
    if not text.strip():
        raise NotReadableError("skipped, the Word file has no text; save what it shows as text")
    return Extracted(text, given)


def _blocks(document: object) -> Iterator[str]:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    assert isinstance(document, Document)
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            if words := block.text.strip():
                yield f"{words}\n\n"
            continue
        for row in block.rows:
            # a merged cell comes several times
            cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
            yield f"| {' | '.join(cells)} |\n"
        yield "\n"
