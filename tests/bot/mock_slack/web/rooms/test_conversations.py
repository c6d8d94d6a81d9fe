from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mock_slack.conversations import messages
from bot.mock_slack.hub import Hub
from bot.mock_slack.server import everything
from tests.bot.mock_slack.calling import call, channel, error, failure, person
from tests.fuzzing import examples


def say(hub: Hub, *texts: str, thread_ts: str | None = None) -> list[str]:
    general = hub.workspace.channels[channel(hub, "general")]
    ada = person(hub, "ada")
    return [messages.say(hub.workspace, general, ada, text, thread_ts=thread_ts)["ts"] for text in texts]


def test_the_list_shows_what_the_app_may_know(hub: Hub) -> None:
    hub.workspace.add_channel("secret", person(hub, "ada"), [person(hub, "ada")], kind="group")
    public = call(hub, "conversations.list")["channels"]
    assert [(one["name"], one["is_member"]) for one in public] == [("general", True), ("random", False)]
    everything_ = call(hub, "conversations.list", types="public_channel,private_channel,im")["channels"]
    names = [one.get("name") for one in everything_]
    assert "newsroom" in names
    assert "secret" not in names
    assert {one["user"] for one in everything_ if one.get("is_im")} == {
        person(hub, n) for n in ("ada", "ben", "chiara")
    }
    assert error(hub, "conversations.list", types="public,private") == "invalid_types"
    missing = failure(hub, "conversations.list", types="im", scopes=("channels:read",))
    assert (missing["error"], missing["needed"], missing["provided"]) == ("missing_scope", "im:read", "channels:read")


def test_pages_of_history_have_every_message_once(hub: Hub) -> None:
    sent = say(hub, *(str(n) for n in range(25)))
    general, cursor, seen = channel(hub, "general"), "", []
    while True:
        page = call(hub, "conversations.history", channel=general, limit=7, cursor=cursor)
        seen += [message["ts"] for message in page["messages"]]
        cursor = page.get("response_metadata", {}).get("next_cursor", "")
        assert page["has_more"] == bool(cursor)
        if not cursor:
            break
    assert seen == sent[::-1]
    assert error(hub, "conversations.history", channel=general, cursor="nonsense") == "invalid_cursor"
    assert error(hub, "conversations.history", channel=general, limit="many") == "invalid_limit"


def test_history_between_two_times(hub: Hub) -> None:
    sent = say(hub, *(str(n) for n in range(5)))
    general = channel(hub, "general")

    def texts(**arguments: Any) -> list[str]:
        return [one["text"] for one in call(hub, "conversations.history", channel=general, **arguments)["messages"]]

    assert texts(oldest=sent[1], latest=sent[3]) == ["2"]
    assert texts(oldest=sent[1], latest=sent[3], inclusive=True) == ["3", "2", "1"]
    assert texts(latest=sent[1]) == ["0"]
    assert error(hub, "conversations.history", channel=general, oldest="yesterday") == "invalid_ts_oldest"


def test_history_is_for_members_with_the_scope_of_the_kind(hub: Hub) -> None:
    assert error(hub, "conversations.history", channel=channel(hub, "random")) == "not_in_channel"
    private = {"channel": channel(hub, "newsroom"), "scopes": ("channels:history",)}
    assert failure(hub, "conversations.history", **private)["needed"] == "groups:history"


def test_replies_begin_with_their_parent_on_every_page(hub: Hub) -> None:
    general = channel(hub, "general")
    [parent] = say(hub, "parent")
    sent = say(hub, *(str(n) for n in range(7)), thread_ts=parent)
    first = call(hub, "conversations.replies", channel=general, ts=parent, limit=4)
    assert [one["ts"] for one in first["messages"]] == [parent, *sent[:3]]
    cursor = first["response_metadata"]["next_cursor"]
    second = call(hub, "conversations.replies", channel=general, ts=parent, limit=4, cursor=cursor)
    assert [one["ts"] for one in second["messages"]] == [parent, *sent[3:7]]
    assert not second["has_more"]
    assert first["messages"][0]["reply_count"] == 7
    alone = call(hub, "conversations.replies", channel=general, ts=sent[0])
    assert alone["messages"][0]["ts"] == parent
    assert error(hub, "conversations.replies", channel=general, ts="1.000001") == "thread_not_found"
    history = call(hub, "conversations.history", channel=general)["messages"]
    assert [one["ts"] for one in history] == [parent]


def test_metadata_is_shown_on_demand(hub: Hub) -> None:
    metadata = {"event_type": "x", "event_payload": {"id": 1}}
    call(hub, "chat.postMessage", channel="general", text="x", metadata=metadata)
    place: dict[str, Any] = {"channel": channel(hub, "general")}
    assert "metadata" not in call(hub, "conversations.history", **place)["messages"][0]
    shown = call(hub, "conversations.history", include_all_metadata=True, **place)["messages"][0]
    assert shown["metadata"] == metadata


