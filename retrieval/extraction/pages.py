"""Web pages (.html): the article without menus, adverts and comments, through trafilatura.

Title, outlet, author, day and address come from the page's own metadata (JSON-LD, OpenGraph, meta tags, microdata,
`<link rel="canonical">`), the address also from the comment that browsers put into a page they save. Concession: what
trafilatura takes for the article is the article.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Collection, Iterable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from retrieval.articles.encoding import decoded
from retrieval.extraction.extracted import Extracted, NotReadableError, day_given, one_line, with_title
from retrieval.extraction.markup import beside
from retrieval.extraction.markup.layout_tables import flatten
from retrieval.extraction.markup.metadata import address_of, outlet_of
from retrieval.types import Given
from retrieval.web.addresses import own_address, site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4}\)(https?://\S{1,2000}) -->", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_PASSWORD = re.compile(r"<input\b[^<>]{0,400}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_LITTLE = 600  # code points; a page that asks for a password and says no more than this is a login page
_DATES = {"extensive_search": False, "original_date": True, "max_date": "9999-12-31", "outputformat": "%Y-%m-%d"}
_LOGIN = "skipped, the page asks for a login; log in with your browser and save the article itself"
_ROW, _ITEM = re.compile(r"\|.*\|$"), re.compile(r"[-*•] ")
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it discards is said by us
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def page(raw: bytes) -> Extracted:
    """Raises `NotReadableError` where the page has no article, or asks for a login."""
    markup, encoding = _markup(raw)
    return page_of(markup, encoding)


def page_of(markup: str, encoding: str = "utf-8") -> Extracted:
    """The article of a page that is decoded already."""
    with warnings.catch_warnings(action="ignore"):  # of urllib3, about a proxy that nobody asked for
        from trafilatura import extract_metadata, load_html

    tree = load_html(markup)
    text = "" if tree is None else _text(tree)
    if len(text) < _LITTLE and _PASSWORD.search(markup):
        raise NotReadableError(
            "skipped, the page asks for a login; log in with your browser and save the article itself"
        )
    if tree is None or not text:
        raise NotReadableError("skipped, no article was found on the page; save its text as .txt")
    outlet = outlet_of(tree)
    found = extract_metadata(tree, address_of(tree), dict(_DATES))
    title = one_line(found.title)
    day, remark = day_given(found.date)
    given = Given(
        title=title,
        author=one_line(found.author),
        publisher=one_line(outlet if _is_host(found.sitename, found.url) else found.sitename),
        published=day,
        url=_address(markup, found.url),
    )
    return Extracted(with_title(title, text), given, encoding=encoding, remark=remark)


def _text(tree: HtmlElement) -> str:
    """What trafilatura takes for the article when adverts are gone, and when they are not where that was most of it."""
    found, taken = _found(tree)
    if mistaken := beside.too_much(taken, len(found)):
        found, _ = _found(tree, mistaken)
    lines = [stripped for line in found.split("\n") if (stripped := line.strip())]
    elsewhere = beside.leading_elsewhere(tree)
    if beside.too_much({"links": sum(len(line) for line in lines if line in elsewhere)}, len(found)):
        elsewhere = set()  # a list of links is all that the page is
    return "".join(_paragraphs(line for line in lines if line not in elsewhere))


def _found(tree: HtmlElement, spared: Collection[str] = ()) -> tuple[str, dict[str, int]]:
    """The article's text, and what was taken out before; `tree` stays as it is."""
    from trafilatura import bare_extraction

    tree = deepcopy(tree)
    taken = beside.remove(tree, spared)
    flatten(tree)
    found = bare_extraction(tree, include_comments=False)
    return ("" if found is None or isinstance(found, dict) else found.text or ""), taken


def _is_host(outlet: str | None, url: str | None) -> bool:
    """Whether an outlet's name is only where the page stands: "outlet.example"."""
    return not outlet or site(url or "").endswith(outlet.casefold())


def _markup(raw: bytes) -> tuple[str, str]:
    """The page decoded: as UTF-8, as it says itself, or as its bytes tell."""
    if b"\0" not in raw and (named := _CHARSET.search(raw[:4_096])):
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            try:
                name = named[1].decode("ascii")
                return raw.decode(name), name.lower()
            except (LookupError, UnicodeDecodeError):
                pass  # it is not what it says
    read = decoded(raw)
    if read is None:
        raise NotReadableError("skipped, the page's encoding cannot be told; save it as UTF-8")
    return read


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Lines of the extracted text with an empty line between paragraphs, but not between rows and items.

    What goes on in lower case is one with the line before it: pages set in fixed lines are read like others.
    """
    before, ended = None, True
    for line in lines:
        kind = next((shape for shape in (_ROW, _ITEM) if shape.match(line)), None)
        if before is not None:
            goes_on = kind is None and not ended and line[0].islower()
            yield " " if goes_on else "\n" if kind is not None and before[0] is kind else "\n\n"
        yield line
        before, ended = (kind,), line[-1] in ".!?:"
    if before is not None:
        yield "\n"


def _address(markup: str, found: str | None) -> str | None:
    saved = _SAVED_FROM.search(markup[:4_096])
    stated = one_line(found)
    if stated and not stated.startswith(("http://", "https://")):
        stated = None
    return own_address(saved[1].replace("%2D%2D", "--"), stated) if saved else stated  # no comment may hold a "--"
