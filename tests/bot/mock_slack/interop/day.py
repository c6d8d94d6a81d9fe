"""A day in a workspace: every method answered, every event and every interaction sent, as an app receives them."""

from __future__ import annotations

import base64
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.mock_slack import MockWorkspace
from tests.bot.mock_slack.interop.day_beside import beside_messages

Json = dict[str, Any]
MORE_EVENTS = ("agent_session_stopped",)  # than the manifest that allows all
Sent = tuple[str, Json]  # a method and its answer, or a kind of payload and the payload

TEXT = {"type": "plain_text", "text": "Text", "emoji": True}
OPTIONS = [{"text": TEXT, "value": "one"}, {"text": {**TEXT, "text": "Two"}, "value": "two"}]
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*text*"}}
RATING = {
    "type": "feedback_buttons",
    "action_id": "feedback_buttons",
    "positive_button": {"text": TEXT, "value": "good"},
    "negative_button": {"text": TEXT, "value": "bad"},
}
BIN = {"type": "icon_button", "action_id": "icon_button", "icon": "trash", "text": TEXT, "value": "v"}


def elements(user: str, channel: str) -> list[tuple[Json, Any]]:
    """Every element that stands in an actions block, and what a person makes of it."""
    chosen: dict[str, tuple[Json, Any]] = {
        "button": ({"text": TEXT, "value": "v"}, None),
        "static_select": ({"options": OPTIONS}, "one"),
        "multi_static_select": ({"options": OPTIONS}, ["one", "two"]),
        "external_select": ({}, "typed"),
        "multi_external_select": ({}, ["typed"]),
        "users_select": ({}, user),
        "multi_users_select": ({}, [user]),
        "conversations_select": ({}, channel),
        "multi_conversations_select": ({}, [channel]),
        "channels_select": ({}, channel),
        "multi_channels_select": ({}, [channel]),
        "overflow": ({"options": OPTIONS}, "two"),
        "datepicker": ({}, "2026-11-22"),
        "timepicker": ({}, "09:30"),
        "radio_buttons": ({"options": OPTIONS}, "one"),
        "checkboxes": ({"options": OPTIONS}, ["two"]),
    }
    return [({"type": kind, "action_id": kind, **fields}, value) for kind, (fields, value) in chosen.items()]


def form(user: str, channel: str, **fields: Any) -> Json:
    """A modal with an input of every kind."""
    plain = ("overflow", "button")
    inputs = [element for element, _ in elements(user, channel) if element["type"] not in plain]
    inputs += [{"type": kind, "action_id": kind} for kind in ("plain_text_input", "email_text_input", "url_text_input")]
    inputs += [{"type": kind, "action_id": kind} for kind in ("rich_text_input", "datetimepicker", "file_input")]
    inputs += [{"type": "number_input", "action_id": "number_input", "is_decimal_allowed": False}]
    blocks = [
        {"type": "input", "block_id": element["type"], "label": TEXT, "optional": True, "element": element}
        for element in inputs
    ]
    next(b for b in blocks if b["block_id"] == "conversations_select")["element"]["response_url_enabled"] = True
    return {"type": "modal", "callback_id": "form", "title": TEXT, "submit": TEXT, "blocks": blocks, **fields}


