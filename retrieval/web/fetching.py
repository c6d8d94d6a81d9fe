"""Fetching one address: from public machines only, within bounds of size, time and redirects, robots.txt respected.

Where a connection goes is checked when it is opened, by its IP address: so neither a redirect, nor a name that changes
its meaning, nor a number in place of a name leads into our own network. Concession: no proxy is used, because behind
one nobody sees where a connection goes.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlsplit

import aiohttp
from aiohttp.client_exceptions import ClientConnectorDNSError

from retrieval.web.addresses import checked, joined, site
from retrieval.web.errors import WebError
from retrieval.web.public import Allowed, is_public
from retrieval.web.robots import AGENT, Robots

MEGABYTE = 1_000_000
_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPTED = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf;q=0.9,*/*;q=0.5"
_LONGEST_PAUSE = 30.0  # seconds; a site that asks for more is not fetched from any faster than this
_SAVE = "Open it in your browser, save the page, and put the file into the articles folder."


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one address: seconds for all of it, bytes of a page and of any other file, and redirects."""

    seconds: float = 60.0
    page: int = 10 * MEGABYTE
    file: int = 50 * MEGABYTE
    redirects: int = 5
    pause: float = 1.0  # seconds between two calls to one site
    robots: float = 25.0  # seconds for a site's robots.txt; what is left is its page's


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stands at an address; `url` is where the redirects ended."""

    url: str
    body: bytes
    kind: str  # of its content, as the server says: "text/html"
    charset: str | None


class _PrivateError(Exception):
    """A connection that is not opened."""


@dataclass
class Fetcher:
    """One round of fetching. `sleep` and `allowed` are what a test puts its own in place of; nothing else does."""

    limits: Limits = field(default_factory=Limits)
    allowed: Allowed = is_public
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def __aenter__(self) -> Fetcher:
        self._robots: dict[str, Robots | _NoConnectionError] = {}
        self._last: dict[str, float] = {}  # when each site was called last
        connector = aiohttp.TCPConnector(socket_factory=self._opened, use_dns_cache=False, limit=4)
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": AGENT, "Accept": _ACCEPTED, "Accept-Language": "en"},
            timeout=aiohttp.ClientTimeout(total=None, connect=15),
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def get(self, url: str) -> Fetched:
        """Raises `WebError`, which is about this address wherever it leads."""
        url = checked(url)
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await self._followed(url, polite=True)
        except TimeoutError:
            raise WebError(url, f"did not answer within {self.limits.seconds:g} seconds", "Try again later.") from None
        except WebError as error:
            if error.url == url:
                raise
            raise WebError(url, f"leads to {error.url[:150]}, which {error.what}", error.remedy) from error

    async def _followed(self, url: str, polite: bool) -> Fetched:
        seen: list[str] = []
        while True:
            if url in seen:
                raise WebError(seen[0], "redirects in a circle", f"The site may want a cookie. {_SAVE}")
            if len(seen) > self.limits.redirects:
                raise WebError(seen[0], f"redirects more than {self.limits.redirects} times", _SAVE)
            seen.append(url)
            if polite:
                await self._permitted(url)
            found = await self._once(url, self.limits.page if polite else Robots.MOST)
            if isinstance(found, Fetched):
                return found
            url = _target(url, found)

    async def _once(self, url: str, most: int) -> Fetched | str:
        """What stands there, or where else to look."""
        try:
            async with self._session.get(url, allow_redirects=False) as answer:
                if answer.status in _REDIRECTS and (target := answer.headers.get("Location")):
                    return target
                _accepted(url, answer.status)
                kind = answer.content_type.lower()
                page = "html" in kind or "xml" in kind or kind.startswith("text/")
                body = await self._body(url, answer, most if page else max(most, self.limits.file))
                return Fetched(url, body, kind, answer.charset)
        except _UNCONNECTED as error:
            raise _NoConnectionError(url, *_unconnected(error)) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise WebError(
                url, f"cannot be fetched ({type(error).__name__})", "Check the address, and try again later."
            ) from error

    async def _body(self, url: str, answer: aiohttp.ClientResponse, most: int) -> bytes:
        body = bytearray()
        if (answer.content_length or 0) <= most:
            async for part in answer.content.iter_chunked(65_536):
                body += part
                if len(body) > most:
                    break
            else:
                return bytes(body)
        raise WebError(url, f"is larger than {most / MEGABYTE:g} MB", "Save its text as a .txt file instead.")

    async def _permitted(self, url: str) -> None:
        """Wait for our turn at the site; raises `WebError` where nobody answers or its robots.txt keeps us out."""
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        if origin not in self._robots:
            await self._turn(origin, self.limits.pause)
            self._robots[origin] = await self._read_robots(origin)
        robots = self._robots[origin]
        if isinstance(robots, _NoConnectionError):
            raise robots.about(url)
        if not robots.allow(url):
            raise WebError(url, f"may not be fetched by programs: {robots.why}", _SAVE)
        await self._turn(url, min(_LONGEST_PAUSE, max(self.limits.pause, robots.pause)))

    async def _read_robots(self, origin: str) -> Robots | _NoConnectionError:
        """What the site allows, or why nobody answers there: that is no matter of its robots.txt."""
        url = f"{origin}/robots.txt"
        try:
            async with asyncio.timeout(self.limits.robots):
                found = await self._followed(url, polite=False)
            return Robots.read(found.body.decode("utf-8", "replace"))
        except _StatusError as error:
            return Robots.absent() if 400 <= error.status < 500 and error.status != 429 else Robots.unreadable()
        except _NoConnectionError as error:
            return error if error.url == url else Robots.unreadable()
        except (WebError, TimeoutError):
            return Robots.unreadable()

    async def _turn(self, url: str, pause: float) -> None:
        now, place = asyncio.get_running_loop().time(), site(url)
        wait = self._last.get(place, now - pause) + pause - now
        if wait > 0:
            await self.sleep(wait)
        self._last[place] = asyncio.get_running_loop().time()

    def _opened(self, info: aiohttp.AddrInfoType) -> socket.socket:
        """A socket for one IP address: every connection, whatever it is for, begins here."""
        family, kind, protocol, _, address = info
        if not self.allowed(str(address[0])):
            raise _PrivateError(str(address[0]))
        return socket.socket(family=family, type=kind, proto=protocol)


class _NoConnectionError(WebError):
    """Nobody answers at an address, whatever page of the host is asked for."""


_UNCONNECTED = (_PrivateError, aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)


class _StatusError(WebError):
    def __init__(self, url: str, what: str, remedy: str, status: int) -> None:
        super().__init__(url, what, remedy)
        self.status = status


def _target(url: str, found: str) -> str:
    """Where a redirect leads. What is wrong with that address, nobody here has written."""
    try:
        return checked(joined(url, found))
    except WebError as error:
        raise WebError(error.url, error.what, _SAVE) from error


def _unconnected(error: Exception) -> tuple[str, str]:
    """Why no connection came about, and what to do about it."""
    match error:
        case _PrivateError():
            return "is not a public address", "Only pages of the public internet are fetched; save it as a file."
        case aiohttp.InvalidURL():
            return "has a host that is neither a name nor an IP address as usually written", "Write the host's name."
        case ClientConnectorDNSError():
            return "has a host that nobody knows", "Check how it is spelt, and that your network is up."
        case aiohttp.ClientSSLError():
            return "has no valid certificate", "Check the address; http is not tried in its place."
        case aiohttp.ClientConnectorError(os_error=ConnectionRefusedError()):
            return "cannot be fetched: its host refuses the connection", "Check the host and the port."
        case _:
            return "cannot be fetched: its host cannot be reached", "Check the address, and try again later."


def _accepted(url: str, status: int) -> None:
    if status in (401, 402, 403, 407):
        raise _StatusError(url, f"asks for a login or keeps programs out (HTTP {status})", _SAVE, status)
    if status in (404, 410):
        raise _StatusError(url, f"is not there (HTTP {status})", "Check the address.", status)
    if status in (429, 503):
        raise _StatusError(url, f"asks us to come later (HTTP {status})", "Try again in some minutes.", status)
    if not 200 <= status < 300:
        raise _StatusError(url, f"could not be served (HTTP {status})", "Try again later.", status)
