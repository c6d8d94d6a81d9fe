"""Opening a database: new, of another version, shared by threads."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from retrieval.database.database import REVISION, BrokenDatabaseError, Database
from retrieval.database.tables import meta, metadata


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database.at(tmp_path / "index.sqlite")) as database:
        yield database


def test_the_migrations_make_every_table(database: Database) -> None:
    found = {name for (name,) in database.ask("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert set(metadata.tables) <= found
    assert database.ask("SELECT version_num FROM alembic_version")[0][0] == REVISION


@pytest.mark.parametrize(("revision", "why"), [("9999", "newer version"), ("0000", "cannot be brought forward")])
def test_another_version_is_refused(tmp_path: Path, revision: str, why: str) -> None:
    path = tmp_path / "index.sqlite"
    Database.at(path).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        raw.commit()
    with pytest.raises(BrokenDatabaseError, match=why):
        Database.at(path)


def test_an_index_of_the_first_version_is_brought_forward(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    with closing(Database.at(path)) as database:
        database.ask(insert(meta), key="one", value="1")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
        raw.execute("DROP INDEX ix_statements_reporter")
        raw.commit()
    with closing(Database.at(path)) as database:
        assert database.ask("SELECT version_num FROM alembic_version")[0][0] == REVISION
        assert database.ask("SELECT 1 FROM sqlite_master WHERE name = 'ix_statements_reporter'")
        assert database.ask(select(meta.c.value))[0][0] == "1"


def test_what_was_made_before_there_were_migrations_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE articles (number INTEGER PRIMARY KEY)")
    with pytest.raises(BrokenDatabaseError, match="older version"):
        Database.at(path)


def test_a_transaction_is_all_or_nothing_and_seen_by_its_thread_alone(database: Database) -> None:
    seen: list[int] = []

    def twice() -> None:
        with database.transaction():
            database.ask(insert(meta), key="one", value="1")
            other = threading.Thread(target=lambda: seen.append(len(database.ask(select(meta)))))
            other.start()
            other.join()
            assert len(database.ask(select(meta))) == 1
            database.ask(insert(meta), key="one", value="2")

    with pytest.raises(IntegrityError):
        twice()
    assert seen == [0]
    assert database.ask(select(meta)) == []


def test_rows_are_streamed(database: Database) -> None:
    database.many(insert(meta), [{"key": str(number), "value": ""} for number in range(50)])
    assert len(list(database.stream(select(meta), together=7))) == 50
    for row in database.stream(select(meta), together=7):  # one may stop in the middle
        assert row
        break
    database.ask(insert(meta), key="more", value="")
