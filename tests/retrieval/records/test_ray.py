"""Reading on a Ray cluster of two workers on this machine: its rows are a single process's, and a worker may die."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

from retrieval.errors import IndexFolderError
from retrieval.index.cluster import cluster
from retrieval.index.index import Index
from retrieval.records.opening import open_ledger

IRRIN = Path(__file__).parents[2] / "corpora" / "irrin"
READ = """
import os, pathlib, sys
import ray
from retrieval.index import cluster as room
from retrieval.index.index import Index
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.records.opening import open_ledger
from retrieval.statements import accounts, transcripts
folder, data, died = map(pathlib.Path, sys.argv[1:4])
url, chroma = sys.argv[4:]
read = accounts.read_accounts
def dies_once(articles):
    if not died.exists():
        died.touch()
        os._exit(1)
    return read(articles)
room._TOGETHER = 3
ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
over = lambda reader: room.partial(room._read, ray, dies_once if reader is read else reader)
index = Index.open(folder, data, database_url=url, chroma_url=chroma)
ledger = open_ledger(index, folder, over=over)
vectors = StatementVectors.open(index, ledger)
print("read", len(ledger.statements), died.exists())
"""

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="needs Ray: pip install 'positions[ray]'")


@pytest.mark.timeout(900)
def test_two_workers_give_the_rows_of_one_and_a_dead_one_is_made_up_for(
    tmp_path: Path, postgres: str, chroma_url: str
) -> None:
    given = [str(IRRIN), str(tmp_path / "ray"), str(tmp_path / "died"), postgres, chroma_url]
    patient = {"RAY_raylet_start_wait_time_s": "600", "RAY_AUTH_MODE": "disabled", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", READ, *given], capture_output=True, text=True, env=os.environ | patient
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].endswith("True")
    with (
        closing(Index.open(IRRIN, tmp_path / "ray", database_url=postgres, chroma_url=chroma_url)) as index,
        closing(Index.open(IRRIN, tmp_path / "alone")) as alone,
    ):
        told: list[str] = []
        ledger = open_ledger(index, IRRIN, lambda what, *_: told.append(what))
        assert told == []  # all was read
        assert tuple(ledger.statements) == tuple(open_ledger(alone, IRRIN).statements)


def test_a_cluster_that_is_not_there_is_named_with_a_remedy() -> None:
    with pytest.raises(IndexFolderError, match="no Ray cluster at auto"), cluster("auto"):
        pass
