"""What an app leaves unnamed is named, so that it can be used."""

from __future__ import annotations

from typing import Any

from bot.mock_slack.hub import Hub
from bot.mock_slack.interacting import people
from bot.mock_slack.writing.block_ids import identified
from bot.mock_slack.writing.elements import interactive
from tests.bot.mock_slack.calling import call, channel, person
from tests.bot.mock_slack.talking import Talking


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


BUTTON: dict[str, Any] = {"type": "button", "text": plain("Go")}
SELECT: dict[str, Any] = {"type": "static_select", "options": [{"text": plain("One"), "value": "1"}]}
CARD: dict[str, Any] = {"type": "card", "title": plain("A card"), "actions": [BUTTON]}
BLOCKS: list[dict[str, Any]] = [
    {"type": "actions", "elements": [BUTTON, SELECT]},
    {"type": "section", "text": plain("x"), "accessory": {"type": "overflow", "options": SELECT["options"]}},
    {"type": "carousel", "elements": [CARD]},
    {"type": "section", "block_id": "mine", "text": plain("x"), "accessory": {**BUTTON, "action_id": "mine"}},
]


def test_every_block_and_every_element_has_an_id(hub: Hub) -> None:
    found = identified(hub.workspace, BLOCKS)
    ids = [block["block_id"] for block in found]
    actions = [element["action_id"] for _, element in interactive(found)]
    assert len(set(ids)) == 4
    assert len(actions) == len(set(actions)) == 5
    assert (ids[-1], actions[-1]) == ("mine", "mine")
    assert "action_id" not in BLOCKS[0]["elements"][0]


async def test_a_button_without_an_id_can_be_pressed(talking: Talking) -> None:
    ada = person(talking, "ada")
    attachments = [{"blocks": BLOCKS[:1]}]
    ts = call(talking, "chat.postMessage", channel="general", text="x", blocks=BLOCKS[:1], attachments=attachments)[
        "ts"
    ]
    general = talking.workspace.channels[channel(talking, "general")]
    for block, button in list(interactive(people.blocks_of(general.messages[ts])))[::2]:
        place = {"channel": general.id, "ts": ts}
        answer = await people.click(talking, ada, place, button["action_id"], block["block_id"], None)
        assert answer["ok"]
    view = {"type": "modal", "title": plain("T"), "blocks": BLOCKS[:2]}
    trigger = talking.interactions.new_trigger(ada)
    shown = call(talking, "views.open", trigger_id=trigger, view=view)["view"]
    for _, element in list(interactive(shown["blocks"]))[::2]:
        value = "1" if element["type"] == "overflow" else None
        await people.click(talking, ada, {"view_id": shown["id"]}, element["action_id"], None, value)
    sent = [payload["actions"][0] for payload in talking.interactions_sent()]
    assert len(sent) == 4
    assert all(action["action_id"] and action["block_id"] for action in sent)
