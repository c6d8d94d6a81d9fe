"""A running workspace for tests over the wire, and a hub for tests of its state alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.mock_slack import MockWorkspace
from bot.mock_slack.hub import Hub
from bot.mock_slack.server import everything
from tests.bot.mock_slack.talking import Talking


@pytest.fixture(scope="module")
def _running() -> Iterator[MockWorkspace]:
    with MockWorkspace() as workspace:
        yield workspace


@pytest.fixture
def slack(_running: MockWorkspace) -> MockWorkspace:
    """A workspace on its first day, served over loopback."""
    _running.client.reset()
    _running.client.act("delivery", url=None)
    return _running


@pytest.fixture
def hub() -> Hub:
    """A workspace that nobody serves, with an app that hears nothing."""
    hub = Hub(everything(), base_url="http://127.0.0.1:1")
    hub.workspace.on_event.clear()
    return hub


@pytest.fixture
async def talking() -> Talking:
    """A workspace that nobody serves, with an app that acknowledges what the test lined up."""
    return Talking()
