"""slack-go, as Debian has it: what it calls and what it hears over Socket Mode, decoded into typed structs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.mock_slack import MockWorkspace
from bot.mock_slack.control.client import Client
from tests.bot.mock_slack.interop.processes import running


@pytest.fixture(scope="module")
def ready(go: Path) -> Iterator[tuple[Client, str]]:
    with MockWorkspace() as slack, running(slack, [str(go)], go.parent, socket_mode=True) as told:
        yield slack.client, told


@pytest.fixture
def client(ready: tuple[Client, str]) -> Iterator[Client]:
    control = ready[0]
    before = control.journal()[-1]["number"]
    yield control
    assert {entry["outcome"] for entry in control.journal("delivery", before)} <= {"acknowledged", "pending"}


def test_what_it_calls(ready: tuple[Client, str]) -> None:
    assert json.loads(ready[1]) == {
        "me": "mock-app",
        "team": "mock",
        "channels": ["general", "random", "newsroom", "", "", ""],
        "bot": "mock-app",
        "user": "Ada Moreno",
        "history": "changed",
        "blocks": "actions",
        "reactions": 1,
        "replies": 2,
        "more": False,
        "refused": "channel_not_found",
        "beside": {
            "pinned": "see <https://docs.example.com/page>",
            "scheduled": "later",
            "bookmark": "Docs",
            "group": "the-desk",
            "members": 1,
            "found": 1,
            "reminder": "look",
            "snoozed": True,
            "identity": "Ada Moreno",
            "stars": 1,
            "remote": "Remote",
        },
    }


def test_what_it_hears(client: Client) -> None:
    ts = client.say("@mock-app hello *there*")
    client.wait_for_message("general", lambda m: m["text"].startswith("mentioned by U"), thread_ts=ts)
    client.react("general", ts, "eyes")
    client.wait_for_message("general", lambda m: m["text"] == "reacted eyes", thread_ts=ts)
    client.pin("general", ts)
    client.wait_for_message("general", lambda m: m["text"].startswith("pinned <@"), thread_ts=ts)
    ts = client.say("see https://docs.example.com")
    client.wait_for_message("general", lambda m: m["text"] == "shared docs.example.com", thread_ts=ts)
    direct = client.open_dm()
    ts = client.say("a question", direct)
    client.wait_for_message(direct, lambda m: m["text"] == "heard a question", thread_ts=ts)
    client.act("edit-message", channel="general", ts=client.say("to be changed"), text="changed")
    client.act("delete-message", channel="general", ts=client.say("to be deleted"))
    client.act("add-user", name="dora")
    client.wait_for_message("general", lambda m: m["text"].startswith("welcome U"))


def test_commands_buttons_and_forms(client: Client) -> None:
    assert client.command("/mock some text")["response"] == {"text": "You said: some text"}
    row = next(message for message in client.messages("general") if message["text"] == "parent")
    assert client.click("general", row["ts"], "go")["ok"]
    client.wait_for(lambda control: "ada pressed v" in [e["message"]["text"] for e in control.ephemerals("general")])
    client.shortcut("global_shortcut")
    [[view]] = client.wait_for(lambda control: control.state()["modals"]).values()
    assert client.submit(view["id"], question="no")["errors"] == {"question": "Say more."}
    assert client.submit(view["id"], question="yes")["ok"]
    client.wait_for_message("@mock-app", lambda m: m["text"] == "asked yes")
