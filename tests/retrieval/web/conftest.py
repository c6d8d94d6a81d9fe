"""A small site of our own on loopback, and a fetcher that may reach it and nothing else that is not public."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.running.listening import listening
from retrieval.web.fetching import Fetcher, Limits
from retrieval.web.public import is_public
from tests.retrieval.extraction import written
from tests.retrieval.extraction.outlets import OUTLETS

LOGIN = "<html><body><form><p>Members only.</p><input type='password'></form></body></html>"
ITEMS = ("/pages/wordpress", "/gone", "/other", "/pages/wordpress?utm_source=rss")
ROBOTS = "User-agent: *\nDisallow: /closed/\nCrawl-delay: 2\n"
_STORY = (
    "Vesk offered on Friday to stop building the dam for a year, its prime minister Ada Holm said in the old town.",
    "The opposition rejects the offer. “It is a trick, and a cheap one,” its leader Jon Ek told parliament.",
    "Engineers expect that closing the site would cost eleven million crowns a month and half of the jobs there.",
)
_BODY = "".join(f"<p>{words}</p>" for words in _STORY)
_TEASERS = "".join(f"<article><h2><a href='/x'>{words[:30]}</a></h2><p>{words}</p></article>" for words in _STORY)
_FEED = '<link rel="alternate" type="application/rss+xml" title="News" href="/feed?a=1&amp;b=2">'
_LD = '<script type="application/ld+json">{"@type": ["WebPage", "NewsArticle"]}</script>'
_WEBSITE = '<meta content="website" property="og:type">'
PAGES = {  # head and body
    "front": (f"{_WEBSITE}{_FEED}", _TEASERS),
    "blank": (_FEED, _TEASERS),
    "article": (f'<meta property="og:type" content="article">{_FEED}', _BODY),
    "dated": (f'{_WEBSITE}<meta property="article:published_time" content="2031-04-02">{_FEED}', _BODY),
    "ld": (f"{_WEBSITE}{_FEED}{_LD}", _BODY),
    "microdata": (f"{_WEBSITE}{_FEED}", f'<div itemscope itemtype="https://schema.org/BlogPosting">{_BODY}</div>'),
    "unsaid": (_FEED, _BODY),
    "far": ('<meta property="article:published_time" content="3000-01-01">', _BODY),
    "feedless": (_WEBSITE, _BODY),
}
OTHER = f"<html><head><title>Vesk offers a pause</title></head><body><article>{_BODY}</article></body></html>"

FILES = {
    "talks.docx": written.word([written.LEAD]),
    "talks.epub": written.book([f"<p>{written.LEAD}</p>"]),
    "talks.eml": f"Subject: Talks\n\n{written.LEAD}\n".encode(),
    "talks.TXT": written.LEAD.encode(),
    "talks.htm": OTHER.encode("utf-16"),
    "talks.csv": f"title,text\nTalks,{written.LEAD}\n".encode(),
    "talks.bin": b"\0\1\2",
}


@dataclass
class Site:
    """`url` is its front page; `asked` are the paths that were asked for, in order."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    root: str = "blank"  # which page stands at its front
    robots: str | int | Response = ROBOTS
    slept: list[float] = field(default_factory=list)

    def at(self, path: str) -> str:
        return f"{self.url}{path}"

    def fetcher(self, limits: Limits | None = None) -> Callable[[], Fetcher]:
        """The real fetcher; its guard lets it to this one address of loopback, and its pauses are only noted."""

        async def sleep(seconds: float) -> None:
            self.slept.append(round(seconds, 3))

        return lambda: Fetcher(limits or Limits(), lambda ip: ip == "127.0.0.1" or is_public(ip), sleep)

    def answer(self, request: Request) -> Response:
        path = request.url.path
        self.asked.append(path)
        match path.split("/")[1:]:
            case ["robots.txt"]:
                given = self.robots
                if isinstance(given, Response):
                    return given
                return PlainTextResponse(given) if isinstance(given, str) else Response(status_code=given)
            case ["pages", name] if name in OUTLETS:
                return _html(OUTLETS[name])
            case ["heads", name]:
                return _headed(name)
            case [""]:
                return _headed(self.root)
            case ["called-feed"]:
                return Response(OTHER, media_type="application/rss+xml")
            case ["other"]:
                return _html(OTHER)
            case ["closed", _]:
                return _html(OUTLETS["wordpress"])
            case ["moved"]:
                return RedirectResponse("/pages/nineties")
            case ["circle", step]:
                return RedirectResponse(f"/circle/{'b' if step == 'a' else 'a'}")
            case ["far", step]:
                return RedirectResponse(f"/far/{int(step) + 1}")
            case ["inside", where]:
                places = {"ten": "http://10.0.0.7/", "six": "http://[::1]:1/", "meta": "http://169.254.169.254/latest/"}
                places |= {"file": "file:///etc/passwd", "gone": "/gone", "closed": "/closed/a"}
                return RedirectResponse(places[where])
            case ["login"]:
                return _html(LOGIN)
            case ["members"]:
                return Response(status_code=401)
            case ["huge"]:
                return _html("<p>" + "words " * 5_000_000)
            case ["bomb"]:
                packed = gzip.compress(b"<p>" + b" " * 30_000_000)
                return Response(packed, media_type="text/html", headers={"Content-Encoding": "gzip"})
            case ["slow"]:
                return StreamingResponse(drops(), media_type="text/html")
            case ["paper.pdf"]:
                return Response(written.pdf([["Vesk offers talks", written.LEAD]]), media_type="application/pdf")
            case ["files", name]:
                return Response(FILES[name], media_type="application/octet-stream")
            case ["picture"]:
                return Response(b"\x89PNG", media_type="image/png")
            case ["feed"]:
                links = "".join(f"<item><title>x</title><link>{path}</link></item>" for path in self.items)
                feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{links}</channel></rss>'
                return Response(feed, media_type="application/rss+xml")
            case ["atom"]:
                entry = f'<entry><link href="{self.at("/other")}"/></entry>'
                return Response(
                    f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>', media_type="application/atom+xml"
                )
            case ["feed-that-is-html"]:
                head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
                return _html(f"<html><head>{head}</head><body><div id=root></div></body></html>")
            case _:
                return Response("nothing", status_code=404)

    items: tuple[str, ...] = ITEMS


def _headed(name: str) -> Response:
    head, body = PAGES[name]
    return _html(f"<!DOCTYPE html><html><head><title>The Courier</title>{head}</head><body>{body}</body></html>")


def _html(text: str) -> Response:
    return Response(text.encode("utf-8", "replace"), media_type="text/html")


async def drops() -> AsyncIterator[bytes]:
    while True:
        yield b"<p>word</p>"
        await asyncio.sleep(0.02)


@pytest.fixture(scope="module")
def building() -> Iterator[Site]:
    site = Site()

    async def every(request: Request) -> Response:
        return site.answer(request)

    with listening(Starlette(routes=[Route("/{path:path}", every)]), "127.0.0.1", 0) as url:
        site.url = url
        yield site


@pytest.fixture
def site(building: Site) -> Site:
    building.asked.clear()
    building.slept.clear()
    building.robots, building.root, building.items = ROBOTS, "blank", ITEMS
    return building
