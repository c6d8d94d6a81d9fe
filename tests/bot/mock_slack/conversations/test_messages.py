from __future__ import annotations

import pytest

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import messages
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import channel, events, person


def test_a_message_is_stored_and_told(hub: Hub) -> None:
    general, ada = hub.workspace.channels[channel(hub, "general")], person(hub, "ada")
    seen = events(hub)
    message = messages.say(hub.workspace, general, ada, "hello")
    assert general.messages[message["ts"]] is message
    [(kind, body)] = seen
    assert kind == "message.channels"
    assert body["channel_type"] == "channel"
    assert (body["text"], body["user"], body["event_ts"]) == ("hello", ada, message["ts"])
    assert "subtype" not in body


def test_a_mention_comes_twice_except_in_a_direct_message(hub: Hub) -> None:
    workspace, ada = hub.workspace, person(hub, "ada")
    seen = events(hub)
    messages.say(workspace, workspace.channels[channel(hub, "general")], ada, f"<@{workspace.bot_user}> hi")
    assert [kind for kind, _ in seen] == ["message.channels", "app_mention"]
    assert seen[0][1]["ts"] == seen[1][1]["ts"]
    seen.clear()
    messages.say(workspace, workspace.direct_message(ada, workspace.bot_user), ada, f"<@{workspace.bot_user}> hi")
    assert [kind for kind, _ in seen] == ["message.im"]


def test_replies_are_counted_on_their_parent(hub: Hub) -> None:
    workspace, general = hub.workspace, hub.workspace.channels[channel(hub, "general")]
    ada, ben = person(hub, "ada"), person(hub, "ben")
    parent = messages.say(workspace, general, ada, "a question")
    first = messages.say(workspace, general, ben, "an answer", thread_ts=parent["ts"])
    second = messages.say(workspace, general, ada, "thanks", thread_ts=first["ts"])
    assert second["thread_ts"] == parent["ts"]
    assert parent["reply_count"] == 2
    assert parent["reply_users"] == [ben, ada]
    assert parent["latest_reply"] == second["ts"]
    assert [m["ts"] for m in general.in_channel()] == [parent["ts"]]
    assert [m["ts"] for m in general.replies(parent["ts"])] == [first["ts"], second["ts"]]
    messages.delete(workspace, general, second)
    messages.delete(workspace, general, first)
    assert "reply_count" not in parent
    assert "thread_ts" not in parent


def test_a_broadcast_reply_stands_in_the_channel_too(hub: Hub) -> None:
    workspace, general, ada = hub.workspace, hub.workspace.channels[channel(hub, "general")], person(hub, "ada")
    parent = messages.say(workspace, general, ada, "a question")
    reply = messages.say(workspace, general, ada, "for all", thread_ts=parent["ts"], reply_broadcast=True)
    assert reply["subtype"] == "thread_broadcast"
    assert reply["root"]["ts"] == parent["ts"]
    assert reply in general.in_channel()


def test_a_deleted_parent_with_replies_leaves_a_tombstone(hub: Hub) -> None:
    workspace, general, ada = hub.workspace, hub.workspace.channels[channel(hub, "general")], person(hub, "ada")
    parent = messages.say(workspace, general, ada, "a question")
    messages.say(workspace, general, ada, "a reply", thread_ts=parent["ts"])
    seen = events(hub)
    messages.delete(workspace, general, parent)
    assert general.messages[parent["ts"]]["subtype"] == "tombstone"
    assert seen[0][1]["subtype"] == "message_deleted"
    assert seen[0][1]["previous_message"]["text"] == "a question"


def test_an_edit_tells_what_was_and_what_is(hub: Hub) -> None:
    workspace, general, ada = hub.workspace, hub.workspace.channels[channel(hub, "general")], person(hub, "ada")
    message = messages.say(workspace, general, ada, "teh")
    seen = events(hub)
    messages.edit(workspace, general, message, ada, text="the")
    [(_, body)] = seen
    assert body["subtype"] == "message_changed"
    assert (body["previous_message"]["text"], body["message"]["text"]) == ("teh", "the")
    assert body["message"]["edited"]["user"] == ada


def test_an_unknown_thread_is_refused(hub: Hub) -> None:
    general = hub.workspace.channels[channel(hub, "general")]
    with pytest.raises(SlackError, match="thread_not_found"):
        messages.say(hub.workspace, general, person(hub, "ada"), "x", thread_ts="1.000001")
    assert general.messages == {}


def test_an_ephemeral_message_is_nobody_elses(hub: Hub) -> None:
    workspace, general, ada = hub.workspace, hub.workspace.channels[channel(hub, "general")], person(hub, "ada")
    seen = events(hub)
    message = messages.whisper(workspace, general, ada, "psst", bot_id=workspace.bot_id)
    assert seen == []
    assert general.messages == {}
    found = messages.find_ephemeral(workspace, general.id, message["ts"])
    assert found is not None
    assert found["user"] == ada
    messages.forget_ephemeral(workspace, found)
    assert messages.find_ephemeral(workspace, general.id, message["ts"]) is None


def test_unread_counts_what_others_wrote_since(hub: Hub) -> None:
    workspace, general = hub.workspace, hub.workspace.channels[channel(hub, "general")]
    ada, ben = person(hub, "ada"), person(hub, "ben")
    first = messages.say(workspace, general, ada, "one")
    messages.say(workspace, general, ada, "two")
    messages.say(workspace, general, ada, "a reply", thread_ts=first["ts"])
    assert messages.unread(general, ben) == 2
    assert messages.unread(general, ada) == 0


def test_the_oldest_messages_go_first(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MAX_KEPT", 10)
    general, ada = hub.workspace.channels[channel(hub, "general")], person(hub, "ada")
    for number in range(15):
        messages.say(hub.workspace, general, ada, str(number))
    assert [message["text"] for message in general.messages.values()] == [str(number) for number in range(5, 15)]


def test_very_long_text_is_cut_as_slack_cuts_it(hub: Hub) -> None:
    general = hub.workspace.channels[channel(hub, "general")]
    message = messages.say(hub.workspace, general, person(hub, "ada"), "x" * 50_000)
    assert len(message["text"]) == 40_000
