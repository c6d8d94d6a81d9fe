"""The bot as it ships, reading the seeds, in a mock workspace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.settings import read_settings
from bot.wiring import open_desk
from tests.bot.slack.running import Office, office


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A workspace whose bot reads the seeds with the real index and ledger."""
    desk = open_desk(read_settings(None, data=tmp_path_factory.mktemp("index")))
    with office(tmp_path_factory.mktemp("newsroom"), desk) as running:
        yield running
