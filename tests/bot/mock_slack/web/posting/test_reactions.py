from __future__ import annotations

from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, channel, error


def test_adding_seeing_and_removing(hub: Hub) -> None:
    ts = call(hub, "chat.postMessage", channel="general", text="x")["ts"]
    place = {"channel": channel(hub, "general"), "timestamp": ts}
    assert call(hub, "reactions.add", name=":wave:", **place) == {}
    assert call(hub, "reactions.get", **place)["message"]["reactions"][0]["name"] == "wave"
    assert error(hub, "reactions.add", name="wave", **place) == "already_reacted"
    assert call(hub, "reactions.remove", name="wave", **place) == {}
    assert error(hub, "reactions.remove", name="wave", **place) == "no_reaction"


def test_refusals(hub: Hub) -> None:
    ts = call(hub, "chat.postMessage", channel="general", text="x")["ts"]
    general = channel(hub, "general")
    assert error(hub, "reactions.add", name="wave") == "no_item_specified"
    assert error(hub, "reactions.add", channel=general, timestamp="x", name="wave") == "bad_timestamp"
    assert error(hub, "reactions.add", channel=general, timestamp="1.000001", name="wave") == "message_not_found"
    assert error(hub, "reactions.add", channel=general, timestamp=ts, name="NO SUCH") == "invalid_name"
    assert error(hub, "reactions.add", channel=general, timestamp=ts, name="no_such_sign") == "invalid_name"
    assert call(hub, "reactions.add", channel=general, timestamp=ts, name="thumbsup::skin-tone-3") == {}
    assert error(hub, "reactions.add", channel=general, timestamp=ts) == "no_reaction_specified"
    assert error(hub, "reactions.add", channel=channel(hub, "random"), timestamp=ts, name="wave") == "not_in_channel"
