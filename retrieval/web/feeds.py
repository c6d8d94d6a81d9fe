"""Feeds (RSS, Atom): the addresses of their articles, through feedparser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from retrieval.web.addresses import is_root, joined, key
from retrieval.web.fetching import Fetched

MOST = 200  # entries of one feed, as they stand in it
_ROOT = re.compile(rb"(?:\s+|<!--.*?-->|<\?.*?>)*+<(?:rss|feed|rdf:RDF)\b", re.DOTALL | re.IGNORECASE)
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_SAYING = re.compile(r"<(?:link|meta)\b[^<>]{1,2000}>", re.IGNORECASE)
_ARTICLE = re.compile(  # JSON-LD or microdata, of any kind of article: NewsArticle, BlogPosting
    rb"""(?:"@type"\s{0,9}:\s{0,9}(?:\[\s{0,9})?(?:"[^"]{0,99}"\s{0,9},\s{0,9}){0,9}"|\bitemtype=["']?)"""
    rb"""[^"'<>\s]{0,99}(?:Article|Posting)\b"""
)


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
    """The address of the feed that a page names, unless that is the page itself."""
    for said in _head(found, "link"):
        if said.get("type", "").lower() in _FEEDS and (href := said.get("href")):
            feed = joined(found.url, href)
            return feed if key(feed) != key(found.url) else None
    return None


def is_called_feed(found: Fetched) -> bool:
    """Whether its server calls it a feed."""
    return found.kind in _FEEDS


def is_front_page(found: Fetched) -> bool:
    """Whether a page is none of an article but leads to many, with a feed of them.

    Nearly every article names its site's feed, and many sites say "website" of each of their pages: so a page is one
    only where it says nothing of an article. At a site's root the articles that it tells of are those that it leads to.
    """
    metas = [(said.get("property") or said.get("name", ""), said.get("content", "")) for said in _head(found, "meta")]
    stated = {name.lower(): words.strip().lower() for name, words in metas}
    kind = stated.get("og:type")
    if feed_of(found) is None or kind == "article" or "article:published_time" in stated:
        return False
    return is_root(found.url) or (kind == "website" and not _ARTICLE.search(found.body))


class _Tags(HTMLParser):
    """The attributes of each tag, by its name."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def _head(found: Fetched, name: str) -> list[dict[str, str]]:
    """What a page says of itself in the tags of that name."""
    text = found.body[:200_000].decode("utf-8", "replace")
    tags = _Tags("".join(tag[0] for tag in _SAYING.finditer(text))).found
    return [attributes for tag, attributes in tags if tag == name]
