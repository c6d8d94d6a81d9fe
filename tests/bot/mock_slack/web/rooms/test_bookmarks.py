from __future__ import annotations

from typing import Any

from bot.mock_slack.beside import custom_emoji
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, channel, error, events

LINK: dict[str, Any] = {"title": "Docs", "type": "link", "link": "https://docs.example.com"}


def test_a_bookmark_is_added_edited_listed_and_removed(hub: Hub) -> None:
    general = channel(hub, "general")
    made = call(hub, "bookmarks.add", channel_id=general, **LINK, emoji=":books:")["bookmark"]
    assert (made["title"], made["link"], made["emoji"], made["type"]) == ("Docs", LINK["link"], ":books:", "link")
    assert made["id"].startswith("Bk")
    place = {"channel_id": general, "bookmark_id": made["id"]}
    assert call(hub, "bookmarks.edit", **place, title="The docs")["bookmark"]["title"] == "The docs"
    [listed] = call(hub, "bookmarks.list", channel_id=general)["bookmarks"]
    assert (listed["title"], listed["emoji"]) == ("The docs", ":books:")
    assert call(hub, "bookmarks.remove", **place) == {}
    assert error(hub, "bookmarks.remove", **place) == "not_found"
    assert call(hub, "bookmarks.list", channel_id=general)["bookmarks"] == []


def test_refusals(hub: Hub) -> None:
    general = channel(hub, "general")
    assert error(hub, "bookmarks.add", channel_id=general, **LINK | {"link": "ftp://x"}) == "invalid_link"
    assert error(hub, "bookmarks.add", channel_id=general, **LINK | {"type": "file"}) == "invalid_bookmark_type"
    assert error(hub, "bookmarks.add", channel_id=general, **LINK, emoji="no emoji") == "invalid_emoji"
    assert error(hub, "bookmarks.add", channel_id=channel(hub, "random"), **LINK) == "access_denied"
    assert error(hub, "bookmarks.add", channel_id="C0NONE", **LINK) == "channel_not_found"


def test_the_workspaces_own_emoji(hub: Hub) -> None:
    seen = events(hub)
    assert call(hub, "emoji.list")["emoji"] == {}
    custom_emoji.add(hub.workspace, "party", "https://example.com/party.png")
    custom_emoji.add(hub.workspace, "fete", "alias:party")
    assert call(hub, "emoji.list")["emoji"] == {"party": "https://example.com/party.png", "fete": "alias:party"}
    custom_emoji.remove(hub.workspace, "party")
    assert call(hub, "emoji.list", include_categories=True)["categories"] == []
    assert [body["subtype"] for _, body in seen] == ["add", "add", "remove"]
    assert seen[2][1]["names"] == ["party", "fete"]


def test_one_reacts_with_the_workspaces_own_emoji(hub: Hub) -> None:
    ts, general = call(hub, "chat.postMessage", channel="general", text="x")["ts"], channel(hub, "general")
    place: dict[str, Any] = {"channel": general, "timestamp": ts, "name": "our_party"}
    assert error(hub, "reactions.add", **place) == "invalid_name"
    custom_emoji.add(hub.workspace, "our_party", "https://example.com/party.png")
    assert call(hub, "reactions.add", **place) == {}
