from __future__ import annotations

from typing import Any

import pytest

from bot.mock_slack.conversations import messages
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, channel, error, events, failure, person

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}


def test_a_posted_message_has_the_fields_that_clients_decode(hub: Hub) -> None:
    seen = events(hub)
    general = channel(hub, "general")
    answer = call(hub, "chat.postMessage", channel=general, text="hello", blocks=[SECTION])
    message = answer["message"]
    assert answer["channel"] == general
    assert answer["ts"] == message["ts"]
    workspace = hub.workspace
    assert (message["bot_id"], message["app_id"], message["user"]) == (
        workspace.bot_id,
        workspace.app_id,
        workspace.bot_user,
    )
    assert message["bot_profile"]["name"] == "mock-app"
    assert message["blocks"][0]["block_id"]
    [(kind, body)] = seen
    assert kind == "message.channels"
    assert body["bot_id"] == workspace.bot_id


def test_a_message_goes_by_name_and_by_user(hub: Hub) -> None:
    ada = person(hub, "ada")
    assert call(hub, "chat.postMessage", channel="#general", text="x")["channel"] == channel(hub, "general")
    direct = call(hub, "chat.postMessage", channel=ada, text="x")["channel"]
    assert hub.workspace.channels[direct].partner(hub.workspace.bot_user) == ada
    assert error(hub, "chat.postMessage", channel=hub.workspace.bot_user, text="x") == "cannot_dm_bot"


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"channel": "general"}, "no_text"),
        ({"channel": "general", "text": "   "}, "no_text"),
        ({"channel": "C0NOTHERE", "text": "x"}, "channel_not_found"),
        ({"text": "x"}, "channel_not_found"),
        ({"channel": "general", "text": "x", "blocks": "{"}, "invalid_blocks_format"),
        ({"channel": "general", "text": "x", "blocks": {"type": "section"}}, "invalid_blocks_format"),
        ({"channel": "general", "text": "x", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"channel": "general", "markdown_text": "x", "text": "y"}, "markdown_text_conflict"),
        ({"channel": "general", "markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"channel": "general", "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "general", "text": "x", "thread_ts": "soon"}, "invalid_thread_ts"),
        ({"channel": "general", "text": "x", "attachments": "[1]"}, "invalid_attachments"),
        ({"channel": "general", "text": "x", "metadata": {"event_type": 1}}, "invalid_metadata_schema"),
        ({"channel": "general", "text": {"a": 1}}, "invalid_arguments"),
    ],
)
def test_refusals_have_slacks_names(hub: Hub, arguments: dict[str, Any], name: str) -> None:
    assert error(hub, "chat.postMessage", **arguments) == name


def test_an_invalid_block_is_named(hub: Hub) -> None:
    body = failure(hub, "chat.postMessage", channel="general", text="x", blocks=[SECTION, {"type": "header"}])
    problem = "missing required field: text [json-pointer:/blocks/1]"
    assert body["errors"] == [problem]
    assert body["response_metadata"]["messages"] == [f"[ERROR] {problem}"]


def test_blocks_are_long_together(hub: Hub) -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}
    assert call(hub, "chat.postMessage", channel="general", text="x", blocks=[long] * 4)["ts"]
    assert error(hub, "chat.postMessage", channel="general", text="x", blocks=[long] * 5) == "msg_blocks_too_long"
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}
    assert error(hub, "chat.postMessage", channel="general", text="x", blocks=[table] * 2) == "only_one_table_allowed"


def test_membership_counts(hub: Hub) -> None:
    random = channel(hub, "random")
    few = ("chat:write",)
    assert error(hub, "chat.postMessage", channel=random, text="x", scopes=few) == "not_in_channel"
    assert call(hub, "chat.postMessage", channel=random, text="x")["ts"]  # with chat:write.public
    hub.workspace.channels[random].archived = True
    assert error(hub, "chat.postMessage", channel=random, text="x") == "is_archived"
    secret = hub.workspace.add_channel("secret", person(hub, "ada"), [person(hub, "ada")], kind="group")
    assert error(hub, "chat.postMessage", channel=secret.id, text="x") == "channel_not_found"


def test_another_name_needs_its_scope(hub: Hub) -> None:
    arguments: dict[str, Any] = {"channel": "general", "text": "x", "username": "Somebody", "icon_emoji": "wave"}
    message = call(hub, "chat.postMessage", **arguments)["message"]
    assert (message["subtype"], message["username"], message["icons"]) == (
        "bot_message",
        "Somebody",
        {"emoji": ":wave:"},
    )
    assert error(hub, "chat.postMessage", scopes=("chat:write",), **arguments) == "missing_scope"


def test_updating_replaces_blocks_and_tells(hub: Hub) -> None:
    posted = call(hub, "chat.postMessage", channel="general", text="old", blocks=[SECTION])
    place: dict[str, Any] = {"channel": posted["channel"], "ts": posted["ts"]}
    seen = events(hub)
    answer = call(hub, "chat.update", text="new", **place)
    assert answer["text"] == "new"
    assert [block["type"] for block in answer["message"]["blocks"]] == ["rich_text"]  # Slack's own, of the text
    assert answer["message"]["edited"]
    assert seen[0][1]["subtype"] == "message_changed"
    assert error(hub, "chat.update", **place) == "no_text"
    assert error(hub, "chat.update", **{**place, "ts": "1.000001"}, text="x") == "message_not_found"


