"""How a person meets the app."""

from __future__ import annotations

import pytest

from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.interacting import app_view
from bot.mock_slack.workspace.manifest import parse_manifest
from tests.bot.mock_slack.calling import call, channel, person
from tests.bot.mock_slack.talking import Talking


async def test_opening_the_app_tells_the_tab_and_the_context(talking: Talking) -> None:
    ada, general = person(talking, "ada"), channel(talking, "general")
    app_view.open_home(talking, ada, "messages", general)
    app_view.change_context(talking, ada, None)
    call(talking, "views.publish", user_id=ada, view={"type": "home", "blocks": []})
    app_view.open_home(talking, ada, "home")
    events = [parcel.payload["event"] for parcel in talking.parcels]
    assert [(event["type"], event.get("tab")) for event in events] == [
        ("app_home_opened", "messages"),
        ("app_context_changed", None),
        ("app_home_opened", "home"),
    ]
    assert events[0]["context"]["entities"][0]["value"] == general
    assert events[1]["context"] == {}
    assert events[2]["view"]["type"] == "home"
    with pytest.raises(ControlError):
        app_view.open_home(talking, ada, "about")


async def test_the_older_assistant_view_begins_a_thread() -> None:
    hub = Talking()
    events = ["assistant_thread_started", "message.im"]
    settings = {"event_subscriptions": {"bot_events": events}, "socket_mode_enabled": True}
    scopes = {"bot": ["assistant:write", "im:history", "chat:write"]}
    features = {"assistant_view": {"assistant_description": "helps"}}
    content = {"features": features, "settings": settings, "oauth_config": {"scopes": scopes}}
    hub.workspace.manifest = parse_manifest(content)
    answer = app_view.open_home(hub, person(hub, "ada"), "messages", channel(hub, "general"))
    started = hub.parcels[-1].payload["event"]
    assert started["type"] == "assistant_thread_started"
    assert started["assistant_thread"]["thread_ts"] == answer["thread_ts"]
    assert started["assistant_thread"]["context"]["channel_id"] == channel(hub, "general")


async def test_no_home_is_opened_where_the_manifest_has_none() -> None:
    hub = Talking()
    subscriptions = {"event_subscriptions": {"bot_events": ["app_home_opened"]}}
    hub.workspace.manifest = parse_manifest({"features": {"app_home": {}}, "settings": subscriptions})
    with pytest.raises(ControlError, match="no Home tab"):
        app_view.open_home(hub, person(hub, "ada"), "home")
    assert hub.parcels == []
    app_view.open_home(hub, person(hub, "ada"), "messages")
    assert len(hub.parcels) == 1
