from __future__ import annotations

from typing import Any

import pytest

from bot.mock_slack.conversations import messages
from bot.mock_slack.hub import Hub
from bot.mock_slack.interacting import app_view
from tests.bot.mock_slack.calling import call, channel, error, events, person

BUTTON = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "B"}}


@pytest.fixture
def place(hub: Hub) -> dict[str, Any]:
    """A question in #general that is answered to Ada."""
    general = hub.workspace.channels[channel(hub, "general")]
    ts = messages.say(hub.workspace, general, person(hub, "ada"), "a question")["ts"]
    recipient = {"recipient_user_id": person(hub, "ada"), "recipient_team_id": hub.workspace.team.id}
    return {"channel": general.id, "thread_ts": ts, **recipient}


def test_a_stream_grows_and_ends(hub: Hub, place: dict[str, Any]) -> None:
    seen = events(hub)
    started = call(hub, "chat.startStream", markdown_text="**He", **place)
    at = {"channel": started["channel"], "ts": started["ts"]}
    message = hub.workspace.channels[at["channel"]].messages[at["ts"]]
    assert (message["text"], message["streaming_state"]) == ("**He", "in_progress")
    call(hub, "chat.appendStream", markdown_text="llo**", **at)
    assert error(hub, "chat.update", text="x", **at) == "streaming_state_conflict"
    actions = {"type": "actions", "elements": [BUTTON]}
    answer = call(hub, "chat.stopStream", markdown_text="!", blocks=[actions], **at)
    assert answer["message"]["text"] == "**Hello**!"
    assert answer["message"]["streaming_state"] == "completed"
    assert [block["type"] for block in answer["message"]["blocks"]] == ["markdown", "actions"]
    assert [body.get("subtype") for _, body in seen] == [None, "message_changed"]
    for method in ("chat.appendStream", "chat.stopStream"):
        assert error(hub, method, markdown_text="x", **at) == "message_not_in_streaming_state"
    assert call(hub, "chat.update", text="later", **at)["text"] == "later"


def test_chunks_make_tasks_and_plans(hub: Hub, place: dict[str, Any]) -> None:
    at = call(hub, "chat.startStream", **place)
    at = {"channel": at["channel"], "ts": at["ts"]}
    task = {"type": "task_update", "id": "1", "title": "Reading", "status": "in_progress"}
    call(hub, "chat.appendStream", chunks=[task, {"type": "markdown_text", "text": "so"}], **at)
    call(hub, "chat.appendStream", chunks=[{**task, "status": "complete", "output": "done"}], **at)
    message = hub.workspace.channels[at["channel"]].messages[at["ts"]]
    assert [(block["type"], block.get("status")) for block in message["blocks"]] == [
        ("markdown", None),
        ("task_card", "complete"),
    ]
    call(hub, "chat.appendStream", chunks=[{"type": "plan_update", "title": "The plan"}], **at)
    plan = hub.workspace.channels[at["channel"]].messages[at["ts"]]["blocks"][1]
    assert (plan["type"], plan["title"], len(plan["tasks"])) == ("plan", "The plan", 1)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"recipient_user_id": ""}, "missing_recipient_user_id"),
        ({"recipient_team_id": ""}, "missing_recipient_team_id"),
        ({"recipient_user_id": "U0NOBODY"}, "user_not_found"),
        ({"thread_ts": "1.000001"}, "thread_not_found"),
        ({"markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"chunks": [{"type": "nonsense"}]}, "invalid_chunks"),
        ({"chunks": [{"type": "task_update", "id": "1", "title": "t", "status": "odd"}]}, "invalid_chunks"),
        ({"chunks": [{"type": "blocks", "blocks": [{"type": "no"}]}]}, "invalid_blocks"),
        ({"task_display_mode": "odd"}, "invalid_arguments"),
    ],
)
def test_starts_that_are_refused(hub: Hub, place: dict[str, Any], changed: dict[str, Any], name: str) -> None:
    assert error(hub, "chat.startStream", **{**place, **changed}) == name


