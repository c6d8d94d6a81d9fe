from __future__ import annotations

import pytest

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import channel, person


def test_a_response_url_has_five_uses_in_thirty_minutes(hub: Hub) -> None:
    general, ada = channel(hub, "general"), person(hub, "ada")
    first = hub.interactions.new_response_url("commands", general, ada)
    key = first.partition("/commands/")[2]
    for _ in range(5):
        assert hub.interactions.use_response_url(key).channel == general
    with pytest.raises(SlackError, match="used_url"):
        hub.interactions.use_response_url(key)
    second = hub.interactions.new_response_url("actions", general, ada).partition("/actions/")[2]
    hub.workspace.clock.advance(30 * 60 + 1)
    with pytest.raises(SlackError, match="expired_url"):
        hub.interactions.use_response_url(second)
    with pytest.raises(SlackError, match="no_such_url"):
        hub.interactions.use_response_url("T/1/x")


def test_tickets_and_upload_addresses_work_once(hub: Hub) -> None:
    ticket = hub.interactions.new_ticket().partition("ticket=")[2].partition("&")[0]
    hub.workspace.clock.advance(31)
    assert not hub.interactions.spend_ticket(ticket)
    key = hub.interactions.new_upload_url("F1").rpartition("/")[2]
    assert hub.interactions.spend_upload(key) == "F1"
    assert hub.interactions.spend_upload(key) is None


def test_the_oldest_are_forgotten(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.mock_slack.delivering.interactivity.REMEMBERED", 3)
    triggers = [hub.interactions.new_trigger(person(hub, "ada")) for _ in range(5)]
    with pytest.raises(SlackError, match="invalid_trigger_id"):
        hub.interactions.spend_trigger(triggers[0])
    assert hub.interactions.spend_trigger(triggers[4]).user == person(hub, "ada")
