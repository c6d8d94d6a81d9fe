"""The part of the day that goes by beside the messages: what is pinned, scheduled, searched, said of oneself."""

from __future__ import annotations

import base64
import time
from typing import TYPE_CHECKING, Any

import httpx

from bot.mock_slack import MockWorkspace

if TYPE_CHECKING:
    from tests.bot.mock_slack.interop.day import Caller

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*text*"}}


def beside_messages(slack: MockWorkspace, call: Caller) -> None:
    places(slack, call)
    groups(slack, call)
    people(slack, call)
    found_again(slack, call)
    elsewhere(slack, call)
    steps(slack, call)


def channel_id(slack: MockWorkspace, name: str) -> str:
    found: str = next(channel["id"] for channel in slack.client.state()["channels"] if channel.get("name") == name)
    return found


def places(slack: MockWorkspace, call: Caller) -> None:
    """Messages that are sent later, pinned, unfurled; bookmarks and canvases."""
    general = channel_id(slack, "general")
    later = int(time.time()) + 3600
    made = call("chat.scheduleMessage", channel=general, text="later", post_at=later, blocks=[SECTION])
    call("chat.scheduledMessages.list", channel=general)
    call("chat.deleteScheduledMessage", channel=general, scheduled_message_id=made["scheduled_message_id"])
    call("chat.meMessage", channel=general, text="waves")
    ts = slack.client.say("see https://docs.example.com/page")
    previews: dict[str, Any] = {"https://docs.example.com/page": {"blocks": [SECTION]}}
    call("chat.unfurl", channel=general, ts=ts, unfurls=previews)
    slack.client.say("see https://example.com", thread_ts=ts)
    call("pins.add", channel=general, timestamp=ts)
    call("pins.list", channel=general)
    call("pins.remove", channel=general, timestamp=ts)
    bookmark = call("bookmarks.add", channel_id=general, title="Docs", type="link", link="https://example.com")
    marked = {"channel_id": general, "bookmark_id": bookmark["bookmark"]["id"]}
    call("bookmarks.edit", **marked, title="The docs", emoji=":books:")
    call("bookmarks.list", channel_id=general)
    call("bookmarks.remove", **marked)
    canvases(slack, call, general)


def canvases(slack: MockWorkspace, call: Caller, general: str) -> None:
    content = {"type": "markdown", "markdown": "# Heading\n\ntext"}
    canvas = call("canvases.create", title="A canvas", document_content=content)["canvas_id"]
    criteria = {"section_types": ["any_header"], "contains_text": "head"}
    [section] = call("canvases.sections.lookup", canvas_id=canvas, criteria=criteria)["sections"]
    change = {"operation": "insert_after", "section_id": section["id"], "document_content": content}
    call("canvases.edit", canvas_id=canvas, changes=[change])
    call("canvases.access.set", canvas_id=canvas, access_level="read", channel_ids=[general])
    call("canvases.access.delete", canvas_id=canvas, channel_ids=[general])
    call("canvases.delete", canvas_id=canvas)
    call("conversations.canvases.create", channel_id=general, document_content=content)


def groups(slack: MockWorkspace, call: Caller) -> None:
    state = slack.client.state()
    ada, bot = state["users"][0]["id"], state["app"]["bot_user"]
    channels = channel_id(slack, "general")
    group = call("usergroups.create", name="The desk", channels=channels, include_count=True)["usergroup"]["id"]
    call("usergroups.update", usergroup=group, description="Who edits")
    call("usergroups.users.update", usergroup=group, users=f"{ada},{bot}")
    call("usergroups.users.update", usergroup=group, users=ada)
    call("usergroups.users.list", usergroup=group)
    call("usergroups.list", include_users=True, include_count=True)
    call("usergroups.disable", usergroup=group)
    call("usergroups.enable", usergroup=group)
    slack.client.act("emoji", name="party", url="https://example.com/party.png")
    slack.client.act("emoji", name="fete", alias_for="party")
    call("emoji.list", include_categories=True)
    slack.client.act("emoji", name="party", remove=True)


