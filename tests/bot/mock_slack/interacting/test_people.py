"""What people can do, with an app that answers in the test's own words."""

from __future__ import annotations

import pytest

from bot.mock_slack.basics.errors import ControlError, SlackError
from bot.mock_slack.conversations import messages
from bot.mock_slack.delivering.delivery import Outcome
from bot.mock_slack.interacting import people
from bot.mock_slack.workspace.manifest import parse_manifest
from tests.bot.mock_slack.calling import call, channel, person
from tests.bot.mock_slack.talking import Talking

SELECT = {
    "type": "static_select",
    "action_id": "pick",
    "options": [{"text": {"type": "plain_text", "text": "One"}, "value": "1"}],
}


async def test_a_stranger_cannot_write(talking: Talking) -> None:
    newsroom = talking.workspace.channels[channel(talking, "newsroom")]
    with pytest.raises(SlackError, match="not_in_channel"):
        people.write(talking, person(talking, "chiara"), newsroom, "let me in")


async def test_a_command_in_a_thread_or_unknown_is_refused_by_slackbot(talking: Talking) -> None:
    ada, general = person(talking, "ada"), talking.workspace.channels[channel(talking, "general")]
    answer = await people.command(talking, ada, general, "/mock x", thread_ts="1.000001")
    assert answer["error"] == "not_supported_in_threads"
    answer = await people.command(talking, ada, general, "/nonsense")
    assert answer["error"] == "unknown_command"
    assert talking.parcels == []
    assert {one["message"]["user"] for one in talking.workspace.ephemerals} == {"USLACKBOT"}


async def test_a_command_that_is_not_acknowledged_says_so(talking: Talking) -> None:
    ada, general = person(talking, "ada"), talking.workspace.channels[channel(talking, "general")]
    talking.answers += [Outcome(False, "timeout"), Outcome(False, "no_connection"), Outcome(True, response={"text": 5})]
    errors = [(await people.command(talking, ada, general, "/mock")).get("error") for _ in range(3)]
    assert errors == ["operation_timeout", "dispatch_failed", None]


async def test_escaping_is_the_manifests_choice() -> None:
    command = {"command": "/x", "should_escape": True, "description": "d"}
    hub = Talking()
    hub.workspace.manifest = parse_manifest({"features": {"slash_commands": [command]}})
    ada, general = person(hub, "ada"), hub.workspace.channels[channel(hub, "general")]
    await people.command(hub, ada, general, "/x in #general ask @ben")
    assert hub.parcels[0].payload["text"] == f"in <#{general.id}|general> ask <@{person(hub, 'ben')}|ben>"


async def test_a_choice_is_sent_and_remembered_in_the_state(talking: Talking) -> None:
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "v"}
    blocks = [{"type": "actions", "block_id": "b", "elements": [SELECT, button]}]
    ts = call(talking, "chat.postMessage", channel="general", text="x", blocks=blocks)["ts"]
    place = {"channel": channel(talking, "general"), "ts": ts}
    await people.click(talking, person(talking, "ada"), place, "pick", None, "1")
    await people.click(talking, person(talking, "ada"), place, "go", None, None)
    await people.click(talking, person(talking, "ben"), place, "go", None, None)
    pick, go, bens = talking.interactions_sent()
    assert pick["actions"][0]["selected_option"]["value"] == "1"
    assert go["actions"][0]["value"] == "v"
    assert go["state"]["values"]["b"]["pick"]["selected_option"]["value"] == "1"
    assert go["container"]["message_ts"] == ts
    assert go["message"]["ts"] == ts
    assert go["channel"]["name"] == "general"
    assert bens["state"]["values"] == {}
    with pytest.raises(ControlError):
        await people.click(talking, person(talking, "ada"), {**place, "ts": "1.000001"}, "go", None, None)


async def test_shortcuts_with_and_without_a_message(talking: Talking) -> None:
    ada, general = person(talking, "ada"), talking.workspace.channels[channel(talking, "general")]
    message = messages.say(talking.workspace, general, ada, "hello")
    await people.shortcut(talking, ada, "global_shortcut", None, None)
    await people.shortcut(talking, ada, "message_shortcut", general, message["ts"])
    wide, narrow = talking.interactions_sent()
    assert (wide["type"], wide["callback_id"]) == ("shortcut", "global_shortcut")
    assert (narrow["type"], narrow["message"]["text"]) == ("message_action", "hello")
    assert narrow["response_url"]
    for wrong in (("none", None, None), ("message_shortcut", general, "1.000001")):
        with pytest.raises(ControlError):
            await people.shortcut(talking, ada, *wrong)


async def test_options_come_from_the_app(talking: Talking) -> None:
    blocks = [{"type": "actions", "elements": [{"type": "external_select", "action_id": "x"}]}]
    ts = call(talking, "chat.postMessage", channel="general", text="x", blocks=blocks)["ts"]
    talking.answers.append(Outcome(True, response={"options": SELECT["options"]}))
    place = {"channel": channel(talking, "general"), "ts": ts}
    answer = await people.options(talking, person(talking, "ada"), place, "x", None, "o")
    assert answer["options"] == SELECT["options"]
    [payload] = talking.interactions_sent()
    assert (payload["type"], payload["value"], payload["action_id"]) == ("block_suggestion", "o", "x")


async def test_where_interactivity_is_off_nothing_that_is_pressed_is_sent() -> None:
    hub = Talking()
    hub.workspace.manifest = parse_manifest({"settings": {"interactivity": {"is_enabled": False}}})
    general, ada = hub.workspace.channels[channel(hub, "general")], person(hub, "ada")
    blocks = [{"type": "actions", "block_id": "b", "elements": [SELECT]}]
    message = messages.say(hub.workspace, general, ada, "x", blocks=blocks)
    answer = await people.click(hub, ada, {"channel": general.id, "ts": message["ts"]}, "pick", None, "1")
    assert (answer["ok"], answer["error"]) == (False, "interactivity_disabled")
    assert "not configured" in answer["shown"]
    assert hub.parcels == []
    [entry] = hub.workspace.journal.entries(kind="withheld")
    assert (entry["event"], entry["reason"]) == ("block_actions", "interactivity_disabled")
