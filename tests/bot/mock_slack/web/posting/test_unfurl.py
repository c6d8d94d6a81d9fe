from __future__ import annotations

import dataclasses
from typing import Any

from bot.mock_slack.conversations import messages
from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, channel, error, events, person

URL = "https://docs.example.com/page?a=1&b=2"
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*preview*"}}


def shared(hub: Hub, name: str = "general") -> str:
    escaped = URL.replace("&", "&amp;")
    place = hub.workspace.channels[channel(hub, name)]
    return str(messages.say(hub.workspace, place, person(hub, "ada"), f"see <{escaped}> and <https://other.org>")["ts"])


def test_the_app_hears_of_links_to_its_domains(hub: Hub) -> None:
    seen = events(hub)
    ts = shared(hub)
    [event] = [body for kind, body in seen if kind == "link_shared"]
    assert event["links"] == [{"url": URL, "domain": "docs.example.com"}]
    assert (event["message_ts"], event["channel"], event["is_bot_user_member"]) == (ts, channel(hub, "general"), True)
    seen.clear()
    shared(hub, "random")  # the bot is not in it
    assert [body["is_bot_user_member"] for kind, body in seen if kind == "link_shared"] == [False]
    seen.clear()
    call(hub, "chat.postMessage", channel="general", text=f"<{URL}>")
    hub.workspace.manifest = dataclasses.replace(hub.workspace.manifest, unfurl_domains=("xample.com",))
    shared(hub)
    assert "link_shared" not in [kind for kind, _ in seen]


def test_a_preview_stands_beside_the_message(hub: Hub) -> None:
    ts, general = shared(hub), channel(hub, "general")
    seen = events(hub)
    assert call(hub, "chat.unfurl", channel=general, ts=ts, unfurls={URL: {"blocks": [SECTION]}}) == {}
    message = hub.workspace.channels[general].messages[ts]
    [attachment] = message["attachments"]
    assert (attachment["from_url"], attachment["is_app_unfurl"]) == (URL, True)
    assert attachment["blocks"][0]["block_id"]
    assert [(kind, body["subtype"]) for kind, body in seen] == [("message.channels", "message_changed")]
    assert "edited" not in message
    by_id: dict[str, Any] = {"unfurl_id": f"{general}.{ts}", "source": "conversations_history"}
    call(hub, "chat.unfurl", **by_id, unfurls={URL: {"text": "another"}})
    assert [one["text"] for one in hub.workspace.channels[general].messages[ts]["attachments"]] == ["another"]


def test_a_work_object_is_shown_by_its_title(hub: Hub) -> None:
    ts, general = shared(hub), channel(hub, "general")
    entity = {"app_unfurl_url": URL, "url": URL, "entity_payload": {"attributes": {"title": {"text": "A page"}}}}
    call(hub, "chat.unfurl", channel=general, ts=ts, metadata={"entities": [entity]})
    assert hub.workspace.channels[general].messages[ts]["attachments"][0]["title"] == "A page"
    wrong = {"entities": [{"app_unfurl_url": URL}]}
    assert error(hub, "chat.unfurl", channel=general, ts=ts, metadata=wrong) == "error_processing_metadata"


def test_who_shared_it_is_asked_to_connect(hub: Hub) -> None:
    ts, general = shared(hub), channel(hub, "general")
    call(hub, "chat.unfurl", channel=general, ts=ts, user_auth_required=True, user_auth_url="https://example.com/in")
    [whisper] = hub.workspace.ephemerals
    assert whisper["user"] == person(hub, "ada")
    assert "https://example.com/in" in whisper["message"]["text"]


def test_refusals(hub: Hub) -> None:
    ts, general = shared(hub), channel(hub, "general")
    place = {"channel": general, "ts": ts}
    assert error(hub, "chat.unfurl", ts=ts, unfurls={}) == "missing_channel"
    assert error(hub, "chat.unfurl", channel=general, unfurls={}) == "missing_ts"
    assert error(hub, "chat.unfurl", channel="C0NONE", ts=ts, unfurls={}) == "cannot_find_channel"
    assert error(hub, "chat.unfurl", channel=general, ts="1.000001", unfurls={}) == "cannot_find_message"
    assert error(hub, "chat.unfurl", **place) == "missing_unfurls"
    assert error(hub, "chat.unfurl", **place, unfurls="[") == "invalid_unfurls_format"
    assert error(hub, "chat.unfurl", **place, unfurls={"https://not.there": {"text": "x"}}) == "cannot_unfurl_message"
    assert error(hub, "chat.unfurl", **place, unfurls={"https://other.org": {"text": "x"}}) == "cannot_unfurl_url"
    assert error(hub, "chat.unfurl", unfurl_id="x", source="nowhere", unfurls={}) == "invalid_source"
    assert error(hub, "chat.unfurl", unfurl_id="x", source="composer", unfurls={}) == "invalid_unfurl_id"