def test_an_update_without_text_keeps_the_blocks(hub: Hub) -> None:
    posted = call(hub, "chat.postMessage", channel="general", text="old", blocks=[SECTION])
    place: dict[str, Any] = {"channel": posted["channel"], "ts": posted["ts"]}
    answer = call(hub, "chat.update", attachments=[{"text": "more"}], **place)
    assert [block["type"] for block in answer["message"]["blocks"]] == ["section"]
    assert (answer["text"], answer["message"]["attachments"][0]["text"]) == ("old", "more")
    call(hub, "chat.update", text="new", blocks=[SECTION], **place)
    answer = call(hub, "chat.update", blocks=[], attachments=[], **place)
    assert "blocks" not in answer["message"]
    assert (answer["text"], "attachments" in answer["message"]) == ("new", False)


def test_an_update_by_blocks_is_not_marked_as_edited(hub: Hub) -> None:
    posted = call(hub, "chat.postMessage", channel="general", text="old", blocks=[SECTION])
    place: dict[str, Any] = {"channel": posted["channel"], "ts": posted["ts"]}
    assert "edited" not in call(hub, "chat.update", text="new", blocks=[SECTION], **place)["message"]
    assert "edited" in call(hub, "chat.update", text="newer", **place)["message"]


def test_long_texts_are_refused_or_cut_and_said(hub: Hub) -> None:
    posted = call(hub, "chat.postMessage", channel="general", text="x" * 50_000)
    assert (len(posted["message"]["text"]), posted["warning"]) == (40_000, "message_truncated")
    assert posted["response_metadata"] == {"warnings": ["message_truncated"]}
    place: dict[str, Any] = {"channel": posted["channel"], "ts": posted["ts"]}
    assert error(hub, "chat.update", text="x" * 4001, **place) == "msg_too_long"
    assert call(hub, "chat.update", text="x" * 4000, **place)["ts"]


def test_text_is_stored_as_slack_stores_it(hub: Hub) -> None:
    text, ada = "a < b & c https://e.com @ada", person(hub, "ada")
    message = call(hub, "chat.postMessage", channel="general", text=text)["message"]
    assert message["text"] == "a &lt; b &amp; c <https://e.com> @ada"
    (block,) = message["blocks"]
    assert [one["type"] for one in block["elements"][0]["elements"]] == ["text", "link", "text"]
    for option in ({"link_names": True}, {"parse": "full"}):
        named = call(hub, "chat.postMessage", channel="general", text=text, **option)["message"]
        assert named["text"].endswith(f"<@{ada}>")
    assert call(hub, "chat.postMessage", channel="general", text=text, parse="none")["message"]["text"].endswith(
        "https://e.com @ada"
    )
    assert "blocks" not in call(hub, "chat.postMessage", channel="general", text="x", mrkdwn=False)["message"]


def test_others_messages_are_not_the_apps_to_change(hub: Hub) -> None:
    general = hub.workspace.channels[channel(hub, "general")]
    theirs = messages.say(hub.workspace, general, person(hub, "ada"), "mine")
    place: dict[str, Any] = {"channel": general.id, "ts": theirs["ts"]}
    assert error(hub, "chat.update", text="x", **place) == "cant_update_message"
    assert error(hub, "chat.delete", **place) == "cant_delete_message"


def test_deleting(hub: Hub) -> None:
    posted = call(hub, "chat.postMessage", channel="general", text="x")
    place: dict[str, Any] = {"channel": posted["channel"], "ts": posted["ts"]}
    assert call(hub, "chat.delete", **place) == place
    assert error(hub, "chat.delete", **place) == "message_not_found"


def test_ephemeral_messages_go_to_members_only(hub: Hub) -> None:
    ada = person(hub, "ada")
    assert call(hub, "chat.postEphemeral", channel="general", user=ada, text="psst")["message_ts"]
    assert hub.workspace.ephemerals[-1]["user"] == ada
    secret = hub.workspace.add_channel("secret", ada, [ada, hub.workspace.bot_user], kind="group")
    outside: dict[str, Any] = {"channel": secret.id, "user": person(hub, "ben"), "text": "psst"}
    assert error(hub, "chat.postEphemeral", **outside) == "user_not_in_channel"


def test_a_permalink_leads_into_a_thread(hub: Hub) -> None:
    parent = call(hub, "chat.postMessage", channel="general", text="x")
    reply = call(hub, "chat.postMessage", channel="general", text="y", thread_ts=parent["ts"])
    link = call(hub, "chat.getPermalink", channel=parent["channel"], message_ts=reply["ts"])["permalink"]
    assert link.endswith(f"?thread_ts={parent['ts']}&cid={parent['channel']}")


def test_a_missing_text_beside_blocks_is_warned_of(hub: Hub) -> None:
    answer = call(hub, "chat.postMessage", channel="general", blocks=[SECTION])
    assert answer["response_metadata"] == {"warnings": ["missing_text_in_message"]}
