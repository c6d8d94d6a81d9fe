"""Several programs over one Postgres: its rows are SQLite's, one reads at a time, and a death loses nothing."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from retrieval.errors import IndexFolderError
from retrieval.index.index import Index
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.records.opening import open_ledger
from retrieval.types import Statement
from tests.retrieval.postgres import program, running

IRRIN = Path(__file__).parents[2] / "corpora" / "irrin"
READ = """
import sys
from pathlib import Path
from retrieval.index.index import Index
from retrieval.records.opening import open_ledger
def say(*step): print(*step, flush=True)
index = Index.open(Path(sys.argv[1]), Path(sys.argv[2]), say, database_url=sys.argv[3])
open_ledger(index, None, say)
print("opened", flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(IRRIN, tmp_path / "articles"))


def statements(folder: Path, data: Path, url: str | None) -> tuple[Statement, ...]:
    with closing(Index.open(folder, data, database_url=url)) as index:
        return tuple(open_ledger(index, folder).statements)


def test_its_rows_are_those_of_sqlite(folder: Path, tmp_path: Path, postgres: str) -> None:
    assert statements(folder, tmp_path / "a", postgres) == statements(folder, tmp_path / "b", None)


def test_words_and_meanings_are_found(folder: Path, tmp_path: Path, postgres: str) -> None:
    with closing(Index.open(folder, tmp_path / "data", database_url=postgres)) as index:
        ledger = open_ledger(index, folder)
        row = next(row for row in ledger.counted if row.reporter is None)
        with closing(StatementVectors.open(index, ledger)) as vectors:
            asked = index.embedder.embed_question(row.quote)
            assert row in vectors.nearest(asked, 5)
        assert row.source in {hit.passage.source for hit in index.search(row.quote, 5)}
        assert index.store.frequency("the") > 0
        assert ledger.find(f"What does {row.holder} want?")[0][0][0].name == row.holder


def test_one_reads_and_the_other_waits(folder: Path, tmp_path: Path, postgres: str) -> None:
    """The second program finds everything read, and reads nothing."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", READ, str(folder), str(tmp_path / name), postgres],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    told = [program.communicate() for program in programs]
    assert all(out.endswith("opened\n") for out, _ in told), told
    reading = [line for out, _ in told for line in out.splitlines() if line.startswith("reading articles")]
    assert len(reading) == 2 * len(list(folder.iterdir()))  # grammar and names, each once


def test_a_program_that_dies_while_it_reads_loses_nothing(folder: Path, tmp_path: Path, postgres: str) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", READ, str(folder), str(tmp_path / "one"), postgres], stdout=subprocess.PIPE, text=True
    )
    assert first.stdout
    for line in first.stdout:
        if line.startswith("reading articles 3 "):
            first.send_signal(signal.SIGKILL)
            break
    first.wait()
    first.stdout.close()
    steps: list[tuple[str, int, int]] = []
    with closing(Index.open(folder, tmp_path / "two", database_url=postgres)) as index:
        ledger = open_ledger(index, None, lambda *step: steps.append(step))
        assert len(ledger.details) == len(index.articles)
    total = next(total for what, _, total in steps if what == "reading articles")
    assert total <= len(index.articles) - 3


def test_the_lock_is_the_servers(folder: Path, tmp_path: Path, postgres: str) -> None:
    with closing(Index.open(folder, tmp_path / "one", database_url=postgres)) as index:
        other = Index.open(folder, tmp_path / "two", database_url=postgres)
        told, entered = threading.Event(), threading.Event()

        def wait() -> None:
            with other.alone(lambda *_: told.set()):
                entered.set()

        with index.alone():
            waiting = threading.Thread(target=wait)
            waiting.start()
            assert told.wait(60)
            assert not entered.is_set()
        assert entered.wait(60)
        waiting.join()
        other.close()


def test_a_server_that_goes_away_and_comes_back(folder: Path, tmp_path: Path) -> None:
    if not program("postgres"):
        pytest.skip("needs Postgres: apt-get install postgresql")
    with (
        running(tmp_path / "cluster") as server,
        closing(Index.open(folder, tmp_path / "data", database_url=server.url)) as index,
    ):
        ledger = open_ledger(index, folder)
        before = tuple(ledger.statements)
        server.stop()
        with pytest.raises(IndexFolderError, match=r"does not answer.*Start it"):
            ledger.said_by("Drosk")
        server.start()
        assert tuple(ledger.statements) == before


def test_a_server_that_goes_away_while_articles_are_read_loses_nothing(folder: Path, tmp_path: Path) -> None:
    if not program("postgres"):
        pytest.skip("needs Postgres: apt-get install postgresql")
    with running(tmp_path / "cluster") as server:

        def stop(what: str, done: int, total: int) -> None:
            if (what, done) == ("reading articles", 3):
                server.stop()

        with closing(Index.open(folder, tmp_path / "data", database_url=server.url)) as index:
            with pytest.raises(IndexFolderError, match=r"does not answer.*what was read is kept"):
                open_ledger(index, folder, stop)
            server.start()
            steps: list[tuple[str, int, int]] = []
            ledger = open_ledger(index, folder, lambda *step: steps.append(step))
            assert len(ledger.details) == len(index.articles)
        total = next(total for what, _, total in steps if what == "reading articles")
        assert total == len(index.articles) - 3


def test_a_server_that_is_not_there_is_named_with_a_remedy(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexFolderError, match=r"DATABASE_URL does not answer.*Start it"):
        Index.open(folder, tmp_path / "data", database_url="postgresql://nobody@127.0.0.1:9/none")
