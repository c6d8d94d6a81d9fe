"""Slack's own SDK for Node, unmodified: an app with Bolt for JavaScript, over Socket Mode and over signed HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.mock_slack import MockWorkspace
from bot.mock_slack.control.client import Client
from tests.bot.mock_slack.interop.processes import running


@pytest.fixture(scope="module", params=["socket", "http"])
def app(request: pytest.FixtureRequest, node: Path) -> Iterator[MockWorkspace]:
    socket_mode = request.param == "socket"
    with MockWorkspace() as slack, running(slack, ["node", "app.mjs"], node, socket_mode=socket_mode) as port:
        if not socket_mode:
            address = f"http://127.0.0.1:{port}/slack/events"
            slack.client.act("delivery", url=address, verify=True)
        yield slack


@pytest.fixture
def client(app: MockWorkspace) -> Iterator[Client]:
    app.client.reset()
    yield app.client
    assert {entry["outcome"] for entry in app.client.journal("delivery")} <= {"acknowledged", "pending"}


def whispered(client: Client, text: str) -> bool:
    return bool(client.wait_for(lambda control: text in [e["message"]["text"] for e in control.ephemerals("general")]))


def test_a_mention_is_answered_by_a_stream(client: Client) -> None:
    ts = client.say("@mock-app what now?")
    answer = client.wait_for_message("general", lambda m: m.get("streaming_state") == "completed", thread_ts=ts)
    assert answer["text"] == f"One **bold** answer to {client.state()['users'][0]['id']}"
    assert [block["type"] for block in answer["blocks"]] == ["markdown", "context_actions"]
    assert client.click("general", answer["ts"], "rating", "negative")["ok"]
    assert whispered(client, "rated bad")


def test_a_stream_of_chunks(client: Client) -> None:
    ts = client.say("plan it")
    answer = client.wait_for_message("general", lambda m: m.get("streaming_state") == "completed", thread_ts=ts)
    assert answer["text"] == "**Done** now"
    text, plan, rating = answer["blocks"]
    assert (text["type"], plan["type"], rating["type"]) == ("markdown", "plan", "context_actions")
    assert (plan["title"], plan["tasks"][0]["status"]) == ("The plan", "complete")


def test_a_message_is_answered_with_a_button(client: Client) -> None:
    ts = client.as_user("ben").say("hello there")
    answer = client.wait_for_message("general", lambda m: m["text"].startswith("Hey <@U"), thread_ts=ts)
    assert client.click("general", answer["ts"], "go")["ok"]
    assert whispered(client, "ada pressed v")


def test_a_command_and_its_three_answers(client: Client) -> None:
    assert client.command("/mock hi")["ok"]
    client.wait_for_message("general", lambda m: m["text"] == "to everybody")
    client.wait_for_message("general", lambda m: m["text"] == "said")
    assert whispered(client, "You said: hi")


def test_a_form_is_refused_then_taken(client: Client) -> None:
    client.command("/mock form")
    [[view]] = client.wait_for(lambda control: control.state()["modals"]).values()
    offered = client.act("options", view_id=view["id"], action_id="choice", value="ty")["options"]
    assert offered == [{"text": {"type": "plain_text", "text": "found ty"}, "value": "ty"}]
    assert client.submit(view["id"])["errors"] == {"question": "Please complete this required field."}
    assert client.submit(view["id"], question="no")["errors"] == {"question": "Say more."}
    assert client.submit(view["id"], question="why", which="ty")["ok"]
    client.wait_for_message("@mock-app", lambda m: m["text"] == "asked why, ty, kept")
    assert client.state()["modals"] == {}


def test_forms_upon_forms_by_shortcuts(client: Client) -> None:
    client.shortcut("global_shortcut")
    [[view]] = client.wait_for(lambda control: control.state()["modals"]).values()
    client.click_in_view(view["id"], "deeper")
    pushed = client.wait_for(lambda control: [v for stack in control.state()["modals"].values() for v in stack[1:]])
    assert client.submit(pushed[0]["id"], question="x")["ok"]
    assert client.state()["modals"] == {}
    client.shortcut("message_shortcut", "general", client.say("this one"))
    [[view]] = client.wait_for(lambda control: control.state()["modals"]).values()
    assert view["private_metadata"] == "this one"
    client.act("close", view_id=view["id"])
    client.wait_for_message("@mock-app", lambda m: m["text"] == "closed")


def test_the_home_tab_and_a_reaction(client: Client) -> None:
    client.open_home()
    [home] = client.wait_for(lambda control: control.state()["homes"]).values()
    assert home["blocks"][0]["block_id"] == "row"
    ts = client.say("nice")
    client.react("general", ts, "tada")
    client.wait_for_message("general", lambda m: m["text"] == "1 tada", thread_ts=ts)


def test_the_web_client_pages_fails_waits_and_uploads(client: Client) -> None:
    client.fault("rate_limit", method="conversations.list", seconds=1)
    client.command("/mock tour")
    said = client.wait_for(lambda control: control.ephemerals("general")[1:])[0]["message"]["text"]
    assert json.loads(said) == {
        "names": ["general", "random"],
        "failure": "slack_webapi_platform_error channel_not_found",
        "replies": ["second"],
        "user": "ada",
    }
    client.command("/mock file")
    shared = client.wait_for_message("general", lambda m: bool(m.get("files")))
    assert (shared["text"], shared["files"][0]["name"], shared["files"][0]["size"]) == ("look", "a.txt", 5)
