"""What a page says of itself where trafilatura does not look: the address in JSON-LD, the outlet in microdata."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from retrieval.web.addresses import checked
from retrieval.web.errors import WebError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = ("Article", "Posting", "Report")  # what the names of schema.org's kinds of article end in
_ADDRESSES = ("url", "mainEntityOfPage", "@id")


def address_of(tree: HtmlElement) -> str | None:
    """The address that the page's JSON-LD gives its article."""
    for thing in _things(tree):
        if str(_first(thing.get("@type"))).endswith(_ARTICLES):
            for name in _ADDRESSES:
                if address := _address(thing.get(name)):
                    return address
    return None


def outlet_of(tree: HtmlElement) -> str | None:
    """The name of the publisher that the page's microdata gives its article."""
    for publisher in tree.iterfind(".//*[@itemprop='publisher']"):
        named = publisher.find(".//*[@itemprop='name']") if "itemscope" in publisher.attrib else publisher
        if named is not None and (name := named.get("content") or " ".join("".join(named.itertext()).split())):
            return str(name)
    return None


def _things(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """The things that the page's JSON-LD describes, but not those within them, which may be other pages."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            said = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in said if isinstance(said, list) else [said]:
            graph = thing.get("@graph", thing) if isinstance(thing, Mapping) else None
            yield from (each for each in (graph if isinstance(graph, list) else [graph]) if isinstance(each, Mapping))


def _address(value: Any) -> str | None:
    """A whole address, which may be an object's: `{"@type": "WebPage", "@id": "https://…"}`."""
    value = _first(value)
    if isinstance(value, Mapping):
        return _address(value.get("@id")) or _address(value.get("url"))
    if not isinstance(value, str) or not value.startswith(("http://", "https://")) or "#" in value:
        return None  # "https://…/article#author" names a thing and no page
    try:
        return checked(value)
    except WebError:
        return None


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value
