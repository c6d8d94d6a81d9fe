"""Digests beside what is stored: a bit that flipped on a disk is found, and what it stood in is made again."""

from __future__ import annotations

import errno
import hashlib
import sqlite3

from sqlalchemy.exc import DBAPIError

from retrieval.database.database import BrokenDatabaseError

_DAMAGE = frozenset(
    (
        sqlite3.SQLITE_ERROR,  # its own table of tables names what is not there
        sqlite3.SQLITE_INTERNAL,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_TOOBIG,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_NOTADB,
    )
)

_CLOSED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_FORBIDDEN = (errno.EROFS, errno.EACCES, errno.EPERM)
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def sealed(*parts: object) -> str:
    """A digest of all parts and of where each ends, of whatever type damage made them."""
    made = hashlib.blake2b(digest_size=12)
    for part in parts:
        raw = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        made.update(b"%d:" % len(raw) + raw)
    return made.hexdigest()


def is_damage(error: Exception) -> bool:
    """Whether a database's file is at fault, and not the disk, the rights on it or another process.

    An error without a code is this program's own, or text that is no UTF-8 any more.
    """
    if isinstance(error, BrokenDatabaseError):
        return True
    error, code = _of_sqlite(error)
    if not isinstance(error, sqlite3.Error):
        return False
    ours = isinstance(error, sqlite3.ProgrammingError) or not isinstance(error, sqlite3.DatabaseError)
    return not ours and (code is None or code & 0xFF in _DAMAGE)


def reason(error: Exception) -> tuple[str, str]:
    """What keeps an index from being used, and what to do about it."""
    error, code = _of_sqlite(error)
    code = (code or 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or getattr(error, "errno", None) in _FULL:
        return "the disk is full", "Make room on it, or name a folder on another disk with --data DIR."
    if code in _CLOSED or getattr(error, "errno", None) in _FORBIDDEN:
        return "it cannot be written", "Allow writing there, or name another folder with --data DIR."
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "another program holds it", "Wait until it is done, or name another folder with --data DIR."
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__, "Name a folder that can be written with --data DIR."
    return str(error), "Check the disk, or name a folder on another one with --data DIR."


def is_unwritable(error: Exception) -> bool:
    error, code = _of_sqlite(error)
    return (code or 0) & 0xFF in _CLOSED or getattr(error, "errno", None) in _FORBIDDEN


def _of_sqlite(error: Exception) -> tuple[Exception, int | None]:
    """The driver's own error, and its code."""
    own = error.orig if isinstance(error, DBAPIError) and isinstance(error.orig, Exception) else error
    return own, getattr(own, "sqlite_errorcode", None)
