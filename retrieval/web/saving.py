"""Fetched articles as files of the articles folder, and by which addresses those that are there already are known.

A page keeps its address as browsers keep it, in a comment above it; `web/.added.jsonl` has the addresses of all that
was added, those that led there and those of files that cannot hold one.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from retrieval.articles.folder import read_articles
from retrieval.articles.near_duplicates import runs
from retrieval.types import Article, Given
from retrieval.web.addresses import key, site

FOLDER = "web"  # inside the articles folder
_ADDED = ".added.jsonl"
_SAME = 0.9  # of the five-word runs of either text
_HEAD = re.compile(r"^(?:url|link|canonical|permalink)\s*:\s*(https?://\S+)", re.IGNORECASE | re.MULTILINE)


class Saved:
    """What the articles folder holds, by address. One at a time adds to it."""

    def __init__(self, folder: Path, texts: Path | None) -> None:
        """`texts` is where the index keeps extracted texts. Raises `ArticlesError` where the folder cannot be read."""
        self._folder, self._place = folder, folder / FOLDER
        self._sources: dict[str, str] = {}  # key of an address → source
        self._of_site: dict[str, list[Article]] = defaultdict(list)
        articles = {article.source: article for article in read_articles(folder, texts).articles}
        for article in articles.values():
            if url := article.given.url or _stated(article):
                self._note(article, [url])
        for source, urls in self._added():
            if source in articles:
                self._note(articles[source], urls)

    def find(self, url: str) -> str | None:
        """The source of the article at an address."""
        return self._sources.get(key(url))

    def same(self, url: str, text: str) -> str | None:
        """The source of the article of the same site that has the same text: a page has several addresses."""
        mine = runs(text)
        for article in self._of_site[site(url)]:
            theirs = runs(article.text)
            if mine and theirs and len(mine & theirs) >= _SAME * max(len(mine), len(theirs)):
                return article.source
        return None

    def save(self, urls: Iterable[str], raw: bytes, suffix: str, text: str, given: Given) -> str:
        """Write a file, whole or not at all, and note its addresses; its source. Raises `OSError`."""
        addresses = list(dict.fromkeys([*urls, *([given.url] if given.url else [])]))
        name = _name(addresses[0], suffix)
        path = self._place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{uuid.uuid4().hex}")
        try:
            new.write_bytes(raw)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
        source = path.relative_to(self._folder).as_posix()
        with (self._place / _ADDED).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"source": source, "urls": addresses}) + "\n")
        self._note(Article(source, text, "", given=given), addresses)
        return source

    def also(self, source: str, urls: Iterable[str]) -> None:
        """Note further addresses of an article, so that it is not fetched again."""
        new = [url for url in urls if key(url) not in self._sources]
        if new:
            self._place.mkdir(parents=True, exist_ok=True)
            with (self._place / _ADDED).open("a", encoding="utf-8") as file:
                file.write(json.dumps({"source": source, "urls": new}) + "\n")
            self._sources.update({key(url): source for url in new})

    def _note(self, article: Article, urls: Iterable[str]) -> None:
        for url in urls:
            self._sources.setdefault(key(url), article.source)
            if article not in self._of_site[site(url)]:
                self._of_site[site(url)].append(article)

    def _added(self) -> Iterable[tuple[str, list[str]]]:
        try:
            lines = (self._place / _ADDED).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return
        for line in lines:
            try:
                found = json.loads(line)
                yield str(found["source"]), [str(url) for url in found["urls"]]
            except (ValueError, KeyError, TypeError):  # a line that a killed program left unfinished
                continue


def with_address(page: str, url: str) -> bytes:
    """A page's markup as UTF-8, below the comment that says where it was saved from."""
    return f"<!-- saved from url=({len(url):04d}){url.replace('--', '%2D%2D')} -->\n{page}".encode("utf-8", "replace")


def _stated(article: Article) -> str | None:
    found = _HEAD.search(article.text[:2_000])
    return found[1] if found else None


def _name(url: str, suffix: str) -> str:
    """ "courier.example/tarn-rejects-plan-1a2b3c4d.html"."""
    parts = urlsplit(url)
    words = re.sub(r"[^a-z0-9]+", "-", unquote(parts.path.rstrip("/").rpartition("/")[2]).lower())
    slug = re.sub(r"-(?:html?|php|aspx?|pdf|docx)$", "", words).strip("-")[:60].rstrip("-") or "page"
    host = re.sub(r"[^a-z0-9.-]", "-", (parts.hostname or "").lower()).strip(".-") or "site"
    mark = hashlib.sha256(key(url).encode()).hexdigest()[:8]
    return f"{host}/{slug}-{mark}{suffix}"
