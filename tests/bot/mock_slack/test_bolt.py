"""A Bolt app as anybody writes it, over Socket Mode and over HTTP: it knows only its API address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient

from bot.mock_slack import MockWorkspace
from bot.mock_slack.control.client import Client

TEXT = {"type": "plain_text", "text": "Text"}
BUTTON = {"type": "button", "action_id": "go", "text": TEXT, "value": "v"}
FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "feedback",
    "positive_button": {"text": TEXT, "value": "good"},
    "negative_button": {"text": TEXT, "value": "bad"},
}
ENTRY = {
    "type": "input",
    "block_id": "question",
    "label": TEXT,
    "element": {"type": "plain_text_input", "action_id": "text"},
}
MODAL = {"type": "modal", "callback_id": "ask", "title": TEXT, "submit": TEXT, "blocks": [ENTRY]}


def build(slack: MockWorkspace) -> App:
    """An app with one of everything."""
    web = WebClient(slack.bot_token, base_url=slack.api_url)
    app = App(client=web, signing_secret=slack.signing_secret, process_before_response=False)

    @app.event("app_mention")
    def mentioned(event: dict[str, Any], say_stream: Any) -> None:
        stream = say_stream()
        stream.append(markdown_text="**You** said something.")
        buttons = [{"type": "actions", "elements": [BUTTON]}, {"type": "context_actions", "elements": [FEEDBACK]}]
        stream.stop(blocks=buttons)

    @app.event("message")
    def direct(event: dict[str, Any], say: Any) -> None:
        if event["channel_type"] == "im" and "subtype" not in event:
            say(f"heard: {event['text']}", thread_ts=event["ts"])

    @app.event("app_home_opened")
    def opened(event: dict[str, Any], client: WebClient) -> None:
        prompts = [{"title": "Try", "message": "What?"}]
        if event["tab"] == "messages":
            client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], prompts=prompts)
        else:
            client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider"}]})

    @app.command("/mock")
    def command(ack: Any, body: dict[str, Any], client: WebClient, respond: Any) -> None:
        if body["text"] == "form":
            ack()
            client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        else:
            ack("acknowledged")
            respond("answered", response_type="in_channel")

    @app.action("go")
    def pressed(ack: Any, respond: Any, body: dict[str, Any]) -> None:
        ack()
        respond(f"pressed by {body['user']['name']}")

    @app.action("feedback")
    def rated(ack: Any, respond: Any, action: dict[str, Any]) -> None:
        ack()
        respond(f"rated {action['value']}")

    @app.view("ask")
    def submitted(ack: Any, view: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        text = view["state"]["values"]["question"]["text"]["value"]
        if text == "no":
            ack(response_action="errors", errors={"question": "Say more."})
        else:
            ack()
            client.chat_postMessage(channel=body["user"]["id"], text=f"asked: {text}")

    @app.shortcut("message_shortcut")
    def looked_up(ack: Any, shortcut: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=MODAL)

    return app


class Endpoint(BaseHTTPRequestHandler):
    """Bolt behind the standard library's server."""

    app: App

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        response = self.app.dispatch(BoltRequest(body=body, headers=dict(self.headers.items())))
        self.send_response(response.status)
        for name, value in response.first_headers().items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(response.body.encode())

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def client(_app: Client) -> Client:
    """The control client of a workspace on its first day, to which the app is connected."""
    _app.reset()
    return _app


@pytest.fixture(scope="module", params=["socket", "http"])
def _app(request: pytest.FixtureRequest, _running: MockWorkspace) -> Iterator[Client]:
    slack, app = _running, build(_running)
    if request.param == "socket":
        handler = SocketModeHandler(app, slack.app_token)
        handler.connect()  # type: ignore[no-untyped-call]
        slack.client.wait_for(lambda control: control.state()["connection"]["sockets"] == 1)
        yield slack.client
        handler.close()  # type: ignore[no-untyped-call]
        slack.client.wait_for(lambda control: control.state()["connection"]["sockets"] == 0)
    else:
        endpoint = type("BoundEndpoint", (Endpoint,), {"app": app})
        with ThreadingHTTPServer(("127.0.0.1", 0), endpoint) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
            thread.start()
            slack.client.act("delivery", url=f"http://127.0.0.1:{server.server_address[1]}/slack/events")
            yield slack.client
            slack.client.act("delivery", url=None)
            server.shutdown()
            thread.join()
    app.listener_runner.listener_executor.shutdown()


def whispers(client: Client) -> list[str]:
    return [one["message"]["text"] for one in client.ephemerals("general")]


def test_a_mention_is_answered_by_a_stream_with_buttons(client: Client) -> None:
    ts = client.say("@mock-app hello")
    answer = client.wait_for_message("general", lambda m: m.get("streaming_state") == "completed", thread_ts=ts)
    assert answer["text"] == "**You** said something."
    assert client.click("general", answer["ts"], "go")["ok"]
    client.wait_for(lambda control: "pressed by ada" in whispers(control))
    client.as_user("ben").click("general", answer["ts"], "feedback", "negative")
    client.wait_for(lambda control: "rated bad" in whispers(control))


def test_a_direct_message_and_the_tabs_of_the_app(client: Client) -> None:
    direct = client.open_dm()
    client.wait_for(lambda control: control.state()["agent_threads"])
    assert client.state()["agent_threads"][0]["prompts"] == [{"title": "Try", "message": "What?"}]
    ts = client.say("a question", direct)
    client.wait_for_message(direct, lambda m: m["text"] == "heard: a question", thread_ts=ts)
    client.open_home()
    assert client.wait_for(lambda control: control.state()["homes"])


def test_a_command_and_its_answers(client: Client) -> None:
    assert client.command("/mock hello")["ok"]
    client.wait_for_message("general", lambda m: m["text"] == "answered")
    assert "acknowledged" in whispers(client)
    assert client.command("/mock", thread_ts="1.000001")["error"] == "not_supported_in_threads"


def test_a_form_by_a_command_and_by_a_shortcut(client: Client) -> None:
    client.command("/mock form")
    [[view]] = client.wait_for(lambda control: control.state()["modals"]).values()
    assert client.submit(view["id"], question="no")["errors"] == {"question": "Say more."}
    assert client.submit(view["id"], question="yes")["ok"]
    client.wait_for_message("@mock-app", lambda m: m["text"] == "asked: yes")
    assert client.state()["modals"] == {}
    ts = client.say("a message")
    assert client.shortcut("message_shortcut", "general", ts)["ok"]
    assert client.wait_for(lambda control: control.state()["modals"])


def test_a_forged_request_never_reaches_the_app(client: Client) -> None:
    if not client.state()["connection"]["over_http"]:
        return  # Socket Mode has no signatures
    client.fault("bad_signature")
    client.say("@mock-app forged")
    client.wait_for(lambda control: control.journal("delivery")[0]["outcome"] == "http_error")
