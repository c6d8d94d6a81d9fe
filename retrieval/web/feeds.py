"""Feeds (RSS, Atom): the addresses of their articles, through feedparser."""

from __future__ import annotations

import re

from retrieval.web.addresses import joined
from retrieval.web.fetching import Fetched

MOST = 200  # entries of one feed, as they stand in it
_ROOT = re.compile(rb"\s*(?:<\?xml[^>]*>|<!--.*?-->|<\?[^>]*\?>|\s)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL | re.IGNORECASE)
_ALTERNATE = re.compile(r"<link\b[^<>]{0,500}application/(?:rss|atom)\+xml[^<>]{0,500}>", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s<>]{1,1000})", re.IGNORECASE)


def is_feed(found: Fetched) -> bool:
    """By its first element, whatever the server calls it: an HTML page under a feed's address is none."""
    return _ROOT.match(found.body[:4_096].removeprefix(b"\xef\xbb\xbf")) is not None


def entries(found: Fetched) -> list[str]:
    """The addresses of a feed's articles, each once, in its order."""
    import feedparser

    read = feedparser.parse(found.body, sanitize_html=False, resolve_relative_uris=False)
    links = (str(entry.get("link") or "") for entry in read.entries)
    return list(dict.fromkeys(joined(found.url, link) for link in links if link))[:MOST]


def feed_of(found: Fetched) -> str | None:
    """The address of the feed that a page names."""
    text = found.body[:200_000].decode("utf-8", "replace")
    for link in _ALTERNATE.finditer(text):
        if href := _HREF.search(link[0]):
            return joined(found.url, href[1])
    return None
