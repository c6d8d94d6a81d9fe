"""Forms: filled in, submitted, answered, closed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.mock_slack import modals, views
from bot.mock_slack.delivery import Outcome
from bot.mock_slack.errors import ControlError
from bot.mock_slack.hub import Hub
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