def people(slack: MockWorkspace, call: Caller) -> None:
    ada = slack.client.state()["users"][0]["id"]
    status = {"status_text": "Reading", "status_emoji": ":books:", "status_expiration": int(time.time()) + 3600}
    call("users.profile.set", profile={**status, "title": "Chief editor"}, token=slack.user_token)
    call("users.setPresence", presence="away", token=slack.user_token)
    call("users.getPresence", token=slack.user_token)
    call("users.identity", token=slack.user_token)
    call("openid.connect.userInfo", token=slack.user_token)
    call("dnd.setSnooze", num_minutes=5, token=slack.user_token)
    call("dnd.info", user=ada)
    call("dnd.teamInfo", users=ada)
    call("dnd.endSnooze", token=slack.user_token)
    call("dnd.endDnd", token=slack.user_token)
    call("team.profile.get")
    reminder = call("reminders.add", text="look again", time="in 5 minutes", token=slack.user_token)["reminder"]["id"]
    call("reminders.add", text="every day", time="every day at 9am", token=slack.user_token)
    call("reminders.info", reminder=reminder, token=slack.user_token)
    call("reminders.list", token=slack.user_token)
    call("reminders.complete", reminder=reminder, token=slack.user_token)
    call("reminders.delete", reminder=reminder, token=slack.user_token)


def found_again(slack: MockWorkspace, call: Caller) -> None:
    """Searched, starred, reacted to; files that anybody may fetch."""
    general = channel_id(slack, "general")
    ts = slack.client.say("a needle in the haystack")
    slack.client.react("general", ts, "eyes")
    ada = slack.client.state()["users"][0]["id"]
    call("reactions.list", user=ada)
    call("stars.add", channel=general, timestamp=ts, token=slack.user_token)
    call("stars.list", token=slack.user_token)
    call("stars.remove", channel=general, timestamp=ts, token=slack.user_token)
    upload = {"name": "needle.txt", "content": base64.b64encode(b"a").decode(), "channel": "general"}
    file = slack.client.act("upload", **upload)["file"]["id"]
    shared = call("files.sharedPublicURL", file=file, token=slack.user_token)["file"]
    httpx.get(shared["permalink_public"]).raise_for_status()
    call("files.revokePublicURL", file=file, token=slack.user_token)
    for kind in ("messages", "files", "all"):
        call(f"search.{kind}", query="needle", highlight=True, token=slack.user_token)


def elsewhere(slack: MockWorkspace, call: Caller) -> None:
    """Files and calls of other services."""
    general = channel_id(slack, "general")
    remote = {"external_id": "1", "external_url": "https://files.example.com/1", "title": "Remote"}
    call("files.remote.add", **remote)
    call("files.remote.update", external_id="1", title="Renamed")
    call("files.remote.share", external_id="1", channels=general)
    call("files.remote.info", external_id="1")
    call("files.remote.list")
    call("files.remote.remove", external_id="1")
    ada = slack.client.state()["users"][0]["id"]
    started: dict[str, Any] = {"external_unique_id": "1", "join_url": "https://calls.example.com/1", "created_by": ada}
    made = call("calls.add", **started, title="A call", users=[{"slack_id": ada}])["call"]["id"]
    call("calls.update", id=made, title="Renamed")
    call("calls.participants.add", id=made, users=[{"external_id": "x", "display_name": "X"}])
    call("calls.participants.remove", id=made, users=[{"external_id": "x"}])
    call("calls.info", id=made)
    call("calls.end", id=made, duration=60)


def steps(slack: MockWorkspace, call: Caller) -> None:
    """Steps of workflows, and what the app may ask about itself."""
    for outputs in ({"answer": "yes"}, None):
        key = slack.client.act("run-function", callback_id="a_function", inputs={"question": "?"})["execution"]
        if outputs:
            call("functions.completeSuccess", function_execution_id=key, outputs=outputs)
        else:
            call("functions.completeError", function_execution_id=key, error="No.")
    call("auth.teams.list", include_icon=True)
    delivered = slack.client.journal("delivery")[-1]["payload"]
    call("apps.event.authorizations.list", event_context=delivered["event_context"], token=slack.app_token)
