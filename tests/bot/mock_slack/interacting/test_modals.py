"""Forms: filled in, submitted, answered, closed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.delivering.delivery import Outcome
from bot.mock_slack.hub import Hub
from bot.mock_slack.interacting import modals, people, views
from tests.bot.mock_slack.calling import call, channel, person
from tests.bot.mock_slack.talking import Talking

SUBMIT = {"type": "plain_text", "text": "Send"}
TITLE = {"type": "plain_text", "text": "T"}
ENTRY = {
    "type": "input",
    "block_id": "question",
    "label": {"type": "plain_text", "text": "L"},
    "element": {"type": "plain_text_input", "action_id": "text"},
}
MODAL: dict[str, Any] = {"type": "modal", "callback_id": "ask", "title": TITLE, "submit": SUBMIT, "blocks": [ENTRY]}


def open_modal(hub: Hub, view: dict[str, Any] = MODAL) -> str:
    opened = call(hub, "views.open", trigger_id=hub.interactions.new_trigger(person(hub, "ada")), view=view)
    view_id: str = opened["view"]["id"]
    return view_id


def stack(hub: Hub) -> list[str]:
    return [view["callback_id"] for view in hub.workspace.modals.get(person(hub, "ada"), [])]


async def test_a_form_is_checked_before_it_is_sent(talking: Talking) -> None:
    ada, view_id = person(talking, "ada"), open_modal(talking)
    answer = await modals.submit(talking, ada, view_id, {})
    assert answer["errors"] == {"question": "Please complete this required field."}
    assert talking.interactions_sent() == []
    assert (await modals.submit(talking, ada, view_id, {"question": "why"}))["ok"]
    [payload] = talking.interactions_sent()
    assert payload["type"] == "view_submission"
    assert payload["view"]["state"]["values"]["question"]["text"]["value"] == "why"
    assert stack(talking) == []


async def test_what_an_app_can_answer_to_a_form(talking: Talking) -> None:
    ada = person(talking, "ada")

    async def submitted(response: Any) -> dict[str, Any]:
        talking.answers.append(Outcome(True, response=response))
        return await modals.submit(talking, ada, talking.workspace.modals[ada][-1]["id"], {"question": "why"})

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
    answer = await modals.submit(talking, person(talking, "ada"), view_id, {"question": "why"})
    assert answer["error"] == "timeout"
    assert stack(talking) == ["ask"]


async def test_closing_is_told_where_it_was_asked_for(talking: Talking) -> None:
    ada = person(talking, "ada")
    open_modal(talking)
    views.push(talking.workspace, ada, views.read(talking.workspace, {**MODAL, "notify_on_close": True}, ("modal",)))
    front = talking.workspace.modals[ada][-1]["id"]
    with pytest.raises(ControlError):
        await modals.close_modal(talking, ada, talking.workspace.modals[ada][0]["id"])
    await modals.close_modal(talking, ada, front)
    [payload] = talking.interactions_sent()
    assert (payload["type"], payload["view"]["id"], payload["is_cleared"]) == ("view_closed", front, False)
    assert stack(talking) == ["ask"]
    await modals.close_modal(talking, ada, talking.workspace.modals[ada][0]["id"], everything=True)
    assert stack(talking) == []
    assert len(talking.interactions_sent()) == 1


async def test_a_view_can_hand_out_response_urls(talking: Talking) -> None:
    picker = {"type": "conversations_select", "action_id": "to", "response_url_enabled": True}
    block = {**ENTRY, "block_id": "where", "element": picker}
    view_id = open_modal(talking, {**MODAL, "blocks": [block]})
    general = channel(talking, "general")
    await modals.submit(talking, person(talking, "ada"), view_id, {"where": general})
    [payload] = talking.interactions_sent()
    assert payload["response_urls"][0]["channel_id"] == general
    assert "/actions/" in payload["response_urls"][0]["response_url"]


def chooser(kind: str = "conversations_select", **fields: Any) -> dict[str, Any]:
    element = {"type": kind, "action_id": "where", "default_to_current_conversation": True, **fields}
    return {"type": "input", "block_id": "b", "label": TITLE, "element": element}


async def test_a_form_can_begin_with_the_conversation_it_was_asked_for_in(talking: Talking) -> None:
    workspace, ada = talking.workspace, person(talking, "ada")
    general, newsroom = workspace.channels[channel(talking, "general")], channel(talking, "newsroom")
    many = chooser("multi_conversations_select")
    cases: list[tuple[dict[str, Any], str, Any]] = [
        (chooser(), "selected_conversation", general.id),
        ({**many, "block_id": "b"}, "selected_conversations", [general.id]),
        (chooser(initial_conversation=newsroom), "selected_conversation", newsroom),
        (chooser(filter={"include": ["im"]}), "selected_conversation", None),
        (chooser(filter={"include": ["public"], "exclude_bot_users": True}), "selected_conversation", general.id),
    ]
    for block, field, wanted in cases:
        await people.command(talking, ada, general, "/mock")
        trigger = talking.parcels[-1].payload["trigger_id"]
        block = {**block, "optional": True, "element": {**block["element"], "response_url_enabled": True}}
        if "multi" in block["element"]["type"]:
            del block["element"]["response_url_enabled"]
        opened = call(talking, "views.open", trigger_id=trigger, view={**MODAL, "blocks": [block]})["view"]
        await modals.submit(talking, ada, opened["id"], {})
        sent = talking.interactions_sent()[-1]
        assert sent["view"]["state"]["values"]["b"]["where"][field] == wanted
        assert [url["channel_id"] for url in sent["response_urls"]] == ([wanted] if isinstance(wanted, str) else [])
    assert workspace.view_places == {}


async def test_a_shortcut_tells_where_it_was_taken_and_what_was_emptied_stays_empty(talking: Talking) -> None:
    workspace, ada = talking.workspace, person(talking, "ada")
    await people.shortcut(talking, ada, "global_shortcut", workspace.channels[channel(talking, "random")], None)
    trigger = talking.interactions_sent()[-1]["trigger_id"]
    view = {**MODAL, "blocks": [{**chooser(), "optional": True}]}
    opened = call(talking, "views.open", trigger_id=trigger, view=view)["view"]
    assert opened["state"]["values"]["b"]["where"]["selected_conversation"] == channel(talking, "random")
    pushing = talking.interactions.new_trigger(ada)
    pushed = call(talking, "views.push", trigger_id=pushing, view=view)["view"]
    assert pushed["state"]["values"]["b"]["where"]["selected_conversation"] == channel(talking, "random")
    await modals.submit(talking, ada, pushed["id"], {"b": {"where": ""}})
    assert talking.interactions_sent()[-1]["view"]["state"]["values"]["b"]["where"]["selected_conversation"] is None