class Listener:
    """An app that acknowledges everything and keeps what it was sent."""

    def __init__(self) -> None:
        self.heard: list[Sent] = []
        self.answers: dict[str, Json] = {"block_suggestion": {"options": OPTIONS}}

    def hear(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        kind = request.payload["type"] if request.type == "interactive" else request.type
        self.heard.append((kind, request.payload))
        client.send_socket_mode_response(SocketModeResponse(request.envelope_id, self.answers.get(kind)))


@contextmanager
def listening(slack: MockWorkspace) -> Iterator[Listener]:
    web = WebClient(slack.bot_token, base_url=slack.api_url)
    client, listener = SocketModeClient(app_token=slack.app_token, web_client=web), Listener()
    client.socket_mode_request_listeners.append(listener.hear)
    client.connect()
    slack.client.wait_for(lambda control: control.state()["connection"]["sockets"] == 1)
    yield listener
    slack.client.wait_for(lambda control: all(e["outcome"] != "pending" for e in control.journal("delivery")))
    client.close()


class Caller:
    """Calls methods and keeps their answers."""

    def __init__(self, slack: MockWorkspace) -> None:
        self.slack = slack
        self.answers: list[Sent] = []

    def __call__(self, method: str, *, token: str | None = None, **arguments: Any) -> Json:
        web = WebClient(token or self.slack.bot_token, base_url=self.slack.api_url)
        with warnings.catch_warnings():  # Slack's SDK says so of methods that apps still call
            warnings.filterwarnings("ignore", message=".* is deprecated", category=UserWarning)
            answer = web.api_call(method, json=arguments).data
        assert isinstance(answer, dict)
        self.answers.append((method, answer))
        return answer


def live_through(slack: MockWorkspace) -> list[Sent]:
    """All that an app was answered and sent."""
    call = Caller(slack)
    with listening(slack) as listener:
        team(slack, call)
        conversations(slack, call)
        messages(slack, call)
        files(slack, call)
        interactions(slack, call, listener)
        agent(slack, call)
        beside_messages(slack, call)
        installation(slack, call)
        call("auth.revoke", test=True)
        call("apps.uninstall", **client_of(slack))
    return call.answers + listener.heard


def team(slack: MockWorkspace, call: Caller) -> None:
    call("api.test", foo="bar")
    me = call("auth.test")
    call("auth.test", token=slack.user_token)
    call("apps.connections.open", token=slack.app_token)
    call("team.info")
    call("bots.info", bot=me["bot_id"])
    ada, *_ = call("users.list", limit=2)["members"]
    call("users.info", user=ada["id"])
    call("users.info", user=me["user_id"])
    call("users.lookupByEmail", email=ada["profile"]["email"])
    call("users.conversations", types="public_channel,private_channel,im,mpim")
    call("users.profile.get", user=ada["id"])
    call("users.getPresence", user=ada["id"])
    call("blocks.validate", blocks=[SECTION])
    slack.client.act("add-user", name="dora", real_name="Dora Novak")


def installation(slack: MockWorkspace, call: Caller) -> None:
    own = slack.hub.workspace
    asked = {"client_id": own.client_id, "redirect_uri": "http://127.0.0.1:3000/slack/oauth_redirect"}
    for way, method in (("oauth/v2", "oauth.v2.access"), ("openid/connect", "openid.connect.token")):
        back = httpx.get(f"{slack.url}/{way}/authorize", params=asked).headers["location"]
        code = parse_qs(urlsplit(back).query)["code"][0]
        call(method, code=code, client_secret=own.client_secret, **asked)


def client_of(slack: MockWorkspace) -> Json:
    own = slack.hub.workspace
    return {"client_id": own.client_id, "client_secret": own.client_secret}


def conversations(slack: MockWorkspace, call: Caller) -> None:
    listed = call("conversations.list", types="public_channel,private_channel,im,mpim")["channels"]
    for channel in listed:
        call("conversations.info", channel=channel["id"], include_num_members=True)
    users = [user["id"] for user in slack.client.state()["users"] if not user["is_bot"]]
    call("conversations.open", users=",".join(users[:1]), return_im=True)
    group = call("conversations.open", users=",".join(users[:2]), return_im=True)["channel"]["id"]
    call("chat.postMessage", channel=group, text="to the group")
    call("conversations.close", channel=group)
    call("conversations.members", channel=listed[0]["id"], limit=1)
    made = call("conversations.create", name="made")["channel"]["id"]
    call("conversations.join", channel=made)
    call("conversations.invite", channel=made, users=",".join(users))
    call("conversations.setTopic", channel=made, topic="A topic")
    call("conversations.setPurpose", channel=made, purpose="A purpose")
    call("conversations.rename", channel=made, name="remade")
    ts = call("chat.postMessage", channel=made, text="here")["ts"]
    call("conversations.mark", channel=made, ts=ts)
    call("conversations.kick", channel=made, user=users[-1])
    slack.client.as_user("ben").act("leave", channel="remade")
    call("conversations.info", channel=made)
    call("conversations.history", channel=made)
    call("conversations.archive", channel=made)
    call("conversations.unarchive", channel=made)
    call("conversations.leave", channel=made)
    private = call("conversations.create", name="private", is_private=True)["channel"]["id"]
    call("conversations.invite", channel=private, users=users[0])
    call("conversations.rename", channel=private, name="privy")
    call("conversations.archive", channel=private)
    call("conversations.unarchive", channel=private)
    call("conversations.leave", channel=private)


def messages(slack: MockWorkspace, call: Caller) -> None:
    people, general = slack.client, channel_id(slack, "general")
    user = people.state()["users"][0]["id"]
    asked = people.say("@mock-app *hello* :wave: https://example.com #general <!here>\n• one\n> quoted `code`")
    attachment = {"text": "attached", "color": "#36a64f", "fallback": "f", "blocks": [SECTION]}
    about = {"event_type": "asked", "event_payload": {"n": 1}}
    ts = call("chat.postMessage", channel=general, text="hi", blocks=[SECTION], metadata=about)["ts"]
    reply = call("chat.postMessage", channel=general, text="reply", thread_ts=ts, reply_broadcast=True)["ts"]
    call("chat.postMessage", channel=general, text="named", username="Somebody", icon_emoji=":eyes:")
    call("chat.postMessage", channel=general, text="attached", attachments=[attachment])
    call("chat.postMessage", channel=general, markdown_text="**markdown**")
    call("chat.postMessage", channel=general, text="as a person", token=slack.user_token)
    call("chat.update", channel=general, ts=reply, text="changed")
    call("chat.postEphemeral", channel=general, user=user, text="psst")
    call("chat.getPermalink", channel=general, message_ts=reply)
    call("reactions.add", channel=general, timestamp=ts, name="eyes")
    call("reactions.get", channel=general, timestamp=ts)
    call("reactions.remove", channel=general, timestamp=ts, name="eyes")
    people.react("general", ts, "tada")
    people.react("general", ts, "tada", remove=True)
    people.say("in the thread", thread_ts=ts)
    people.say("in the thread and the channel", thread_ts=ts, broadcast=True)
    people.act("edit-message", channel="general", ts=asked, text="@mock-app edited")
    people.say("between us", "newsroom")
    direct = people.open_dm()
    people.say("between the two of us", direct)
    people.react(direct, people.messages(direct)[-1]["ts"], "tada")
    call("conversations.history", channel=general, include_all_metadata=True, limit=6)
    call("conversations.history", channel=direct)
    call("conversations.replies", channel=general, ts=ts)
    call("chat.delete", channel=general, ts=reply)
    call("chat.delete", channel=general, ts=ts)  # with replies: a tombstone stays
    people.act("delete-message", channel="general", ts=asked)
    call("conversations.replies", channel=general, ts=ts)


def files(slack: MockWorkspace, call: Caller) -> None:
    general = channel_id(slack, "general")
    place = call("files.getUploadURLExternal", filename="notes.txt", length=5, alt_txt="Notes")
    httpx.post(place["upload_url"], content=b"hello").raise_for_status()
    chosen = [{"id": place["file_id"], "title": "Notes"}]
    call("files.completeUploadExternal", files=chosen, channel_id=general, initial_comment="look")
    slack.client.act("upload", name="a.txt", content=base64.b64encode(b"a").decode(), channel="general", text="mine")
    call("files.info", file=place["file_id"])
    call("files.list", channel=general)
    call("conversations.history", channel=general, limit=2)
    call("files.delete", file=place["file_id"])


def interactions(slack: MockWorkspace, call: Caller, listener: Listener) -> None:
    people, general = slack.client, channel_id(slack, "general")
    user = people.state()["users"][0]["id"]
    for channel in ("general", "newsroom", people.open_dm()):
        people.command("/mock some text", channel)
    buttons = {"type": "context_actions", "elements": [RATING, BIN]}
    rows = [{"type": "actions", "elements": [element]} for element, _ in elements(user, general)]
    ts = call("chat.postMessage", channel=general, text="choose", blocks=[*rows, buttons])["ts"]
    for element, value in [*elements(user, general), (RATING, "positive"), (BIN, None)]:
        people.click("general", ts, element["action_id"], value)
    people.act("options", channel="general", ts=ts, action_id="external_select", value="ty")
    call("chat.postEphemeral", channel=general, user=user, text="choose", blocks=rows[:1])
    whispered = people.ephemerals("general")[-1]["message"]["ts"]
    people.click("general", whispered, "button")
    threaded = call("chat.postMessage", channel=general, text="choose", blocks=rows[:1], thread_ts=ts)["ts"]
    people.click("general", threaded, "button")
    people.shortcut("message_shortcut", "general", ts)
    forms(slack, call)
    listener.answers["view_submission"] = {"response_action": "errors", "errors": {"plain_text_input": "No."}}
    trigger = people.shortcut("global_shortcut")["trigger_id"]
    view = call("views.open", trigger_id=trigger, view=form(user, general))["view"]["id"]
    assert people.submit(view)["errors"]
    people.act("close", view_id=view)
    home = {"type": "home", "callback_id": "home", "blocks": rows[:2]}
    people.open_home()
    published = call("views.publish", user_id=user, view=home)["view"]["id"]
    people.open_home()
    people.click_in_view(published, "button")


def forms(slack: MockWorkspace, call: Caller) -> None:
    people, general = slack.client, channel_id(slack, "general")
    user = people.state()["users"][0]["id"]
    trigger = people.shortcut("global_shortcut")["trigger_id"]
    said = form(user, general, private_metadata="m", external_id="first", notify_on_close=True)
    rows = [{"type": "actions", "elements": [element]} for element, _ in elements(user, general)[:2]]
    opened = call("views.open", trigger_id=trigger, view=said | {"blocks": [*said["blocks"], *rows[:1]]})["view"]
    trigger = people.click_in_view(opened["id"], "button")["trigger_id"]
    pushed = call("views.push", trigger_id=trigger, view=form(user, general, notify_on_close=True))["view"]
    call("views.update", view_id=pushed["id"], view=form(user, general, notify_on_close=True))
    people.act("options", view_id=pushed["id"], action_id="external_select", value="ty")
    people.act("close", view_id=pushed["id"])
    upload = {"name": "a.txt", "content": base64.b64encode(b"a").decode()}
    filled = {element["type"]: value for element, value in elements(user, general)}
    filled |= {"plain_text_input": "text", "email_text_input": "a@b.example", "url_text_input": "https://b.example"}
    filled |= {"rich_text_input": "rich", "datetimepicker": 1_800_000_000, "number_input": "3"}
    filled |= {"file_input": [people.act("upload", **upload)["file"]]}
    assert people.submit(opened["id"], **filled)["ok"]


def agent(slack: MockWorkspace, call: Caller) -> None:
    people, general = slack.client, channel_id(slack, "general")
    state = people.state()
    place = {"channel": general, "thread_ts": people.say("@mock-app go on")}
    about = {"channel_id": general, "thread_ts": place["thread_ts"]}
    call("assistant.threads.setStatus", **about, status="is reading")
    call("assistant.threads.setTitle", **about, title="A question")
    call("assistant.threads.setSuggestedPrompts", **about, prompts=[{"title": "t", "message": "m"}])
    to = {"recipient_user_id": state["users"][0]["id"], "recipient_team_id": state["team"]["id"]}
    ts = call("chat.startStream", **place, **to, markdown_text="**one** ")["ts"]
    sources = [{"type": "url", "text": "Source", "url": "https://example.com"}]
    task: Json = {"type": "task_update", "id": "1", "title": "Reading", "status": "complete"}
    task |= {"details": "d", "output": "o", "sources": sources}
    call("chat.appendStream", channel=general, ts=ts, chunks=[{"type": "markdown_text", "text": "two"}, task])
    call("chat.stopStream", channel=general, ts=ts, blocks=[{"type": "context_actions", "elements": [RATING]}])
    plan = [{"type": "plan_update", "title": "A plan"}, task]
    ts = call("chat.startStream", **place, **to, task_display_mode="plan", chunks=plan)["ts"]
    call("agents.sessions.setStatus", **about, status="processing", title="A question")
    call("agents.sessions.rename", **about, title="Renamed")
    people.act("stop-stream", channel="general", ts=ts)
    people.act("context", channel="general")
    people.act("open-dm", context="general")
    call("conversations.replies", channel=general, ts=place["thread_ts"])


def channel_id(slack: MockWorkspace, name: str) -> str:
    found: str = next(channel["id"] for channel in slack.client.state()["channels"] if channel.get("name") == name)
    return found
