from __future__ import annotations

from typing import Any

import pytest

from bot.mock_slack.beside import files
from bot.mock_slack.conversations import messages
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, channel, error, person


@pytest.fixture
def talked(hub: Hub) -> Hub:
    workspace = hub.workspace
    general, newsroom = workspace.channels[channel(hub, "general")], workspace.channels[channel(hub, "newsroom")]
    ada, ben = person(hub, "ada"), person(hub, "ben")
    parent = messages.say(workspace, general, ada, "The *red* balloon rises <https://example.com>")
    messages.say(workspace, general, ben, "a red kite", thread_ts=parent["ts"])
    messages.say(workspace, newsroom, ben, "a blue balloon")
    messages.say(workspace, workspace.direct_message(ben, person(hub, "chiara")), ben, "a secret balloon")
    file = files.announce(workspace, ada, "balloon.txt", 1)
    files.upload(file, b"x")
    files.finish(workspace, file)
    return hub


def texts(hub: Hub, query: str, **arguments: Any) -> list[str]:
    found = call(hub, "search.messages", kind="user", query=query, **arguments)["messages"]["matches"]
    return [one["text"].split(" <")[0] for one in found]


def test_words_phrases_and_modifiers(talked: Hub) -> None:
    assert texts(talked, "balloon") == [
        "a blue balloon",
        "The *red* balloon rises",
    ]  # none of others' own
    assert texts(talked, "BALLOON -blue") == ["The *red* balloon rises"]
    assert texts(talked, '"red balloon"') == ["The *red* balloon rises"]
    assert texts(talked, "red from:@ben") == texts(talked, f"red from:<@{person(talked, 'ben')}>") == ["a red kite"]
    assert texts(talked, "balloon from:me in:#general") == ["The *red* balloon rises"]
    assert texts(talked, "balloon -in:general") == ["a blue balloon"]
    assert texts(talked, "has:link") == ["The *red* balloon rises"]
    assert texts(talked, "is:thread") == ["a red kite"]
    assert texts(talked, "balloon before:2020-01-01") == texts(talked, "balloon on:nonsense") == []
    assert len(texts(talked, "balloon after:2020-01-01")) == 2
    assert texts(talked, "balloon", sort="timestamp", sort_dir="asc")[0] == "The *red* balloon rises"
    assert texts(talked, "kite", highlight=True) == ["a red \ue000kite\ue001"]


def test_a_match_says_where_it_stands(talked: Hub) -> None:
    answer = call(talked, "search.messages", kind="user", query="blue")
    [match] = answer["messages"]["matches"]
    assert (match["channel"]["name"], match["channel"]["is_private"], match["username"]) == ("newsroom", True, "ben")
    assert match["permalink"].startswith("https://mock.slack.com/archives/")
    assert (answer["query"], answer["messages"]["total"]) == ("blue", 1)


def test_pages_by_number_and_by_cursor(talked: Hub) -> None:
    found = call(talked, "search.messages", kind="user", query="balloon", count=1, page=2)["messages"]
    assert found["matches"][0]["text"].startswith("The")
    assert found["paging"] == {"count": 1, "total": 2, "page": 2, "pages": 2}
    assert (found["pagination"]["first"], found["pagination"]["last"]) == (2, 2)
    first = call(talked, "search.messages", kind="user", query="balloon", count=1, cursor="*")["messages"]
    more = first["paging"]["next_cursor"]
    second = call(talked, "search.messages", kind="user", query="balloon", count=1, cursor=more)["messages"]
    assert second["matches"] == found["matches"]
    assert second["paging"]["next_cursor"] == ""


def test_files_and_everything(talked: Hub) -> None:
    assert [one["name"] for one in call(talked, "search.files", kind="user", query="ball")["files"]["matches"]] == [
        "balloon.txt"
    ]
    everything = call(talked, "search.all", kind="user", query="balloon")
    assert (everything["messages"]["total"], everything["files"]["total"]) == (2, 1)
    assert error(talked, "search.all", kind="user", query="  ") == "No query passed"


def test_reactions_of_a_user(talked: Hub) -> None:
    general = channel(talked, "general")
    ts = next(iter(talked.workspace.channels[general].messages))
    call(talked, "reactions.add", channel=general, timestamp=ts, name="eyes")
    [item] = call(talked, "reactions.list")["items"]
    assert (item["channel"], item["message"]["ts"], item["message"]["reactions"][0]["name"]) == (general, ts, "eyes")
    assert call(talked, "reactions.list", user=person(talked, "ada"))["items"] == []
    assert call(talked, "reactions.list", limit=5)["response_metadata"] == {"next_cursor": ""}
    assert error(talked, "reactions.list", user="U0NONE") == "user_not_found"


def test_what_was_saved_for_later(talked: Hub) -> None:
    general = channel(talked, "general")
    ts = next(iter(talked.workspace.channels[general].messages))
    place: dict[str, Any] = {"channel": general, "timestamp": ts}
    assert call(talked, "stars.add", kind="user", **place) == {}
    assert error(talked, "stars.add", kind="user", **place) == "already_starred"
    call(talked, "stars.add", kind="user", channel=general)
    items = call(talked, "stars.list", kind="user")["items"]
    assert [one["type"] for one in items] == ["channel", "message"]
    assert items[1]["message"]["is_starred"]
    assert call(talked, "stars.remove", kind="user", **place) == {}
    assert error(talked, "stars.remove", kind="user", **place) == "not_starred"
    assert error(talked, "stars.add", kind="user") == "no_item_specified"
    assert error(talked, "stars.add", kind="user", channel=general, timestamp="1.000001") == "message_not_found"
    assert error(talked, "stars.add", kind="user", file="F0NONE") == "file_not_found"
