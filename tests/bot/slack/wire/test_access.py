"""Buttons and submissions that were forged, or that open what their presser may not see."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.slack.inquiry.button_values import for_inquiry
from bot.slack.inquiry.inquiries import Inquiry
from bot.slack.layout import texts
from bot.slack.wire.access import may_see
from tests.bot.slack.running import Office
from tests.bot.slack.showing import seen

SECRET = "Shall we print what the minister told us in confidence? " * 60


def channel_of(room: Office, name: str) -> str:
    return next(str(one["id"]) for one in room.people.state()["channels"] if one["name"] == name)


def person(room: Office, name: str) -> str:
    return next(str(one["id"]) for one in room.people.state()["users"] if one["name"] == name)


def press(room: Office, action: str, value: str | None, channel: str, user: str) -> None:
    """A click as it arrives, whatever stands in it."""
    clicked: dict[str, Any] = {"type": "button", "action_id": action, "block_id": "b", "action_ts": "1.0"}
    body = {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": user},
        "channel": {"id": channel},
        "container": {"type": "message", "message_ts": "1.0", "channel_id": channel},
        "message": {"ts": "1.0"},
        "trigger_id": room.slack.hub.interactions.new_trigger(user),
        "response_url": room.slack.hub.interactions.new_response_url("actions", channel, user),
        "actions": [clicked if value is None else {**clicked, "value": value}],
    }
    response = room.app.dispatch(BoltRequest(body=json.dumps(body), mode="socket_mode"))
    assert response.status == 200


@pytest.mark.parametrize("action", ["share", "feedback"])
@pytest.mark.parametrize("value", [None, "", "{", "null", "+[]", '{"kind": "sing", "text": "x"}', "#" + "0" * 64])
def test_a_forged_value_ends_in_a_sentence(
    action: str, value: str | None, room: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        press(room, action, value, channel_of(room, "general"), person(room, "ada"))
        assert room.ephemeral()["text"] == texts.GONE
    assert not caplog.records


@pytest.mark.parametrize("value", [None, "[[1]]", "{}", '[["../../etc/passwd", 0, 9, "root"]]'])
def test_a_forged_citation_opens_no_passage(value: str | None, room: Office, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        press(room, "show_in_context", value, channel_of(room, "general"), person(room, "ada"))
        assert seen(room.modal()["blocks"]).startswith(("I no longer have", "I cannot show"))
    assert not caplog.records


def asked(room: Office, channel: str, question: str = "What does Ruritania demand?") -> Any:
    room.people.command(f"/ask {question}", channel)
    return room.ephemeral(channel)


def test_what_was_asked_in_a_private_channel_cannot_be_shared_elsewhere(room: Office) -> None:
    """Not even by who holds the value of its button: a long one is a digest, and opens what the bot remembers."""
    asked(room, "newsroom", SECRET)
    newsroom, general = channel_of(room, "newsroom"), channel_of(room, "general")
    value = for_inquiry(Inquiry("ask", SECRET.strip(), channel=newsroom))
    assert value.startswith("#")
    press(room, "share", value, general, person(room, "chiara"))
    assert room.ephemeral("general")["text"] == texts.GONE
    room.settled()
    assert "confidence" not in json.dumps(room.people.messages("general") + room.people.ephemerals("general"))
    press(room, "share", value, newsroom, person(room, "ben"))
    assert room.ephemeral("newsroom", 2)["text"] == texts.SHARED
    assert "confidence" in seen(room.people.messages("newsroom")[-1]["blocks"])


def test_who_has_left_a_private_channel_shares_nothing_there(room: Office) -> None:
    newsroom, ben = channel_of(room, "newsroom"), person(room, "ben")
    value = for_inquiry(Inquiry("ask", "What does Ruritania demand?", channel=newsroom))
    room.people.act("leave", channel="newsroom", member=ben)
    before = len(room.people.messages("newsroom"))
    press(room, "share", value, newsroom, ben)
    room.settled()
    assert len(room.people.messages("newsroom")) == before


def test_a_public_channel_is_everybodys_and_a_private_one_its_members(room: Office) -> None:
    client, chiara = room.reception.client, person(room, "chiara")
    assert may_see(client, channel_of(room, "general"), chiara)
    assert not may_see(client, channel_of(room, "newsroom"), chiara)
    assert may_see(client, channel_of(room, "newsroom"), person(room, "ben"))


def test_a_submission_without_its_field_asks_nothing(room: Office, caplog: pytest.LogCaptureFixture) -> None:
    view = {"id": "V1", "type": "modal", "callback_id": "ask_positions", "state": {"values": {}}}
    body = {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": person(room, "ada")}, "view": view}
    with caplog.at_level(logging.ERROR):
        assert room.app.dispatch(BoltRequest(body=json.dumps(body), mode="socket_mode")).status == 200
    assert not caplog.records
