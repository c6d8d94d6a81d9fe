"""Where the inbox is written: a file of its owner's only, or a database that several bots share."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from contextlib import closing
from itertools import chain, count
from pathlib import Path
from typing import Any

import sqlalchemy
from dbos import Serializer

from bot.running.private_files import private
from retrieval.errors import PositionsError

log = logging.getLogger(__name__)
PRIVATE: dict[str, Any] = {"hide_parameters": True}  # an error of the database names no value: it may be a question
_PRAGMAS = ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


class InboxFolderError(PositionsError):
    def __init__(self, path: Path, error: Exception) -> None:
        why = error.strerror if isinstance(error, OSError) else error
        super().__init__(
            f"The inbox cannot be written at {path} ({why}).",
            "Allow writing there and make room, or name another place in INBOX_URL, such as sqlite:////data/inbox.sqlite.",
        )


def engine_for(path: Path) -> sqlalchemy.Engine:
    """SQLite with a write-ahead log: a commit costs one write to the disk, and readers wait for nobody.

    Raises `InboxFolderError`. A damaged file is put aside: what it held is lost, what comes is not.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not _is_whole(path):
            kept = _put_aside(path)
            log.error("The inbox was damaged and is kept as %s; what was unanswered there stays so", kept)
        os.close(private(str(path), os.O_CREAT | os.O_RDWR))  # it holds questions; SQLite's other files take its mode
    except (OSError, sqlite3.OperationalError) as error:
        raise InboxFolderError(path, error) from error
    # One connection, for which all wait in line: of several SQLite lets them try again after ever longer pauses, and
    # whoever was unlucky came last.
    engine = sqlalchemy.create_engine(f"sqlite:///{path}", pool_size=1, max_overflow=0, pool_timeout=60, **PRIVATE)

    @sqlalchemy.event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = "IMMEDIATE"  # writers wait for each other in place of failing half-way
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _put_aside(path: Path) -> Path:
    """Where it is kept, beside those that were damaged before."""
    names = (f".broken{number}" for number in chain(("",), count(2)))
    end = next(each for each in names if not path.with_name(path.name + each).exists())
    for part in (path.with_name(path.name + tail) for tail in ("", "-wal", "-shm")):
        if part.exists():
            part.replace(part.with_name(part.name + end))
    return path.with_name(path.name + end)


def _is_whole(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=30)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.OperationalError:  # it cannot be read or written, which is no damage
        raise
    except sqlite3.DatabaseError:
        return False


class Json(Serializer):
    """What is written is data and nothing else: the library's own way would be pickle, which runs what it reads."""

    def serialize(self, data: Any) -> str:
        return json.dumps(data, default=repr)

    def deserialize(self, serialized_data: str) -> Any:
        return json.loads(serialized_data)

    def name(self) -> str:
        return "json"
