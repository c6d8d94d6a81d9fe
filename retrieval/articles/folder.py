"""The articles folder → articles: every .txt and .md file in it, decoded and never rewritten.

A file that cannot be an article is named with its reason and skipped; the others are read all the same. Symbolic links
are followed only as long as they stay inside the folder.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.articles.encoding import decoded
from retrieval.errors import ArticlesError
from retrieval.types import Article

SUFFIXES = (".txt", ".md")
_SETTINGS = frozenset(("actors.yaml", "issues.yaml"))  # read by others, so nothing to report
MAX_BYTES = 10_000_000  # about 1.7 million words: longer than any article, and an error when it happens


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not read, and why, as one sentence for a person."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder holds: `articles` and `skipped`, both sorted by `source`."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def read_articles(folder: Path) -> Reading:
    """Every article under `folder`. An empty folder gives an empty `Reading`.

    Raises `ArticlesError` when `folder` is missing, is not a folder, or cannot be listed.
    """
    if not folder.exists():
        raise ArticlesError(
            f"The articles folder {folder} does not exist.", "Create it, or name another one with --articles DIR."
        )
    if not folder.is_dir():
        raise ArticlesError(f"{folder} is a file, not a folder.", "Name the folder that holds it with --articles DIR.")
    articles: list[Article] = []
    skipped: list[Skipped] = []
    root = folder.resolve()
    for path in _files(folder, skipped):
        source = path.relative_to(folder).as_posix()
        try:
            articles.append(_read(path, source, root))
        except _NotAnArticleError as error:
            skipped.append(Skipped(_printable(source), str(error)))
    articles.sort(key=lambda article: article.source)
    skipped.sort(key=lambda one: one.source)
    return Reading(tuple(articles), tuple(skipped))


class _NotAnArticleError(Exception):
    pass


def told(folder: Path) -> Iterator[Path]:
    """The files that a reading of the folder depends on, in order: articles, actors.yaml and issues.yaml.

    What cannot be listed is left out.
    """
    for path in _walk(folder, lambda _: None):
        if path.suffix.lower() in SUFFIXES or path.name in _SETTINGS:
            yield path


def _files(folder: Path, skipped: list[Skipped]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        path = Path(error.filename)
        if path == folder:
            raise ArticlesError(
                f"The articles folder {folder} cannot be listed ({error.strerror}).",
                f"Give yourself access: chmod u+rx {folder}",
            ) from error
        skipped.append(
            Skipped(_printable(path.relative_to(folder).as_posix()), f"folder cannot be listed ({error.strerror})")
        )

    yield from (path for path in _walk(folder, unreadable) if path.name not in _SETTINGS)


def _walk(folder: Path, unreadable: Callable[[OSError], None]) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        # dot-folders hold tools' own files, our index among them
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(parent, name)


def _read(path: Path, source: str, root: Path) -> Article:
    if path.suffix.lower() not in SUFFIXES:
        raise _NotAnArticleError("skipped, only .txt and .md files are read")
    try:
        source.encode()
    except UnicodeEncodeError:
        raise _NotAnArticleError("skipped, its name is not valid UTF-8; rename it") from None
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            raise _NotAnArticleError("skipped, a link that leads out of the articles folder")
        # opened without waiting, so that a named pipe cannot hold the reading up
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _NotAnArticleError("skipped, not a regular file")
            raw = file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as error:  # pathlib's word for links in a circle is a RuntimeError
        why = error.strerror if isinstance(error, OSError) else "its link leads in a circle"
        raise _NotAnArticleError(f"skipped, cannot be read ({why})") from error
    if len(raw) > MAX_BYTES:
        raise _NotAnArticleError(f"skipped, larger than {MAX_BYTES // 1_000_000} MB; split it into its articles")
    read = decoded(raw)
    if read is None and b"\0" in raw:
        raise _NotAnArticleError("skipped, binary (holds null bytes)")
    if read is None:
        raise _NotAnArticleError("skipped, not valid UTF-8, and its encoding cannot be told; save it as UTF-8")
    text, encoding = read
    if not text.strip("\ufeff \t\r\n"):
        raise _NotAnArticleError("skipped, empty")
    return Article(source, text, hashlib.sha256(raw).hexdigest(), encoding)


def _printable(source: str) -> str:
    return source.encode("utf-8", "backslashreplace").decode()
