from __future__ import annotations

from typing import Any

from bot.mock_slack.control import saving
from bot.mock_slack.hub import Hub
from bot.mock_slack.server import everything
from tests.bot.mock_slack.calling import call, channel, error, person

MINUTE = 60


def at(hub: Hub, seconds: float) -> int:
    return int(hub.workspace.clock.now() + seconds)


def texts(hub: Hub, name: str = "general") -> list[str]:
    return [message["text"] for message in hub.workspace.channels[channel(hub, name)].messages.values()]


def test_a_message_is_sent_when_its_time_comes(hub: Hub) -> None:
    parent = call(hub, "chat.postMessage", channel="general", text="parent")["ts"]
    post_at = at(hub, 10 * MINUTE)
    made = call(hub, "chat.scheduleMessage", channel="#general", text="later", post_at=str(post_at), thread_ts=parent)
    assert (made["channel"], made["post_at"]) == (channel(hub, "general"), post_at)
    assert made["scheduled_message_id"].startswith("Q")
    assert (made["message"]["type"], made["message"]["bot_id"]) == ("delayed_message", hub.workspace.bot_id)
    assert texts(hub) == ["parent"]
    hub.workspace.clock.advance(11 * MINUTE)
    assert texts(hub) == ["parent", "later"]
    sent = next(reversed(hub.workspace.channels[channel(hub, "general")].messages.values()))
    assert (sent["thread_ts"], sent["bot_id"]) == (parent, hub.workspace.bot_id)
    assert call(hub, "chat.scheduledMessages.list")["scheduled_messages"] == []


def test_they_are_listed_by_their_time_and_taken_back(hub: Hub) -> None:
    ids = [
        call(hub, "chat.scheduleMessage", channel="general", text=str(n), post_at=at(hub, n * MINUTE))
        for n in (30, 20, 10)
    ]
    general = channel(hub, "general")
    found = call(hub, "chat.scheduledMessages.list", channel=general)["scheduled_messages"]
    assert [one["text"] for one in found] == ["10", "20", "30"]
    assert set(found[0]) == {"id", "channel_id", "post_at", "date_created", "text"}
    page = call(hub, "chat.scheduledMessages.list", limit=2)
    rest = call(hub, "chat.scheduledMessages.list", limit=2, cursor=page["response_metadata"]["next_cursor"])
    assert [one["text"] for one in page["scheduled_messages"] + rest["scheduled_messages"]] == ["10", "20", "30"]
    assert [one["text"] for one in listed(hub, oldest=at(hub, 25 * MINUTE))] == ["30"]
    assert listed(hub, channel=channel(hub, "random")) == []
    wanted = {"channel": general, "scheduled_message_id": ids[0]["scheduled_message_id"]}
    assert call(hub, "chat.deleteScheduledMessage", **wanted) == {}
    assert error(hub, "chat.deleteScheduledMessage", **wanted) == "invalid_scheduled_message_id"
    hub.workspace.clock.advance(9 * MINUTE + 30)  # less than a minute before it goes out
    wanted["scheduled_message_id"] = ids[2]["scheduled_message_id"]
    assert error(hub, "chat.deleteScheduledMessage", **wanted) == "invalid_scheduled_message_id"
    hub.workspace.clock.advance(30 * MINUTE)
    assert texts(hub) == ["10", "20"]


def listed(hub: Hub, **arguments: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = call(hub, "chat.scheduledMessages.list", **arguments)["scheduled_messages"]
    return found


def test_refusals(hub: Hub) -> None:
    said: dict[str, Any] = {"channel": "general", "text": "x"}
    assert error(hub, "chat.scheduleMessage", **said) == "invalid_time"
    assert error(hub, "chat.scheduleMessage", **said, post_at="soon") == "invalid_time"
    assert error(hub, "chat.scheduleMessage", **said, post_at="9" * 5000) == "invalid_time"
    assert error(hub, "chat.scheduleMessage", **said, post_at=at(hub, -5)) == "time_in_past"
    assert error(hub, "chat.scheduleMessage", **said, post_at=at(hub, 121 * 86_400)) == "time_too_far"
    assert error(hub, "chat.scheduleMessage", channel="general", post_at=at(hub, 60)) == "no_text"
    assert error(hub, "chat.scheduleMessage", channel="none", text="x", post_at=at(hub, 60)) == "channel_not_found"
    assert error(hub, "chat.scheduledMessages.list", channel="C0NONE") == "invalid_channel"
    for _ in range(30):
        call(hub, "chat.scheduleMessage", **said, post_at=at(hub, 600))
    assert error(hub, "chat.scheduleMessage", **said, post_at=at(hub, 700)) == "restricted_too_many"
    call(hub, "chat.scheduleMessage", **said, post_at=at(hub, 1200))


def test_what_cannot_be_posted_any_more_is_told_in_the_journal(hub: Hub) -> None:
    about = {"event_type": "e", "event_payload": {}}
    call(hub, "chat.scheduleMessage", channel="general", text="x", post_at=at(hub, 60), metadata=about)
    call(hub, "chat.scheduleMessage", channel="newsroom", text="x", post_at=at(hub, 60))
    hub.workspace.channels[channel(hub, "newsroom")].archived = True
    hub.workspace.clock.advance(61)
    assert texts(hub) == texts(hub, "newsroom") == []
    reasons = {entry["reason"] for entry in hub.workspace.journal.entries(kind="withheld")}
    assert reasons == {"metadata_in_a_scheduled_message", "is_archived"}


def test_a_saved_workspace_goes_on_waiting(hub: Hub) -> None:
    call(hub, "chat.scheduleMessage", channel="general", text="later", post_at=at(hub, 10 * MINUTE))
    other = Hub(everything(), base_url="http://127.0.0.1:1")
    other.workspace.on_event.clear()
    saving.restore(other.workspace, saving.dump(hub.workspace))
    assert texts(other) == []
    other.workspace.clock.advance(11 * MINUTE)
    assert texts(other) == ["later"]


def test_a_reset_forgets_them(hub: Hub) -> None:
    call(hub, "chat.scheduleMessage", channel="general", text="later", post_at=at(hub, 60))
    hub.reset()
    hub.workspace.clock.advance(120)
    assert texts(hub) == []


def test_a_me_message(hub: Hub) -> None:
    ts = call(hub, "chat.meMessage", channel="general", text="waves")["ts"]
    message = hub.workspace.channels[channel(hub, "general")].messages[ts]
    assert (message["subtype"], message["user"]) == ("me_message", hub.workspace.bot_user)
    assert error(hub, "chat.meMessage", channel="general", text=" ") == "no_text"
    assert person(hub, "ada") != message["user"]
