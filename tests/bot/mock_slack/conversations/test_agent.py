from __future__ import annotations

import pytest

from bot.mock_slack.conversations import agent
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import channel


def test_what_an_agent_shows_is_told_whole(hub: Hub) -> None:
    general = hub.workspace.channels[channel(hub, "general")]
    agent.set_prompts(hub.workspace, general, "", "Try", [{"title": "t", "message": "m"}])
    agent.set_status(hub.workspace, general, "1.000001", "is thinking…", [])
    agent.set_session(hub.workspace, general, "1.000001", "processing")
    assert agent.describe(hub.workspace, general.id, "1.000001") == {
        "channel": general.id,
        "thread_ts": "1.000001",
        "status": "is thinking…",
        "loading_messages": [],
        "title": "",
        "prompts_title": "",
        "prompts": [],
        "session": "processing",
    }
    assert agent.describe(hub.workspace, general.id, "")["prompts_title"] == "Try"
    agent.clear_status(hub.workspace, general, "1.000001")
    agent.clear_status(hub.workspace, general, "never heard of")
    assert agent.describe(hub.workspace, general.id, "1.000001")["status"] == ""


def test_the_oldest_threads_are_forgotten(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent, "MAX_THREADS", 3)
    general = hub.workspace.channels[channel(hub, "general")]
    for number in range(10):
        agent.set_title(hub.workspace, general, f"{number}.000001", "title")
    assert len(hub.workspace.agent_threads) == 4
    assert f"{general.id}:9.000001" in hub.workspace.agent_threads
