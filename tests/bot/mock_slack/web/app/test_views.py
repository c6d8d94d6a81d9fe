from __future__ import annotations

from typing import Any

from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, error, failure, person

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}
MODAL: dict[str, Any] = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [SECTION]}
HOME: dict[str, Any] = {"type": "home", "blocks": [SECTION]}


def trigger(hub: Hub) -> str:
    return hub.interactions.new_trigger(person(hub, "ada"))


def test_views_stack_three_deep(hub: Hub) -> None:
    first = call(hub, "views.open", trigger_id=trigger(hub), view=MODAL)["view"]
    second = call(hub, "views.push", trigger_id=trigger(hub), view=MODAL)["view"]
    third = call(hub, "views.push", trigger_id=trigger(hub), view=MODAL)["view"]
    assert second["previous_view_id"] == first["id"]
    assert third["root_view_id"] == first["id"]
    assert error(hub, "views.push", trigger_id=trigger(hub), view=MODAL) == "push_limit_reached"


def test_a_trigger_works_once_and_for_three_seconds(hub: Hub) -> None:
    used = trigger(hub)
    call(hub, "views.open", trigger_id=used, view=MODAL)
    assert error(hub, "views.open", trigger_id=used, view=MODAL) == "exchanged_trigger_id"
    old = trigger(hub)
    hub.workspace.clock.advance(3.1)
    assert error(hub, "views.open", trigger_id=old, view=MODAL) == "expired_trigger_id"
    assert error(hub, "views.open", trigger_id="1.2.3", view=MODAL) == "invalid_trigger_id"
    assert error(hub, "views.open", view=MODAL) == "invalid_arguments"


def test_a_bad_view_says_why_and_costs_no_trigger(hub: Hub) -> None:
    unspent = trigger(hub)
    body = failure(hub, "views.open", trigger_id=unspent, view={**MODAL, "blocks": [{"type": "markdown", "text": "x"}]})
    assert body["response_metadata"]["messages"] == [
        "[ERROR] unsupported type: markdown [json-pointer:/view/blocks/0/type]"
    ]
    assert call(hub, "views.open", trigger_id=unspent, view=MODAL)["view"]["id"]


def test_an_update_needs_the_newest_hash(hub: Hub) -> None:
    view = call(hub, "views.open", trigger_id=trigger(hub), view={**MODAL, "external_id": "mine"})["view"]
    fresh = call(hub, "views.update", external_id="mine", view=MODAL, hash=view["hash"])["view"]
    assert fresh["id"] == view["id"]
    assert fresh["external_id"] == "mine"
    assert error(hub, "views.update", view_id=view["id"], view=MODAL, hash=view["hash"]) == "hash_conflict"
    assert error(hub, "views.update", view_id="V0NONE", view=MODAL) == "not_found"
    assert error(hub, "views.update", view=MODAL) == "invalid_arguments"
    second = {**MODAL, "external_id": "mine"}
    assert error(hub, "views.push", trigger_id=trigger(hub), view=second) == "duplicate_external_id"


def test_the_app_home_is_each_users_own(hub: Hub) -> None:
    ada, ben = person(hub, "ada"), person(hub, "ben")
    first = call(hub, "views.publish", user_id=ada, view=HOME)["view"]
    again = call(hub, "views.publish", user_id=ada, view=HOME, hash=first["hash"])["view"]
    assert again["id"] == first["id"]
    assert call(hub, "views.publish", user_id=ben, view=HOME)["view"]["id"] != first["id"]
    assert error(hub, "views.publish", user_id=ada, view=HOME, hash="old") == "hash_conflict"
    assert error(hub, "views.publish", user_id="U0NOBODY", view=HOME) == "user_not_found"
    assert error(hub, "views.publish", user_id=ada, view=MODAL) == "invalid_arguments"
    assert error(hub, "views.publish", user_id=ada) == "invalid_arguments"
    named = {**HOME, "external_id": "home"}
    for _ in range(2):
        assert call(hub, "views.publish", user_id=ada, view=named)["view"]["external_id"] == "home"
    assert error(hub, "views.publish", user_id=ben, view=named) == "duplicate_external_id"


def test_blocks_and_inputs_get_ids(hub: Hub) -> None:
    entry = {"type": "input", "label": {"type": "plain_text", "text": "L"}, "element": {"type": "plain_text_input"}}
    given = {**MODAL, "submit": {"type": "plain_text", "text": "S"}, "blocks": [entry]}
    [block] = call(hub, "views.open", trigger_id=trigger(hub), view=given)["view"]["blocks"]
    assert block["block_id"]
    assert block["element"]["action_id"]
