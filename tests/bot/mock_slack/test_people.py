"""What people can do, with an app that answers in the test's own words."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.mock_slack import messages, people, views
from bot.mock_slack.delivery import Outcome, Parcel
from bot.mock_slack.errors import ControlError, SlackError
from bot.mock_slack.hub import Hub
from bot.mock_slack.manifest import parse_manifest
from bot.mock_slack.server import everything
from tests.bot.mock_slack.calling import call, channel, person

SUBMIT = {"type": "plain_text", "text": "Send"}
TITLE = {"type": "plain_text", "text": "T"}
ENTRY = {
    "type": "input",
    "block_id": "question",
    "label": {"type": "plain_text", "text": "L"},
    "element": {"type": "plain_text_input", "action_id": "text"},
}
MODAL: dict[str, Any] = {"type": "modal", "callback_id": "ask", "title": TITLE, "submit": SUBMIT, "blocks": [ENTRY]}
SELECT = {
    "type": "static_select",
    "action_id": "pick",
    "options": [{"text": {"type": "plain_text", "text": "One"}, "value": "1"}],
}


class Talking(Hub):
    """A hub whose app acknowledges with what the test lined up."""

    def __init__(self) -> None:
        super().__init__(everything(), base_url="http://127.0.0.1:1")
        self.parcels: list[Parcel] = []
        self.answers: list[Outcome] = []

    def send(self, parcel: Parcel) -> asyncio.Future[Outcome]:
        self.parcels.append(parcel)
        answered: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        answered.set_result(self.answers.pop(0) if self.answers else Outcome(True))
        return answered

    def interactions_sent(self) -> list[dict[str, Any]]:
        return [parcel.payload for parcel in self.parcels if parcel.kind == "interactive"]


@pytest.fixture
async def talking() -> Talking:
    return Talking()


def open_modal(hub: Hub, view: dict[str, Any] = MODAL) -> str:
    opened = call(hub, "views.open", trigger_id=hub.interactions.new_trigger(person(hub, "ada")), view=view)
    view_id: str = opened["view"]["id"]
    return view_id


def stack(hub: Hub) -> list[str]:
    return [view["callback_id"] for view in hub.workspace.modals.get(person(hub, "ada"), [])]


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
    await people.command(hub, ada, general, "/x ask @ben")
    assert hub.parcels[0].payload["text"] == f"ask <@{person(hub, 'ben')}>"


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


async def test_a_form_is_checked_before_it_is_sent(talking: Talking) -> None:
    ada, view_id = person(talking, "ada"), open_modal(talking)
    answer = await people.submit(talking, ada, view_id, {})
    assert answer["errors"] == {"question": "Please complete this required field."}
    assert talking.interactions_sent() == []
    assert (await people.submit(talking, ada, view_id, {"question": "why"}))["ok"]
    [payload] = talking.interactions_sent()
    assert payload["type"] == "view_submission"
    assert payload["view"]["state"]["values"]["question"]["text"]["value"] == "why"
    assert stack(talking) == []


async def test_what_an_app_can_answer_to_a_form(talking: Talking) -> None:
    ada = person(talking, "ada")

    async def submitted(response: Any) -> dict[str, Any]:
        talking.answers.append(Outcome(True, response=response))
        return await people.submit(talking, ada, talking.workspace.modals[ada][-1]["id"], {"question": "why"})

    open_modal(talking)
    errors = await submitted({"response_action": "errors", "errors": {"question": "Not that."}})
    assert errors["errors"] == {"question": "Not that."}
    assert (await submitted({"response_action": "errors", "errors": {"elsewhere": "x"}}))[
        "error"
    ] == "invalid_arguments"
    assert (await submitted({"response_action": "nonsense"}))["error"] == "invalid_arguments"
    assert (await submitted({"response_action": "update", "view": {"type": "modal"}}))["error"] == "invalid_arguments"
    assert stack(talking) == ["ask"]
    assert (await submitted({"response_action": "update", "view": {**MODAL, "callback_id": "second"}}))["ok"]
    assert stack(talking) == ["second"]
    assert (await submitted({"response_action": "push", "view": {**MODAL, "callback_id": "third"}}))["ok"]
    assert stack(talking) == ["second", "third"]
    assert (await submitted({"response_action": "clear"}))["ok"]
    assert stack(talking) == []


async def test_a_form_that_nobody_answers_stays(talking: Talking) -> None:
    view_id = open_modal(talking)
    talking.answers.append(Outcome(False, "timeout"))
    answer = await people.submit(talking, person(talking, "ada"), view_id, {"question": "why"})
    assert answer["error"] == "timeout"
    assert stack(talking) == ["ask"]


async def test_closing_is_told_where_it_was_asked_for(talking: Talking) -> None:
    ada = person(talking, "ada")
    open_modal(talking)
    views.push(talking.workspace, ada, views.read(talking.workspace, {**MODAL, "notify_on_close": True}, ("modal",)))
    front = talking.workspace.modals[ada][-1]["id"]
    with pytest.raises(ControlError):
        await people.close_modal(talking, ada, talking.workspace.modals[ada][0]["id"])
    await people.close_modal(talking, ada, front)
    [payload] = talking.interactions_sent()
    assert (payload["type"], payload["view"]["id"], payload["is_cleared"]) == ("view_closed", front, False)
    assert stack(talking) == ["ask"]
    await people.close_modal(talking, ada, talking.workspace.modals[ada][0]["id"], everything=True)
    assert stack(talking) == []
    assert len(talking.interactions_sent()) == 1


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


async def test_a_view_can_hand_out_response_urls(talking: Talking) -> None:
    picker = {"type": "conversations_select", "action_id": "to", "response_url_enabled": True}
    block = {**ENTRY, "block_id": "where", "element": picker}
    view_id = open_modal(talking, {**MODAL, "blocks": [block]})
    general = channel(talking, "general")
    await people.submit(talking, person(talking, "ada"), view_id, {"where": general})
    [payload] = talking.interactions_sent()
    assert payload["response_urls"][0]["channel_id"] == general
    assert "/actions/" in payload["response_urls"][0]["response_url"]


async def test_opening_the_app_tells_the_tab_and_the_context(talking: Talking) -> None:
    ada, general = person(talking, "ada"), channel(talking, "general")
    people.open_home(talking, ada, "messages", general)
    people.change_context(talking, ada, None)
    call(talking, "views.publish", user_id=ada, view={"type": "home", "blocks": []})
    people.open_home(talking, ada, "home")
    events = [parcel.payload["event"] for parcel in talking.parcels]
    assert [(event["type"], event.get("tab")) for event in events] == [
        ("app_home_opened", "messages"),
        ("app_context_changed", None),
        ("app_home_opened", "home"),
    ]
    assert events[0]["context"]["entities"][0]["value"] == general
    assert events[1]["context"] == {}
    assert events[2]["view"]["type"] == "home"
    with pytest.raises(ControlError):
        people.open_home(talking, ada, "about")


async def test_the_older_assistant_view_begins_a_thread() -> None:
    hub = Talking()
    events = ["assistant_thread_started", "message.im"]
    settings = {"event_subscriptions": {"bot_events": events}, "socket_mode_enabled": True}
    scopes = {"bot": ["assistant:write", "im:history", "chat:write"]}
    features = {"assistant_view": {"assistant_description": "helps"}}
    content = {"features": features, "settings": settings, "oauth_config": {"scopes": scopes}}
    hub.workspace.manifest = parse_manifest(content)
    answer = people.open_home(hub, person(hub, "ada"), "messages", channel(hub, "general"))
    started = hub.parcels[-1].payload["event"]
    assert started["type"] == "assistant_thread_started"
    assert started["assistant_thread"]["thread_ts"] == answer["thread_ts"]
    assert started["assistant_thread"]["context"]["channel_id"] == channel(hub, "general")
