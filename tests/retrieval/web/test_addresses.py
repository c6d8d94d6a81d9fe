from __future__ import annotations

import pytest

from retrieval.web.addresses import checked, key, site
from retrieval.web.errors import WebError


@pytest.mark.parametrize(
    "other",
    [
        "http://courier.example/a/b",
        "https://www.courier.example/a/b/",
        "https://courier.example:443/a/b?utm_source=x&fbclid=y#top",
        "courier.example/a/b",
    ],
)
def test_addresses_of_one_article(other: str) -> None:
    assert key(other) == key("https://courier.example/a/b")


@pytest.mark.parametrize(
    "other", ["https://courier.example/a/b?id=2", "https://courier.example/a", "https://x.example/a/b"]
)
def test_addresses_of_different_articles(other: str) -> None:
    assert key(other) != key("https://courier.example/a/b")


@pytest.mark.parametrize(
    "words", ["", "a", "hello there", "javascript:alert(1)", "https://", "https://[1/", "http://a:b/", "x" * 3000]
)
def test_what_is_no_address_says_so(words: str) -> None:
    with pytest.raises(WebError, match="no web address"):
        checked(words)


def test_a_site_has_one_name() -> None:
    assert {site(f"https://{host}courier.example/") for host in ("", "www.", "m.", "amp.")} == {"courier.example"}
    assert site("https://m.example/") == "m.example"
