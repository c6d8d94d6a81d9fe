from __future__ import annotations

from bot.mock_slack.conversations import messages
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, channel, error, events


def test_pinning_listing_and_taking_away(hub: Hub) -> None:
    first, second = (call(hub, "chat.postMessage", channel="general", text=text)["ts"] for text in "ab")
    general = channel(hub, "general")
    seen = events(hub)
    assert call(hub, "pins.add", channel=general, timestamp=first) == {}
    call(hub, "pins.add", channel=general, timestamp=second)
    items = call(hub, "pins.list", channel=general)["items"]
    assert [one["message"]["text"] for one in items] == ["b", "a"]
    assert items[0]["created_by"] == hub.workspace.bot_user
    assert items[0]["message"]["pinned_to"] == [general]
    assert items[0]["message"]["permalink"].endswith(second.replace(".", ""))
    assert error(hub, "pins.add", channel=general, timestamp=first) == "already_pinned"
    assert call(hub, "pins.remove", channel=general, timestamp=first) == {}
    assert error(hub, "pins.remove", channel=general, timestamp=first) == "no_pin"
    assert [kind for kind, _ in seen] == ["pin_added", "pin_added", "pin_removed"]
    assert (seen[1][1]["pin_count"], seen[2][1]["has_pins"]) == ("2", True)
    assert "pinned_info" not in hub.workspace.channels[general].messages[first]


def test_a_deleted_message_takes_its_pin_with_it(hub: Hub) -> None:
    ts = call(hub, "chat.postMessage", channel="general", text="x")["ts"]
    general = hub.workspace.channels[channel(hub, "general")]
    call(hub, "pins.add", channel=general.id, timestamp=ts)
    messages.delete(hub.workspace, general, general.messages[ts])
    assert call(hub, "pins.list", channel=general.id)["items"] == []
    assert general.pins == []


def test_refusals(hub: Hub) -> None:
    ts = call(hub, "chat.postMessage", channel="general", text="x")["ts"]
    general = channel(hub, "general")
    assert error(hub, "pins.add", channel=general) == "no_item_specified"
    assert error(hub, "pins.add", channel=general, timestamp="x") == "bad_timestamp"
    assert error(hub, "pins.add", channel=general, timestamp="1.000001") == "message_not_found"
    assert error(hub, "pins.add", channel="C0NONE", timestamp=ts) == "channel_not_found"
    assert error(hub, "pins.add", channel=channel(hub, "random"), timestamp=ts) == "not_in_channel"
    joined = messages.note(hub.workspace, hub.workspace.channels[general], "U1", "joined", "channel_join")["ts"]
    assert error(hub, "pins.add", channel=general, timestamp=joined) == "not_pinnable"
