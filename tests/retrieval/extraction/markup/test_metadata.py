from __future__ import annotations

import json
from typing import Any

import pytest

from retrieval.extraction.pages import page
from retrieval.types import Given
from tests.retrieval.extraction.outlets import BODY, TITLE

URL = "https://outlet.example/2031/tarn"


def said(head: str, body: str = "") -> Given:
    told = "".join(f"<p>{words}</p>" for words in BODY)
    markup = f"<html><head><title>{TITLE}</title>{head}</head><body>{body}<article>{told}</article></body></html>"
    return page(markup.encode()).given


def described(thing: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "NewsArticle", "url": URL},
        {"@type": ["NewsArticle", "Article"], "mainEntityOfPage": URL},
        {"@type": "BlogPosting", "mainEntityOfPage": {"@type": "WebPage", "@id": URL}},
        {"@graph": [{"@type": "WebSite", "url": "https://outlet.example"}, {"@type": "Article", "url": URL}]},
        [{"@type": "BreadcrumbList"}, {"@type": "ReportageNewsArticle", "url": URL}],
    ],
)
def test_the_address_is_that_of_the_article_in_json_ld(thing: Any) -> None:
    assert said(described(thing)).url == URL


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "WebSite", "url": URL},
        {"@type": "NewsArticle", "url": "/2031/tarn"},
        {"@type": "NewsArticle", "@id": f"{URL}#article"},
        {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "url": URL}]},
        {"@type": "NewsArticle", "url": None},
        {"@graph": None},
        "https://outlet.example",
    ],
)
def test_the_address_of_something_else_is_not_taken(thing: Any) -> None:
    assert said(described(thing)).url is None


def test_what_the_page_states_as_canonical_goes_first() -> None:
    stated = '<link rel="canonical" href="https://outlet.example/first">'
    assert said(f"{stated}{described({'@type': 'Article', 'url': URL})}").url == "https://outlet.example/first"


def test_json_ld_that_is_none_is_passed_over() -> None:
    broken = '<script type="application/ld+json">{"@type": "Article", </script>'
    assert said(f"{broken}{described({'@type': 'Article', 'url': URL})}").url == URL


@pytest.mark.parametrize(
    "publisher",
    [
        '<span itemprop="publisher" itemscope><meta itemprop="name" content="Velmar Today"></span>',
        '<div itemprop="publisher" itemscope><b itemprop="name">Velmar\n Today</b><a href="/">us</a></div>',
        '<meta itemprop="publisher" content="Velmar Today">',
    ],
)  # fmt: skip
def test_the_outlet_is_the_publisher_of_the_microdata(publisher: str) -> None:
    assert said("", publisher).publisher == "Velmar Today"
    assert said(f'<link rel="canonical" href="{URL}">', publisher).publisher == "Velmar Today"
    assert said('<meta property="og:site_name" content="The Courier">', publisher).publisher == "The Courier"
