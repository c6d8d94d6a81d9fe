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
    "words",
    [
        *("", "a", "hello there", "javascript:alert(1)", "https://", "https://[1/", "http://a:b/", "x" * 3000),
        f"https://ü{'x' * 80}.example/",
    ],
)
def test_what_is_no_address_says_so(words: str) -> None:
    with pytest.raises(WebError, match="no web address"):
        checked(words)


@pytest.mark.parametrize("host", ["müller.example", "MÜLLER.example", "xn--mller-kva.example"])
def test_a_host_in_any_letters_is_fetched_by_its_name_in_ascii(host: str) -> None:
    assert checked(f"https://{host}:8080/straße?a=ü") == "https://xn--mller-kva.example:8080/stra%C3%9Fe?a=%C3%BC"
    assert checked(f"{host}/") == "https://xn--mller-kva.example/"
    assert site(f"https://www.{host}/") == "xn--mller-kva.example"


def test_a_host_that_is_an_ip_address_stays_one() -> None:
    assert checked("http://[2001:DB8::1]:8080/x") == "http://[2001:db8::1]:8080/x"
    assert checked("http://192.0.2.1/x") == "http://192.0.2.1/x"


def test_a_site_has_one_name() -> None:
    assert {site(f"https://{host}courier.example/") for host in ("", "www.", "m.", "amp.")} == {"courier.example"}
    assert site("https://m.example/") == "m.example"
