from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.retrieval.postgres import program, running


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not (program("initdb") and program("postgres")):
        pytest.skip("needs Postgres: apt-get install postgresql")
    with running(tmp_path_factory.mktemp("postgres") / "cluster") as server:
        yield server.url
