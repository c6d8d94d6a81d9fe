"""The app of Slack's own Python tutorials, as a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.mock_slack import MockWorkspace
from bot.mock_slack.control.client import Client
from tests.bot.mock_slack.interop.processes import running

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with MockWorkspace() as slack, running(slack, [sys.executable, "tutorial.py"], HERE, socket_mode=True):
        yield slack.client


def test_it_answers_a_message_and_its_button(client: Client) -> None:
    client.say("hello everybody")
    answer = client.wait_for_message("general", lambda m: m["text"].startswith("Hey there <@U"))
    assert client.click("general", answer["ts"], "button_click")["ok"]
    client.wait_for_message("general", lambda m: m["text"].endswith("clicked the button"))


def test_it_answers_a_mention_and_a_command(client: Client) -> None:
    ts = client.say("@mock-app are you there?")
    client.wait_for_message("general", lambda m: m["text"].startswith("What's up"), thread_ts=ts)
    client.command("/mock echo this")
    client.wait_for(lambda control: "echo this" in [e["message"]["text"] for e in control.ephemerals("general")])


def test_its_form_and_its_home(client: Client) -> None:
    client.shortcut("global_shortcut")
    [[view]] = client.wait_for(lambda control: control.state()["modals"]).values()
    assert client.submit(view["id"], task="abc")["errors"] == {"task": "The value must be longer than 5 characters"}
    assert client.submit(view["id"], task="a long task")["ok"]
    client.wait_for_message("@mock-app", lambda m: m["text"] == "Your submission of a long task was successful")
    client.open_home()
    [home] = client.wait_for(lambda control: control.state()["homes"]).values()
    assert "Welcome home" in home["blocks"][0]["text"]["text"]
