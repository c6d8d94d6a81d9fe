"""E-books (.epub): the chapters in reading order, as their pages' text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from retrieval.extraction import archives
from retrieval.extraction.extracted import Extracted, NotReadableError, day_given, one_line
from retrieval.types import Given

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote td th dt dd pre figcaption".split())
_UNSEEN = frozenset("script style head nav svg".split())


def book(raw: bytes) -> Extracted:
    """Raises `NotReadableError` for a book with copy protection, and what is no e-book."""
    from lxml.etree import XMLSyntaxError

    try:
        with archives.opened(raw) as archive:
            if "META-INF/rights.xml" in archive.namelist():
                raise NotReadableError("skipped, the e-book has copy protection; use a copy without it")
            place = _parsed(archive, "META-INF/container.xml").xpath("string(//@full-path)")
            package = _parsed(archive, str(place))
            text = "\n\n".join(
                block for chapter in _chapters(package, str(place)) for block in _blocks(_parsed(archive, chapter))
            )
    except (XMLSyntaxError, BadZipFile, KeyError, ValueError, OSError, RuntimeError) as error:
        why = f"skipped, the e-book is damaged ({type(error).__name__}); save its text as .txt"
        raise NotReadableError(why) from error
    if not text.strip():
        raise NotReadableError("skipped, the e-book has no text; save what it shows as .txt")
    said = {name: one_line(package.xpath(f"string(//*[local-name()='{name}'])")) for name in _FIELDS}
    day, remark = day_given(said["date"])
    return Extracted(f"{text}\n", Given(said["title"], said["creator"], said["publisher"], day), remark=remark)


_FIELDS = ("title", "creator", "publisher", "date")


def _parsed(archive: ZipFile, name: str) -> _Element:
    from lxml.etree import XMLParser, fromstring

    parser = XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    found = fromstring(archive.read(name), parser)
    if found is None:
        raise ValueError(name)
    return found


def _chapters(package: _Element, place: str) -> Iterator[str]:
    files = {str(item.get("id")): str(item.get("href")) for item in package.iterfind(".//{*}manifest/{*}item")}
    for item in package.iterfind(".//{*}spine/{*}itemref"):
        if href := files.get(str(item.get("idref"))):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(href)))


def _blocks(element: _Element) -> Iterator[str]:
    """The paragraphs below an element, the innermost blocks each as one."""
    for child in element.iterchildren("*"):
        name = _name(child)
        if name in _UNSEEN:
            continue
        if name in _BLOCKS and not any(_name(each) in _BLOCKS for each in child.iterdescendants("*")):
            if words := " ".join("".join(child.itertext()).split()):
                yield words
        else:
            yield from _blocks(child)


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