def test_a_direct_message_needs_no_recipient_but_a_thread(hub: Hub) -> None:
    workspace, ada = hub.workspace, person(hub, "ada")
    direct = workspace.direct_message(ada, workspace.bot_user)
    ts = messages.say(workspace, direct, ada, "a question")["ts"]
    assert call(hub, "chat.startStream", channel=direct.id, thread_ts=ts)["ts"]
    assert error(hub, "chat.startStream", channel=direct.id) == "invalid_thread_ts"


def test_a_stream_dies_of_age(hub: Hub, place: dict[str, Any]) -> None:
    at = call(hub, "chat.startStream", markdown_text="x", **place)
    at = {"channel": at["channel"], "ts": at["ts"]}
    hub.workspace.clock.advance(299)
    call(hub, "chat.appendStream", markdown_text="y", **at)
    hub.workspace.clock.advance(2)
    assert error(hub, "chat.appendStream", markdown_text="z", **at) == "message_not_in_streaming_state"
    message = hub.workspace.channels[at["channel"]].messages[at["ts"]]
    assert (message["text"], message["streaming_state"]) == ("xy", "errored")


def test_a_person_stops_a_stream(hub: Hub, place: dict[str, Any]) -> None:
    at = call(hub, "chat.startStream", markdown_text="x", **place)
    general = hub.workspace.channels[at["channel"]]
    seen = events(hub)
    app_view.stop(hub, person(hub, "ada"), general, place["thread_ts"])
    told = dict(seen)["agent_session_stopped"]
    assert told["streaming_message_ts"] == [at["ts"]]
    assert told["thread_ts"] == place["thread_ts"]
    at = {"channel": at["channel"], "ts": at["ts"]}
    assert error(hub, "chat.appendStream", markdown_text="y", **at) == "stopped_by_user"


def test_others_messages_are_no_streams_of_the_app(hub: Hub, place: dict[str, Any]) -> None:
    at = {"channel": place["channel"], "ts": place["thread_ts"], "markdown_text": "x"}
    assert error(hub, "chat.appendStream", **at) == "message_not_owned_by_app"


def test_streams_that_nobody_ended_do_not_pile_up(hub: Hub, place: dict[str, Any]) -> None:
    for _ in range(3):
        call(hub, "chat.startStream", markdown_text="x", **place)
        hub.workspace.clock.advance(301)
    call(hub, "chat.startStream", **place)
    assert len(hub.workspace.streams) == 1
    states = [one.get("streaming_state") for one in hub.workspace.channels[place["channel"]].messages.values()]
    assert states == [None, "errored", "errored", "errored", "in_progress"]


def session(hub: Hub, place: dict[str, Any]) -> str:
    return hub.workspace.agent_threads[f"{place['channel']}:{place['thread_ts']}"].session


def test_a_stream_that_slack_ends_ends_the_work_in_its_thread(hub: Hub, place: dict[str, Any]) -> None:
    call(hub, "chat.startStream", markdown_text="x", **place)
    assert session(hub, place) == "processing"
    hub.workspace.clock.advance(301)  # nobody calls: the clock alone ends it
    assert (session(hub, place), hub.workspace.streams) == ("active", {})
    at = call(hub, "chat.startStream", markdown_text="x", **place)
    call(hub, "chat.delete", channel=at["channel"], ts=at["ts"])
    assert (session(hub, place), hub.workspace.streams) == ("active", {})


def test_where_a_person_stops_it_the_app_says_how_the_session_goes_on(hub: Hub, place: dict[str, Any]) -> None:
    at = call(hub, "chat.startStream", markdown_text="x", **place)
    app_view.stop(hub, person(hub, "ada"), hub.workspace.channels[place["channel"]], place["thread_ts"])
    assert session(hub, place) == "processing"
    at = {"channel": at["channel"], "ts": at["ts"]}
    assert error(hub, "chat.stopStream", session_status="suspended", **at) == "stopped_by_user"
    assert session(hub, place) == "suspended"