def test_info_and_members(hub: Hub) -> None:
    general = channel(hub, "general")
    info = call(hub, "conversations.info", channel=general, include_num_members="true")["channel"]
    assert (info["name"], info["num_members"], info["is_general"]) == ("general", 4, True)
    page = call(hub, "conversations.members", channel=general, limit=3)
    rest = call(hub, "conversations.members", channel=general, cursor=page["response_metadata"]["next_cursor"])
    assert page["members"] + rest["members"] == hub.workspace.channels[general].members


def test_opening_direct_messages(hub: Hub) -> None:
    ada, ben = person(hub, "ada"), person(hub, "ben")
    one = call(hub, "conversations.open", users=ada)
    assert call(hub, "conversations.open", users=[ada])["channel"]["id"] == one["channel"]["id"]
    group = call(hub, "conversations.open", users=f"{ada},{ben}", return_im=True)["channel"]
    assert group["is_mpim"]
    again = call(hub, "conversations.open", channel=group["id"])
    assert again["already_open"]
    assert error(hub, "conversations.open") == "users_list_not_supplied"
    assert error(hub, "conversations.open", users="U0NOBODY") == "user_not_found"
    assert error(hub, "conversations.open", users=ada, scopes=("im:read",)) == "missing_scope"


def test_the_life_of_a_channel(hub: Hub) -> None:
    made = call(hub, "conversations.create", name="news")["channel"]
    place: dict[str, Any] = {"channel": made["id"]}
    assert error(hub, "conversations.create", name="news") == "name_taken"
    assert call(hub, "conversations.invite", users=person(hub, "ada"), **place)["channel"]["id"] == made["id"]
    assert len(call(hub, "conversations.members", **place)["members"]) == 2
    assert error(hub, "conversations.invite", users=person(hub, "ada"), **place) == "already_in_channel"
    assert call(hub, "conversations.setTopic", topic="T", **place)["channel"]["topic"]["value"] == "T"
    assert call(hub, "conversations.rename", name="old-news", **place)["channel"]["name"] == "old-news"
    assert call(hub, "conversations.kick", user=person(hub, "ada"), **place) == {}
    assert call(hub, "conversations.mark", ts="1.000000", **place) == {}
    assert call(hub, "conversations.archive", **place) == {}
    assert error(hub, "conversations.archive", **place) == "already_archived"
    assert error(hub, "chat.postMessage", text="x", **place) == "is_archived"
    assert call(hub, "conversations.unarchive", **place) == {}
    assert call(hub, "conversations.leave", **place) == {}
    assert call(hub, "conversations.leave", **place) == {"not_in_channel": True}
    assert call(hub, "conversations.join", **place)["channel"]["is_member"]
    assert call(hub, "conversations.join", **place)["warning"] == "already_in_channel"


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("", "invalid_name_required"),
        ("Caps", "invalid_name_specials"),
        ("two words", "invalid_name_specials"),
        ("x" * 81, "invalid_name_maxlength"),
        ("---", "invalid_name_punctuation"),
    ],
)
def test_names_of_channels(hub: Hub, name: str, refusal: str) -> None:
    assert error(hub, "conversations.create", name=name) == refusal


def test_general_is_for_everybody(hub: Hub) -> None:
    general = channel(hub, "general")
    assert error(hub, "conversations.leave", channel=general) == "cant_leave_general"
    assert error(hub, "conversations.archive", channel=general) == "cant_archive_general"
    direct = hub.workspace.direct_message(person(hub, "ada"), hub.workspace.bot_user)
    assert error(hub, "conversations.leave", channel=direct.id) == "method_not_supported_for_channel_type"


@settings(max_examples=examples(25))
@given(st.integers(1, 40), st.integers(1, 20))
def test_any_page_size_gives_everything_in_order(count: int, limit: int) -> None:
    hub = Hub(everything())
    hub.workspace.on_event.clear()
    sent = say(hub, *(str(n) for n in range(count)))
    cursor, seen = "", []
    while True:
        page = call(hub, "conversations.history", channel=channel(hub, "general"), limit=limit, cursor=cursor)
        seen += [one["ts"] for one in page["messages"]]
        cursor = page.get("response_metadata", {}).get("next_cursor", "")
        if not cursor:
            break
    assert seen == sent[::-1]


def test_people_write_what_bots_manage(hub: Hub) -> None:
    place: dict[str, Any] = {"channel": channel(hub, "general"), "topic": "T", "kind": "user"}
    assert call(hub, "conversations.setTopic", **place, scopes=("channels:write",))["channel"]["topic"]["value"] == "T"
    refused = failure(hub, "conversations.setTopic", **place, scopes=("channels:manage",))
    assert (refused["error"], refused["needed"]) == ("missing_scope", "channels:write")
