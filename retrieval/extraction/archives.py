"""Zip files that hold a document (.docx, .epub): looked at before anything in them is unpacked."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from retrieval.extraction.extracted import NotReadableError

_OFFICE_BEFORE_ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how a file begins that Word encrypted, or Word 97 wrote
_MOST_FILES = 5_000
_MOST_BYTES = 300_000_000  # unpacked, pictures and all
_MOST_OF_ONE = 50_000_000  # of one file that is parsed
_PARSED = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx")


def opened(raw: bytes) -> ZipFile:
    """The archive; its sizes are those that its directory states, beyond which nothing is unpacked."""
    if raw.startswith(_OFFICE_BEFORE_ZIP):
        raise NotReadableError("skipped, the file asks for a password or is a .doc; save it as .docx without one")
    try:
        archive = ZipFile(BytesIO(raw))
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise NotReadableError("skipped, the file is damaged; open it and save it again") from error
    files = archive.infolist()
    if any(file.flag_bits & 1 for file in files):
        raise NotReadableError("skipped, the file asks for a password; save a copy without one")
    largest = max((file.file_size for file in files if file.filename.lower().endswith(_PARSED)), default=0)
    if len(files) > _MOST_FILES or sum(file.file_size for file in files) > _MOST_BYTES or largest > _MOST_OF_ONE:
        raise NotReadableError("skipped, the file unpacks to more than an article can hold; save its text as .txt")
    return archive
