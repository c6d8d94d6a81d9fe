from __future__ import annotations

from typing import Any

import pytest

from bot.mock_slack.conversations import messages
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, error, person

PROMPT = {"title": "T", "message": "M"}


@pytest.fixture
def place(hub: Hub) -> dict[str, Any]:
    workspace, ada = hub.workspace, person(hub, "ada")
    direct = workspace.direct_message(ada, workspace.bot_user)
    ts = messages.say(workspace, direct, ada, "a question")["ts"]
    return {"channel_id": direct.id, "thread_ts": ts}


def test_a_status_goes_when_the_app_answers(hub: Hub, place: dict[str, Any]) -> None:
    call(hub, "assistant.threads.setStatus", status="is thinking…", loading_messages=["one", "two"], **place)
    thread = hub.workspace.agent_threads[f"{place['channel_id']}:{place['thread_ts']}"]
    assert (thread.status, thread.loading_messages) == ("is thinking…", ["one", "two"])
    call(hub, "chat.postMessage", channel=place["channel_id"], text="answer", thread_ts=place["thread_ts"])
    assert thread.status == ""


def test_prompts_belong_to_a_thread_or_to_the_conversation(hub: Hub, place: dict[str, Any]) -> None:
    call(hub, "assistant.threads.setSuggestedPrompts", prompts=[PROMPT], title="Try", **place)
    channel = {"channel_id": place["channel_id"]}
    call(hub, "assistant.threads.setSuggestedPrompts", prompts=[PROMPT, PROMPT], **channel)
    threads = hub.workspace.agent_threads
    assert threads[f"{place['channel_id']}:{place['thread_ts']}"].prompts_title == "Try"
    assert len(threads[f"{place['channel_id']}:"].prompts) == 2


@pytest.mark.parametrize("prompts", [[], [PROMPT] * 5, [{"title": "T"}], "no json", [1], None])
def test_prompts_are_four_at_most_and_whole(hub: Hub, place: dict[str, Any], prompts: Any) -> None:
    assert error(hub, "assistant.threads.setSuggestedPrompts", prompts=prompts, **place) == "invalid_arguments"


def test_titles(hub: Hub, place: dict[str, Any]) -> None:
    call(hub, "assistant.threads.setTitle", title="About", **place)
    assert hub.workspace.agent_threads[f"{place['channel_id']}:{place['thread_ts']}"].title == "About"


def test_an_unknown_thread(hub: Hub, place: dict[str, Any]) -> None:
    elsewhere = {**place, "thread_ts": "1.000001"}
    assert error(hub, "assistant.threads.setStatus", status="x", **elsewhere) == "thread_not_found"


def test_a_session_is_set_renamed_and_warned_of(hub: Hub, place: dict[str, Any]) -> None:
    assert error(hub, "agents.sessions.rename", title="x", **place) == "session_not_found"
    answer = call(hub, "agents.sessions.setStatus", status="processing", title="First", **place)
    assert (answer["status"], answer["title"]) == ("processing", "First")
    assert answer["warning"] == "missing_agent_session_stopped_event_subscription"
    assert call(hub, "agents.sessions.rename", title="Second", **place) == {"title": "Second"}
    assert "warning" not in call(hub, "agents.sessions.setStatus", status="active", **place)
    assert error(hub, "agents.sessions.setStatus", status="busy", **place) == "invalid_arguments"
