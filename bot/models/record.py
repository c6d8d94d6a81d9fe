"""What chat models have used and replied, in a small database beside the index: for budgets, and to ask nothing twice.

Replies are kept by a digest of everything that was sent, so that another question, other articles, another prompt or
another model is another reply. They hold no article: only what the model made of it.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.running.asker import asking
from prompts import Said

KEPT = 5_000  # replies
_TABLES = """
create table if not exists used
  (day text, workspace text, user text, model text, tokens_in integer, tokens_out integer);
create index if not exists used_by_day on used (day);
create table if not exists replies (key text primary key, reply text, at real);
"""


class Record:
    """Safe to use from several threads and processes."""

    def __init__(self, path: Path | None) -> None:
        """`None` keeps it in memory."""
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=10)
        with self._database:
            self._database.executescript(_TABLES)

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def spend(self, model: str, tokens_in: int, tokens_out: int) -> None:
        asker = asking.get()
        row = (today(), asker.workspace, asker.user, model, tokens_in, tokens_out)
        with self._lock, self._database:
            self._database.execute("insert into used values (?, ?, ?, ?, ?, ?)", row)

    def spent(self, workspace: str | None = None, user: str | None = None) -> tuple[int, int]:
        """The tokens in and out of today: of everybody, or of a workspace's or a user's questions."""
        where, values = "day = ?", [today()]
        for name, value in (("workspace", workspace), ("user", user)):
            if value is not None:
                where += f" and {name} = ?"
                values.append(value)
        query = f"select coalesce(sum(tokens_in), 0), coalesce(sum(tokens_out), 0) from used where {where}"  # noqa: S608 - fixed names
        with self._lock, closing(self._database.execute(query, values)) as found:
            tokens_in, tokens_out = found.fetchone()
        return int(tokens_in), int(tokens_out)

    def reply(self, key: str) -> str | None:
        with self._lock, closing(self._database.execute("select reply from replies where key = ?", [key])) as found:
            row = found.fetchone()
        return None if row is None else str(row[0])

    def keep(self, key: str, reply: str) -> None:
        with self._lock, self._database:
            self._database.execute("insert or replace into replies values (?, ?, ?)", (key, reply, time.time()))
            self._database.execute(
                "delete from replies where key in (select key from replies order by at desc limit -1 offset ?)", [KEPT]
            )


def key_of(model: str, said: Said, schema: str) -> str:
    sent = "\0".join((model, schema, said.digest, said.system, said.user))
    return hashlib.sha256(sent.encode()).hexdigest()


def today() -> str:
    return datetime.now(UTC).date().isoformat()
