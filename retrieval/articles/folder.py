"""The articles folder → articles: .txt and .md files decoded and never rewritten, of other kinds what is extracted.

A file that cannot be an article is named with its reason and skipped; the others are read all the same. Symbolic links
are followed only as long as they stay inside the folder. A page that a browser saved has a folder of pictures and
scripts beside it ("Page.html", "Page_files"), which is no article's.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.articles.details import unbelieved_day
from retrieval.articles.encoding import decoded
from retrieval.articles.files import CHANGING, SUFFIXES, TEXT, NotAnArticleError, bytes_of, stamp_of, suffix_of
from retrieval.errors import ArticlesError
from retrieval.extraction.extracted import EMPTY, Extracted, doubted
from retrieval.extraction.kept import Kept, Outcome, key_of
from retrieval.extraction.workers import Job, extract_many
from retrieval.progress import Progress, silent
from retrieval.types import Article

_SETTINGS = frozenset(("actors.yaml", "issues.yaml"))  # read by others, so nothing to report
_BESIDE = "_files"  # what the folder that belongs to a saved page ends in
_MOST_KNOWN = 100_000  # files, each some 300 bytes


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not read, or not wholly (`read`), and why, as one sentence for a person."""

    source: str
    reason: str
    read: bool = False

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Seen:
    """An article whose file is as it was when this program read it: it is read again only when somebody asks."""

    source: str
    digest: str
    path: str
    root: Path

    def article(self) -> Article:
        """Raises `NotAnArticleError` where the file has changed meanwhile."""
        article = _article(self.source, bytes_of(self.path, self.source, self.root))
        if article.digest != self.digest:
            raise NotAnArticleError(CHANGING)
        return article


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder holds: `articles` and `skipped`, both sorted by `source`, and what was not read again."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A text as it was read: by what the system said of it, its digest, and the day in it that is not believed."""

    stamp: tuple[int, ...]
    digest: str
    doubted: str | None


_known: dict[str, _File] = {}  # by path: a bot reads its folder at each change


def read_articles(
    folder: Path, kept: Path | None = None, progress: Progress = silent, *, again: bool = False
) -> Reading:
    """Every article under `folder`. An empty folder gives an empty `Reading`.

    Texts that were extracted are kept under `kept`, and read from there as long as their files do not change. Read
    `again`, texts that this program has read and that have not changed since are `seen`, and not read.
    Raises `ArticlesError` when `folder` is missing, is not a folder, or cannot be listed, and `OSError` where `kept`
    cannot be written.
    """
    if not folder.exists():
        raise ArticlesError(
            f"The articles folder {folder} does not exist.", "Create it, or name another one with --articles DIR."
        )
    if not folder.is_dir():
        raise ArticlesError(f"{folder} is a file, not a folder.", "Name the folder that holds it with --articles DIR.")
    reading = _Reading(folder, Kept(kept), again)
    for path, source in _files(folder, reading.skipped):
        reading.look(path, source)
    reading.extract(progress)
    return reading.done()


