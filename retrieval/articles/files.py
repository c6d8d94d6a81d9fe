"""One file of the articles folder → its bytes as they stand still: no link leads out, no pipe, nothing too large."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from retrieval.extraction.kinds import KINDS, MEGABYTE

TEXT = (".txt", ".md")
SUFFIXES = (*TEXT, *KINDS)
MAX_BYTES = 10 * MEGABYTE  # of a text: about 1.7 million words, longer than any article, and an error when it happens
STILL = 2 * 10**9  # nanoseconds without a change, after which a further change shows in the system's times
_LOOKS = 3  # at a file that changes while it is read
CHANGING = "skipped, it changes while it is read; it is read when it stays as it is"


class NotAnArticleError(Exception):
    """`str(error)` is the reason, as one sentence for a person."""


def suffix_of(source: str) -> str:
    stem, dot, suffix = source.rpartition("/")[2].rpartition(".")
    return f".{suffix.lower()}" if stem and dot else ""


def stamp_of(path: str) -> tuple[int, ...] | None:
    """What the system says of a regular file that has stood still: the same as before, it holds the same bytes.

    Nothing for a file that was changed within the last two seconds (its time may be the same after one more change),
    and for a link.
    """
    try:
        told = os.lstat(path)
    except OSError:
        return None
    changed = max(told.st_mtime_ns, told.st_ctime_ns)
    if not stat.S_ISREG(told.st_mode) or time.time_ns() - changed < STILL:
        return None
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


def bytes_of(path: str, source: str, root: Path) -> bytes:
    """The bytes of a file below `root`. Raises `NotAnArticleError`. (With a `Path` it would take twice as long.)"""
    suffix = suffix_of(source)
    if suffix not in SUFFIXES:
        raise NotAnArticleError(
            f"skipped, only {', '.join(SUFFIXES[:-1])} and {SUFFIXES[-1]} files are read; save it as .txt"
        )
    try:
        source.encode()
    except UnicodeEncodeError:
        raise NotAnArticleError("skipped, its name is not valid UTF-8; rename it") from None
    most = KINDS[suffix].most if suffix in KINDS else MAX_BYTES
    try:
        if stat.S_ISLNK(os.lstat(path).st_mode) and not Path(path).resolve(strict=True).is_relative_to(root):
            raise NotAnArticleError("skipped, a link that leads out of the articles folder; put a copy there")
        for _ in range(_LOOKS):
            raw = _settled(path, most)
            if raw is not None:
                break
        else:
            raise NotAnArticleError(CHANGING)
    except (OSError, RuntimeError) as error:  # pathlib's word for links in a circle is a RuntimeError
        why = error.strerror if isinstance(error, OSError) else "its link leads in a circle"
        linked = Path(path).is_symlink()
        remedy = "put a copy of the file in the place of the link" if linked else "give yourself access to it"
        raise NotAnArticleError(f"skipped, cannot be read ({why}); {remedy}") from error
    if len(raw) > most:
        raise NotAnArticleError(f"skipped, larger than {most // MEGABYTE} MB; split it, or save its text alone")
    return raw


def _settled(path: str, most: int) -> bytes | None:
    """A file's bytes, or nothing where it changed meanwhile."""
    # opened without waiting, so that a named pipe cannot hold the reading up
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise NotAnArticleError("skipped, not a regular file; save what it gives as a file of its own")
        raw = file.read(min(before.st_size, most) + 1)  # told more, it would take that much memory for each
        after = os.fstat(descriptor)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return raw if same and len(raw) in (before.st_size, most + 1) else None
