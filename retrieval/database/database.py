"""One open database, SQLite's file or Postgres: connections, transactions, its lock, and bringing its tables forward.

database = Database.at(folder / "index.sqlite")
database = Database.at("postgresql://user@host/name", corpus="9f2c…")     # each corpus is a schema of its own
with database.transaction():
    database.run(tables.meta.delete())
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any
from zlib import crc32

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, Executable, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

from retrieval.errors import IndexFolderError
from retrieval.progress import Progress

REVISION = "0002"  # the newest of `migrations/versions`
_CHECKED = 20_000_000  # bytes; checking every page of a larger file would delay each start
_WAITS = "waiting for another process that is indexing these articles"


class BrokenDatabaseError(Exception):
    """It is no database of ours, damaged, or of a version that cannot be brought forward: made again."""


class Database:
    """Every method may be called from any thread. Inside `transaction` a thread sees its own changes."""

    def __init__(self, engine: Engine, path: Path | None, schema: str | None, *, read_only: bool = False) -> None:
        self._engine, self._path, self._schema, self.read_only = engine, path, schema, read_only
        self._writing = threading.RLock()
        self._own = threading.local()
        self.guard: Callable[[], AbstractContextManager[None]] = nullcontext  # says what its errors mean

    @classmethod
    def at(cls, where: Path | str, corpus: str | None = None, *, read_only: bool = False) -> Database:
        """Open it, and lay its tables where it is new. Raises `BrokenDatabaseError` and SQLAlchemy's own errors.

        `read_only`: for a file in a folder that cannot be written, in which nobody else can write either.
        """
        if isinstance(where, Path):
            found = cls(_sqlite(where, read_only=read_only), where, None, read_only=read_only)
        else:
            schema = f"positions_{corpus}" if corpus else "positions"
            found = cls(_postgres(where, schema), None, schema)
        try:
            found._prepare()
        except BaseException:
            found.close()
            raise
        return found

    @property
    def is_small_file(self) -> bool:
        """Whether looking at every row is no delay."""
        return self._path is not None and self._path.stat().st_size < _CHECKED

    @property
    def dialect(self) -> str:
        return self._engine.dialect.name

    def close(self) -> None:
        self._engine.dispose()

    def ask(self, statement: Executable | str, **values: object) -> Sequence[Any]:
        """All rows of a statement; for one that gives none, an empty list."""
        with self._connection() as connection:
            found = connection.execute(text(statement) if isinstance(statement, str) else statement, values)
            return found.fetchall() if found.returns_rows else []

    def many(self, statement: Executable | str, rows: Sequence[Mapping[str, object]]) -> None:
        """Run a statement once for each row of values."""
        if rows:
            with self._connection() as connection:
                connection.execute(text(statement) if isinstance(statement, str) else statement, [*map(dict, rows)])

    def stream(self, statement: Executable, together: int = 1_000) -> Iterator[Any]:
        """The rows of a statement, so many in memory at a time."""
        with self._connection() as connection:
            cursor = self.dialect == "postgresql" and connection is not getattr(self._own, "connection", None)
            if cursor:
                connection.exec_driver_sql("BEGIN")  # a server's cursor lives in a transaction
            found = connection.execute(statement, execution_options={"yield_per": together})
            try:
                yield from found
            finally:
                found.close()
                if cursor and not connection.invalidated:
                    connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that this thread does inside, or nothing of it. One at a time."""
        with self._writing:
            if getattr(self._own, "connection", None) is not None:
                yield  # it is part of the outer one
                return
            with self._answering(), self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE" if self.dialect == "sqlite" else "BEGIN")
                self._own.connection = connection
                try:
                    yield
                except BaseException:
                    self._own.connection = None
                    if not connection.invalidated:
                        connection.exec_driver_sql("ROLLBACK")
                    raise
                self._own.connection = None
                connection.exec_driver_sql("COMMIT")

    def alone(self, folder: Path, progress: Progress) -> AbstractContextManager[None]:
        """Hold what only one process may at a time; it frees itself when its process dies."""
        return _file_lock(folder, progress) if self._schema is None else self._advisory_lock(progress)

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        own = getattr(self._own, "connection", None)
        if own is not None:
            yield own
            return
        with self._answering(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """A server that goes away is said in one sentence; connections that it left behind are opened anew later."""
        with self.guard():
            try:
                yield
            except OperationalError as error:
                if self._schema is None:
                    raise
                raise IndexFolderError(
                    f"The database at DATABASE_URL does not answer ({' '.join(str(error.orig).split())[:200]}).",
                    "Start it, or correct DATABASE_URL; what was read is kept, and reading goes on from there.",
                ) from error

    @contextmanager
    def _advisory_lock(self, progress: Progress) -> Iterator[None]:
        """A lock of the server's: it goes with the connection, and so with a replica that dies."""
        number = crc32((self._schema or "").encode())
        with self._answering(), self._engine.connect() as connection:
            if not connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": number}).scalar():
                progress(_WAITS, 0, 0)
                connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": number})
            try:
                yield
            finally:
                if not connection.invalidated and not connection.closed:
                    _quietly(lambda: connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": number}))

    def _prepare(self) -> None:
        if self.read_only:
            if [tuple(row) for row in self.ask("SELECT version_num FROM alembic_version")] != [(REVISION,)]:
                raise BrokenDatabaseError("made by another version of this program")
        else:
            self._bring_forward()
        if self.is_small_file:
            self._look_through()

    def _look_through(self) -> None:
        whole = [tuple(row) for row in self.ask("PRAGMA integrity_check(1)")] == [("ok",)]
        if not whole or self.ask("PRAGMA foreign_key_check"):
            raise BrokenDatabaseError("its pages are damaged")
        if not self.read_only:  # the check is written as an insertion
            self.ask("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")

    def _bring_forward(self) -> None:
        with self.transaction():
            connection: Connection = self._own.connection
            if self.dialect == "postgresql":
                # two replicas that start at once would both lay the tables
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(:number)"), {"number": crc32(b"positions tables")}
                )
                connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{self._schema}"'))
            tables = inspect(connection).get_table_names(schema=self._schema)
            if "alembic_version" not in tables:
                if tables:
                    raise BrokenDatabaseError("made by an older version of this program")
                _upgrade(connection)
            elif (found := connection.execute(text("SELECT version_num FROM alembic_version")).scalar()) != REVISION:
                if str(found) > REVISION:
                    raise BrokenDatabaseError("made by a newer version of this program")
                _upgrade(connection)


def _sqlite(path: Path, *, read_only: bool) -> Engine:
    where = path.absolute()
    plain = URL.create("sqlite", database=str(where))
    closed = URL.create("sqlite", database=where.as_uri(), query={"immutable": "1", "uri": "true"})
    engine = create_engine(
        closed if read_only else plain,
        isolation_level="AUTOCOMMIT",
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=16,
        connect_args={"timeout": 60, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        written = () if read_only else ("journal_mode = WAL", "synchronous = NORMAL")
        for pragma in (*written, "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    return engine


def _postgres(url: str, schema: str) -> Engine:
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            url = f"postgresql+psycopg://{url.removeprefix(prefix)}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT", pool_pre_ping=True, pool_size=4, max_overflow=16)

    @event.listens_for(engine, "connect")
    def set_schema(connection: Any, _record: object) -> None:
        connection.autocommit = True
        connection.execute(f'SET search_path TO "{schema}"')

    return engine


def _upgrade(connection: Connection) -> None:
    """Run the migrations that are missing."""
    from alembic import command  # takes a fifth of a second, and is needed at a first start only
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(files("retrieval.database").joinpath("migrations")))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise BrokenDatabaseError(f"it cannot be brought forward: {error}") from error


@contextmanager
def _file_lock(folder: Path, progress: Progress) -> Iterator[None]:
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress(_WAITS, 0, 0)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _quietly(work: Callable[[], object]) -> None:
    with suppress(DatabaseError):  # the connection is gone, and its lock with it
        work()
