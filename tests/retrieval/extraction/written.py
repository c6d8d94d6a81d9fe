"""Files as other programs write them, for tests: PDFs, Word files, e-books, mails."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

LEAD = "Tarn rejected the river plan on Wednesday, its foreign minister Ona Rell said."


def pdf(pages: Sequence[Sequence[str]], title: str = "") -> bytes:
    """A PDF of one font, a list of lines a page; a page without lines holds a drawing only."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 60 760 Td\n{drawn}ET" if lines else "0 0 500 700 re f"
        kids.append(len(objects) + 2)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        box = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {len(objects)} 0 R >>")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({_escaped(title)}) /CreationDate (D:20310402120000Z) >>")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def locked(raw: bytes) -> bytes:
    """The PDF with a password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(paragraphs: Sequence[str], rows: Sequence[Sequence[str]] = (), title: str = "", author: str = "") -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = title, author
    for words in paragraphs:
        document.add_paragraph(words)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                table.cell(at, place).text = cell
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """A Word file of 60 kB that unpacks to 60 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(["x"]))) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for item in whole.infolist():
            body = whole.read(item)
            made.writestr(item.filename, body + b" " * 60_000_000 if item.filename == "word/document.xml" else body)
    return out.getvalue()


def book(chapters: Sequence[str], title: str = "", date: str = "") -> bytes:
    out = io.BytesIO()
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml"/>' for n in range(len(chapters)))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>',
        )
        made.writestr(
            "OEBPS/content.opf",
            f'<package xmlns="http://www.idpf.org/2007/opf"><metadata {dc}><dc:title>{title}</dc:title>'
            f"<dc:date>{date}</dc:date></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for n, body in enumerate(chapters):
            made.writestr(
                f"OEBPS/c{n}.xhtml",
                f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>',
            )
    return out.getvalue()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
