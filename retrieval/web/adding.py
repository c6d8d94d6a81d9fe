"""Adding articles from the web: addresses, feeds and lists of them → files in the articles folder.

Each address gives one outcome, told as soon as it is known; one that fails stops no other. What is saved stays, should
the program be stopped, and is not fetched again by the next call.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from retrieval.articles.encoding import decoded
from retrieval.articles.files import SUFFIXES, suffix_of
from retrieval.errors import PositionsError
from retrieval.extraction.extracted import Extracted
from retrieval.extraction.kinds import KINDS
from retrieval.extraction.workers import Workers
from retrieval.progress import Progress, silent
from retrieval.web.addresses import checked
from retrieval.web.errors import WebError
from retrieval.web.feeds import entries, feed_of, is_called_feed, is_feed, is_front_page
from retrieval.web.fetching import Fetched, Fetcher
from retrieval.web.saving import Saved, with_address

MOST = 2_000  # addresses of one call
_UNTOLD = ("application/octet-stream", "binary/octet-stream", "text/plain")  # kinds that say nothing of what it is
_LOOK = "Look on the site for its feed's address, or add the addresses of its articles."
_ROWS = (".csv", ".jsonl")  # files of many articles: none of theirs is the one at an address
_SUFFIXES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/epub+zip": ".epub",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an address: an article, new or there already, or why there is none."""

    url: str
    source: str | None = None
    new: bool = False
    title: str = ""
    trouble: WebError | None = None
    remark: str | None = None  # what of a new one was not believed, as the index will say of its file


Tell = Callable[[Outcome], None]


class Adder(Protocol):
    """`add` with a folder: what the edges call."""

    def __call__(self, urls: Sequence[str], tell: Tell, progress: Progress = silent) -> list[Outcome]: ...


def add(
    urls: Sequence[str],
    folder: Path,
    texts: Path | None,
    tell: Tell,
    progress: Progress = silent,
    fetcher: Callable[[], Fetcher] = Fetcher,
) -> list[Outcome]:
    """Fetch what stands at the addresses and save it; every outcome, in order.

    Raises `ArticlesError` where the folder cannot be read, and `PositionsError` where it cannot be written.
    """
    saved = Saved(folder, texts)
    try:
        return asyncio.run(_add(list(dict.fromkeys(urls))[:MOST], saved, tell, progress, fetcher))
    except OSError as error:
        raise PositionsError(
            f"{folder} cannot be written ({error.strerror}).",
            "Give yourself access, or name another folder (--articles).",
        ) from error


async def _add(
    urls: Sequence[str], saved: Saved, tell: Tell, progress: Progress, fetcher: Callable[[], Fetcher]
) -> list[Outcome]:
    done: list[Outcome] = []
    waiting = [(url, True) for url in reversed(urls)]
    total = len(waiting)
    with Workers(1) as workers:
        async with fetcher() as web:
            while waiting:
                url, may_be_feed = waiting.pop()
                progress(f"fetching {url[:60]}", len(done), total)
                found = await _one(url, may_be_feed, saved, web, workers)
                if isinstance(found, Outcome):
                    done.append(found)
                    tell(found)
                else:
                    new = found[: MOST - total + 1]
                    waiting += [(each, False) for each in reversed(new)]
                    total += len(new) - 1
    return done


async def _one(given: str, may_be_feed: bool, saved: Saved, web: Fetcher, workers: Workers) -> Outcome | list[str]:
    """What became of one address, or the addresses of the feed that stands there. It is told as it was given."""
    try:
        url = checked(given)
    except WebError as error:
        return Outcome(error.url, trouble=error)
    try:
        if source := saved.find(url):
            return Outcome(given, source)
        found = await web.get(url)
        if is_feed(found):
            links = entries(found) if may_be_feed else []
            if not links:
                raise WebError(url, "is a feed without articles", "Check that it is the feed you mean.")
            return links
        if is_called_feed(found):
            raise WebError(url, "is served as a feed but is none", _feed_instead(found) or _LOOK)
        if source := saved.find(found.url):
            saved.also(source, [url])
            return Outcome(given, source)
        if may_be_feed and is_front_page(found):
            raise WebError(url, "leads to articles but is none", _feed_instead(found, ", or save the page as a file"))
        return replace(_saved(url, found, saved, workers), url=given)
    except WebError as error:
        return Outcome(given, trouble=error.about(given))


def _saved(url: str, found: Fetched, saved: Saved, workers: Workers) -> Outcome:
    suffix = _suffix(url, found)
    raw = found.body
    if suffix == ".html":
        raw = with_address(_markup(url, found), found.url)
    outcome = workers.extract(raw, suffix) if suffix in KINDS else None
    if outcome is not None and outcome.reason is not None:
        raise _no_article(url, outcome.reason, found)
    extracted = outcome.articles[0] if outcome is not None else Extracted(raw.decode("utf-8", "replace"))
    own = extracted.given.url or found.url
    urls = [own, found.url, url]
    source = saved.find(own) or saved.same(own, extracted.text)
    if source is not None:
        saved.also(source, urls)
        return Outcome(url, source)
    source = saved.save(urls, raw, suffix, extracted.text, extracted.given)
    return Outcome(url, source, new=True, title=extracted.given.title or "", remark=extracted.remark)


def _suffix(url: str, found: Fetched) -> str:
    """The kind of file: by what it holds, else as its server says, and by its name where that says nothing."""
    if found.body.startswith(b"%PDF-"):
        return ".pdf"
    if found.kind in _SUFFIXES:
        return _SUFFIXES[found.kind]
    if "html" in found.kind or found.body[:1_000].lstrip()[:1] == b"<":
        return ".html"
    names = (suffix_of(urlsplit(each).path) for each in (found.url, url))
    named = next((suffix for suffix in names if suffix in SUFFIXES), "")
    if named in _ROWS:
        raise WebError(url, "may hold many articles", "Download it, and put it into the articles folder.")
    if named and found.kind in _UNTOLD:
        return ".html" if KINDS.get(named) is KINDS[".html"] else named
    if found.kind == "text/plain":
        return ".txt"
    raise WebError(url, f"is no article but {found.kind}", "Add the page that it belongs to.")


def _markup(url: str, found: Fetched) -> str:
    """The page decoded: as its server says, unless its bytes are UTF-8 or tell otherwise."""
    try:
        return found.body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if found.charset:
        try:
            return found.body.decode(found.charset)
        except (LookupError, UnicodeDecodeError):
            pass
    read = decoded(found.body)
    if read is None:
        raise WebError(url, "is in an encoding that cannot be told", "Save it in your browser, as UTF-8.")
    return read[0]


def _feed_instead(found: Fetched, other: str = "") -> str:
    return f"The site's feed is {feed}: add that{other}." if (feed := feed_of(found)) else ""


def _no_article(url: str, reason: str, found: Fetched) -> WebError:
    """Why nothing is saved; for a front page, which feed to add in its place."""
    what, _, remedy = reason.removeprefix("skipped, ").partition("; ")
    if "no article" in what and (instead := _feed_instead(found)):
        return WebError(url, "is no article", instead)
    return WebError(url, f"was not added: {what}", f"{remedy[:1].upper()}{remedy[1:]}." if remedy else "")
