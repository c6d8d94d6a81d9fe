"""Where the inbox is written: a file of its owner's only, or a database that several bots share."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import sqlalchemy
from dbos import Serializer

from bot.private_files import private

PRIVATE: dict[str, Any] = {"hide_parameters": True}  # an error of the database names no value: it may be a question
_PRAGMAS = ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


def engine_for(path: Path) -> sqlalchemy.Engine:
    """SQLite with a write-ahead log: a commit costs one write to the disk, and readers wait for nobody."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(private(str(path), os.O_CREAT | os.O_RDWR))  # it holds questions; SQLite's other files take its mode
    engine = sqlalchemy.create_engine(f"sqlite:///{path}", pool_size=4, max_overflow=4, pool_timeout=60, **PRIVATE)

    @sqlalchemy.event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = "IMMEDIATE"  # writers wait for each other in place of failing half-way
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    return engine


class Json(Serializer):
    """What is written is data and nothing else: the library's own way would be pickle, which runs what it reads."""

    def serialize(self, data: Any) -> str:
        return json.dumps(data, default=repr)

    def deserialize(self, serialized_data: str) -> Any:
        return json.loads(serialized_data)

    def name(self) -> str:
        return "json"
