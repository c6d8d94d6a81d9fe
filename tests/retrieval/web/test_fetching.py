"""One address fetched: what is followed, and what is refused with which sentence."""

from __future__ import annotations

import asyncio
import socket

import pytest
from starlette.responses import RedirectResponse, Response, StreamingResponse

from retrieval.web.errors import WebError
from retrieval.web.fetching import Fetched, Fetcher, Limits
from retrieval.web.public import is_public
from tests.retrieval.web.conftest import Site, drops
from tests.retrieval.web.untrusted import untrusted


def fetch(site: Site, *paths: str, limits: Limits | None = None) -> Fetched:
    async def get() -> Fetched:
        async with site.fetcher(limits)() as web:
            for path in paths:
                found = await web.get(path if "://" in path else site.at(path))
            return found

    return asyncio.run(get())


def test_a_redirect_is_followed(site: Site) -> None:
    found = fetch(site, "/moved")
    assert (found.url, found.kind) == (site.at("/pages/nineties"), "text/html")
    assert site.asked == ["/robots.txt", "/moved", "/pages/nineties"]


def test_robots_are_asked_once_and_waited_for(site: Site) -> None:
    fetch(site, "/other", "/pages/nineties")
    assert site.asked == ["/robots.txt", "/other", "/pages/nineties"]
    assert [seconds for seconds in site.slept if seconds > 1.5] == site.slept
    assert len(site.slept) == 2


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/closed/a", r"may not be fetched by programs: its robots.txt says so\. Open it in your browser"),
        ("/circle/a", "redirects in a circle"),
        ("/far/1", "redirects more than 5 times"),
        ("/inside/ten", r"/inside/ten leads to http://10\.0\.0\.7/, which is not a public address\. Only pages"),
        ("/inside/six", r"/inside/six leads to http://\[::1\]:1/, which is not a public address"),
        ("/inside/meta", "/inside/meta leads to http.*, which is not a public address"),
        ("/inside/file", r"/inside/file leads to file:///etc/passwd, which is no web address\. Open it in"),
        ("/inside/gone", r"/inside/gone leads to http.*/gone, which is not there \(HTTP 404\)"),
        ("/inside/closed", "/inside/closed leads to http.*/closed/a, which may not be fetched by programs: its"),
        ("/members", r"asks for a login.*\(HTTP 401\)"),
        ("/gone", r"is not there \(HTTP 404\)"),
        ("/huge", "is larger than 10 MB"),
        ("/bomb", "is larger than 10 MB"),
        ("ftp://a.example/x", "is no web address"),
        ("https://ona:secret@a.example/x", "holds a user's name or password"),
        ("http://127.0.0.1:0/", "is no web address"),
    ],
)
def test_what_is_refused_says_why(site: Site, path: str, sentence: str) -> None:
    with pytest.raises(WebError, match=sentence) as told:
        fetch(site, path)
    assert "secret" not in str(told.value)


def test_a_site_that_never_ends_is_left(site: Site) -> None:
    with pytest.raises(WebError, match=r"did not answer within 0\.5 seconds"):
        fetch(site, "/slow", limits=Limits(seconds=0.5))


@pytest.mark.parametrize(("answer", "allowed"), [(404, True), (500, False), (429, False)])
def test_a_site_without_robots_is_open_and_one_that_fails_is_not(site: Site, answer: int, allowed: bool) -> None:
    site.robots = answer
    if allowed:
        assert fetch(site, "/other").kind == "text/html"
    else:
        with pytest.raises(WebError, match=r"robots\.txt cannot be read just now"):
            fetch(site, "/other")


@pytest.mark.parametrize(
    "answer", [RedirectResponse("http://10.0.0.7/"), StreamingResponse(drops(), media_type="text/plain")]
)
def test_a_robots_file_that_leads_nowhere_or_never_ends_is_one_that_fails(site: Site, answer: Response) -> None:
    site.robots = answer
    with pytest.raises(WebError, match=r"/other may not be fetched .*robots\.txt cannot be read just now"):
        fetch(site, "/other", limits=Limits(robots=0.5))


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://nobody.invalid/x", "has a host that nobody knows. Check how it is spelt, and that your"),
        ("http://10.1.2.3/x", "is not a public address. Only pages of the public internet are fetched"),
        ("http://127.1:8000/x", "has a host that is neither a name nor an IP address as usually written. Write"),
        ("http://2130706433/x", "has a host that is neither a name nor an IP address as usually written. Write"),
    ],
)
def test_a_host_that_cannot_be_asked_is_told_as_that(site: Site, url: str, sentence: str) -> None:
    with pytest.raises(WebError) as told:
        fetch(site, url)
    assert str(told.value).startswith(f"{url} {sentence}")


def test_a_host_that_refuses_us_is_told_as_that(site: Site) -> None:
    with socket.socket() as bound:  # but it does not listen
        bound.bind(("127.0.0.1", 0))
        with pytest.raises(WebError, match=r"/x cannot be fetched: its host refuses the connection\. Check the host"):
            fetch(site, f"http://127.0.0.1:{bound.getsockname()[1]}/x")


def test_a_certificate_that_nobody_vouches_for_is_told_as_that(site: Site) -> None:
    with untrusted() as port, pytest.raises(WebError, match=r"/x has no valid certificate\."):
        fetch(site, f"https://127.0.0.1:{port}/x")


def test_without_the_tests_guard_nothing_of_loopback_is_reached(site: Site) -> None:
    async def get(url: str) -> None:
        async with Fetcher() as web:
            await web.get(url)

    for url in (site.at("/other"), site.at("/other").replace("127.0.0.1", "localhost")):
        with pytest.raises(WebError, match="public address"):
            asyncio.run(get(url))
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True), ("::ffff:93.184.216.34", True),
        ("64:ff9b::5db8:d822", True), ("127.0.0.1", False), ("0.0.0.0", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("::", False), ("fe80::1%eth0", False),
        ("fd00::1", False), ("::ffff:127.0.0.1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False), ("2001:0:53aa:64c::1", False), ("ff02::1", False), ("nonsense", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