class _Reading:
    """A reading under way: the articles that are there, and the files that wait for their extractor."""

    def __init__(self, folder: Path, kept: Kept, again: bool) -> None:
        self._folder, self._root, self._kept, self._again = folder, folder.resolve(), kept, again
        self._articles: list[Article] = []
        self._seen: list[Seen] = []
        self.skipped: list[Skipped] = []
        self._keys: set[str] = set()
        self._waiting: dict[str, list[str]] = {}  # the key of a content that is not extracted yet → its files

    def look(self, path: str, source: str) -> None:
        suffix = suffix_of(source)
        try:
            if suffix in TEXT:
                self._text(path, source)
                return
            raw = bytes_of(path, source, self._root)
        except NotAnArticleError as error:
            self.skipped.append(Skipped(_printable(source), str(error)))
            return
        key = key_of(raw, suffix)
        self._keys.add(key)
        if key in self._waiting:
            self._waiting[key].append(source)
        elif (outcome := self._kept.get(key)) is not None:
            self._take(source, key, outcome)
        else:
            self._waiting[key] = [source]

    def _text(self, path: str, source: str) -> None:
        stamp, file = stamp_of(path), _known.get(path)
        if self._again and file is not None and file.stamp == stamp:
            self._seen.append(Seen(source, file.digest, path, self._root))
            day = file.doubted
        else:
            article = _article(source, bytes_of(path, source, self._root))
            day = file.doubted if file is not None and file.digest == article.digest else unbelieved_day(article.text)
            self._articles.append(article)
            if stamp is not None and stamp == stamp_of(path):  # else it has changed while it was read
                if len(_known) >= _MOST_KNOWN:
                    _known.clear()
                _known[path] = _File(stamp, article.digest, day)
        if day is not None:
            self.skipped.append(Skipped(_printable(source), doubted(day), read=True))

    def extract(self, progress: Progress) -> None:
        """Extract what was not kept. A file that has changed since it was looked at is read the next time."""
        total = len(self._waiting)
        for done, (key, outcome) in enumerate(extract_many(self._jobs()), 1):
            self._kept.put(key, outcome)
            for source in self._waiting.pop(key):
                self._take(source, key, outcome)
            progress("extracting texts", done, total)
        for source in (source for sources in self._waiting.values() for source in sources):
            self.skipped.append(Skipped(_printable(source), CHANGING))

    def _jobs(self) -> Iterator[Job]:
        for key, sources in list(self._waiting.items()):
            path, source = f"{self._folder}/{sources[0]}", sources[0]
            try:
                raw = bytes_of(path, source, self._root)
            except NotAnArticleError:
                continue
            if key_of(raw, suffix_of(source)) == key:
                yield key, raw, suffix_of(source)

    def _take(self, source: str, key: str, outcome: Outcome) -> None:
        if outcome.reason is not None:
            self.skipped.append(Skipped(_printable(source), outcome.reason))
        for found in outcome.articles:
            article = _extracted(source, key, found)
            self._articles.append(article)
            if found.remark is not None:
                self.skipped.append(Skipped(_printable(article.source), found.remark, read=True))

    def done(self) -> Reading:
        self._kept.forget_others(self._keys)
        self._articles.sort(key=lambda article: article.source)
        self.skipped.sort(key=lambda one: one.source)
        return Reading(tuple(self._articles), tuple(self.skipped), tuple(self._seen))


def _article(source: str, raw: bytes) -> Article:
    read = decoded(raw)
    if read is None and b"\0" in raw:
        raise NotAnArticleError("skipped, binary (holds null bytes); save its text as UTF-8")
    if read is None:
        raise NotAnArticleError("skipped, not valid UTF-8, and its encoding cannot be told; save it as UTF-8")
    text, encoding = read
    if not text.strip("\ufeff \t\r\n"):
        raise NotAnArticleError(EMPTY)
    return Article(source, text, hashlib.sha256(raw).hexdigest(), encoding)


def _extracted(source: str, key: str, found: Extracted) -> Article:
    """A row of a file of many has a content of its own, so that a row more leaves the others as they are."""
    if found.part is None:
        return Article(source, found.text, key, found.encoding, found.given)
    own = hashlib.sha256(repr((found.text, found.given)).encode()).hexdigest()
    return Article(f"{source}#{found.part}", found.text, own, found.encoding, found.given)


def told(folder: Path) -> Iterator[Path]:
    """The files that a reading of the folder depends on, in order: articles, actors.yaml and issues.yaml.

    What cannot be listed is left out.
    """
    for path, source in _walk(folder, lambda _: None):
        if suffix_of(source) in SUFFIXES or source.rpartition("/")[2] in _SETTINGS:
            yield Path(path)


def _files(folder: Path, skipped: list[Skipped]) -> Iterator[tuple[str, str]]:
    def unreadable(error: OSError) -> None:
        path = Path(error.filename)
        if path == folder:
            raise ArticlesError(
                f"The articles folder {folder} cannot be listed ({error.strerror}).",
                f"Give yourself access: chmod u+rx {folder}",
            ) from error
        skipped.append(
            Skipped(
                _printable(path.relative_to(folder).as_posix()),
                f"skipped, folder cannot be listed ({error.strerror}); give yourself access to it",
            )
        )

    for path, source in _walk(folder, unreadable):
        if source.rpartition("/")[2] not in _SETTINGS:
            yield path, source


def _walk(folder: Path, unreadable: Callable[[OSError], None]) -> Iterator[tuple[str, str]]:
    """The path of each file, and the same from the folder on, with forward slashes."""
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        within = Path(parent).relative_to(folder).as_posix()
        before = "" if within == "." else f"{within}/"
        # dot-folders hold tools' own files, our index among them
        pages = {f"{Path(name).stem}{_BESIDE}" for name in names if suffix_of(name) in (".html", ".htm")}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in pages)
        for name in sorted(names):
            if not name.startswith("."):
                yield f"{parent}/{name}", before + name


def _printable(source: str) -> str:
    return source.encode("utf-8", "backslashreplace").decode()
