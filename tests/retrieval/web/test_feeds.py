from __future__ import annotations

import time

import pytest

from retrieval.web.feeds import is_feed
from retrieval.web.fetching import Fetched


def page(markup: str) -> Fetched:
    return Fetched("https://courier.example/feed", markup.encode(), "text/html", None)


@pytest.mark.parametrize(
    ("markup", "feed"),
    [
        ('\ufeff<?xml version="1.0"?>\n<?xml-stylesheet href="x.xsl"?>\n<!-- <html> --> <rss version="2.0">', True),
        ("<feed>", True),
        ("<rdf:RDF>", True),
        ("<!DOCTYPE html><html><rss>", False),
        ("<!-- <rss> --><html>", False),
        ("", False),
    ],
)
def test_a_feed_is_known_by_its_first_element(markup: str, feed: bool) -> None:
    assert is_feed(page(markup)) is feed


def test_a_page_below_many_comments_is_looked_at_once() -> None:
    begun = time.process_time()
    assert not is_feed(page("<!-- a -->\n" * 300 + "<html>"))
    assert time.process_time() - begun < 1
