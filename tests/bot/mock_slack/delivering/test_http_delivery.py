"""Signed HTTP delivery to a server that answers as the test wants."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from bot.mock_slack import MockWorkspace
from bot.mock_slack.basics.errors import ControlError


class App(ThreadingHTTPServer):
    """Keeps every request; answers with the next of `answers`: (status, headers, body), or waits."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[tuple[dict[str, str], str]] = []
        self.answers: list[tuple[int, dict[str, str], str]] = []
        self.arrived = threading.Condition()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/slack/events"

    def wait(self, count: int) -> list[tuple[dict[str, str], str]]:
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.requests) >= count, 10)
            return list(self.requests)


class Handler(BaseHTTPRequestHandler):
    server: App

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        status, headers, answer = self.server.answers.pop(0) if self.server.answers else (200, {}, "")
        if "challenge" in body and status == 200:
            answer = json.loads(body)["challenge"]
        if status:
            self.send_response(status)
            for name, value in {**headers, "content-length": str(len(answer))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.encode())
        with self.server.arrived:
            self.server.requests.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.server.arrived.notify_all()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def app(slack: MockWorkspace) -> Iterator[App]:
    with App() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        slack.client.act("delivery", url=server.url)
        yield server
        slack.client.act("delivery", url=None)
        server.shutdown()
        thread.join()


def signed(slack: MockWorkspace, headers: dict[str, str], body: str) -> bool:
    base = f"v0:{headers['x-slack-request-timestamp']}:{body}".encode()
    wanted = "v0=" + hmac.new(slack.signing_secret.encode(), base, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted, headers["x-slack-signature"])


def test_an_event_is_signed_and_acknowledged(slack: MockWorkspace, app: App) -> None:
    slack.client.say("hello")
    [(headers, body)] = app.wait(1)
    assert signed(slack, headers, body)
    assert abs(int(headers["x-slack-request-timestamp"]) - time.time()) < 10
    assert headers["content-type"] == "application/json"
    assert json.loads(body)["event"]["text"] == "hello"
    assert "x-slack-retry-num" not in headers
    slack.client.wait_for(lambda client: client.journal("delivery")[0]["outcome"] == "acknowledged")


def test_three_retries_on_a_clock_that_is_moved(slack: MockWorkspace, app: App) -> None:
    app.answers += [(500, {}, "")] * 4
    slack.client.say("hello")
    app.wait(2)
    slack.client.wait_for(lambda client: [e["outcome"] for e in client.journal("delivery")] == ["http_error"] * 2)
    slack.client.advance(60)
    app.wait(3)
    slack.client.wait_for(lambda client: [e["outcome"] for e in client.journal("delivery")] == ["http_error"] * 3)
    slack.client.advance(300)
    requests = app.wait(4)  # the first retry comes at once, and each is noted by a thread of its own
    tries = sorted(
        (headers.get("x-slack-retry-num", ""), headers.get("x-slack-retry-reason")) for headers, _ in requests
    )
    assert tries == [("", None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert all(signed(slack, headers, body) for headers, body in requests)
    assert len({json.loads(body)["event_id"] for _, body in requests}) == 1


def test_no_retry_when_the_app_says_so(slack: MockWorkspace, app: App) -> None:
    app.answers += [(500, {"X-Slack-No-Retry": "1"}, "")]
    slack.client.say("hello")
    app.wait(1)
    slack.client.wait_for(lambda client: client.journal("delivery")[-1]["outcome"] == "http_error")
    slack.client.advance(1000)
    slack.client.say("another")
    assert [json.loads(body)["event"]["text"] for _, body in app.wait(2)] == ["hello", "another"]


def test_bad_and_old_signatures(slack: MockWorkspace, app: App) -> None:
    slack.client.fault("bad_signature")
    slack.client.say("forged")
    slack.client.fault("old_signature")
    slack.client.say("replayed")
    found = {json.loads(body)["event"]["text"]: (headers, body) for headers, body in app.wait(2)}
    assert not signed(slack, *found["forged"])
    headers, body = found["replayed"]
    assert signed(slack, headers, body)
    assert time.time() - int(headers["x-slack-request-timestamp"]) > 300


def test_a_timestamp_that_is_none_and_commands_with_a_bad_signature(slack: MockWorkspace, app: App) -> None:
    slack.client.fault("bad_timestamp")
    slack.client.say("odd")
    app.wait(1)
    slack.client.fault("no_timestamp")
    slack.client.say("missing")
    stamps = {
        json.loads(body)["event"]["text"]: headers.get("x-slack-request-timestamp") for headers, body in app.wait(2)
    }
    assert stamps == {"odd": "abc", "missing": None}
    slack.client.fault("bad_signature", event="/mock")
    slack.client.command("/mock some words")
    headers, body = next(one for one in app.wait(3) if "command=" in one[1])
    assert not signed(slack, headers, body)


def test_a_command_is_a_form_and_its_answer_is_shown(slack: MockWorkspace, app: App) -> None:
    app.answers += [(200, {"content-type": "application/json"}, '{"text": "to all", "response_type": "in_channel"}')]
    assert slack.client.command("/mock some words")["ok"]
    headers, body = app.wait(1)[0]  # the answer in the channel may have become an event by now
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    fields = {name: values[0] for name, values in parse_qs(body).items()}
    assert (fields["command"], fields["text"], fields["user_name"]) == ("/mock", "some words", "ada")
    assert signed(slack, headers, body)
    assert slack.client.messages("general")[-1]["text"] == "to all"


def test_plain_text_and_silence_and_failure(slack: MockWorkspace, app: App) -> None:
    app.answers += [(200, {"content-type": "text/plain"}, "just text"), (200, {}, ""), (500, {}, "")]
    slack.client.command("/mock")
    slack.client.command("/mock")
    failed = slack.client.command("/mock")
    assert failed["error"] == "dispatch_failed"
    texts = [one["message"]["text"] for one in slack.client.ephemerals("general")]
    assert texts == ["just text", "/mock failed with the error “dispatch_failed”"]


def test_redirects_are_followed_twice(slack: MockWorkspace, app: App) -> None:
    app.answers += [(307, {"location": app.url}, "")] * 3
    slack.client.say("hello")
    slack.client.wait_for(lambda client: client.journal("delivery")[0]["outcome"] == "too_many_redirects")


def test_an_address_is_challenged(slack: MockWorkspace, app: App) -> None:
    assert slack.client.act("delivery", url=app.url, verify=True)["verified"] is True
    app.answers += [(404, {}, "")]
    with pytest.raises(ControlError, match="challenge"):
        slack.client.act("delivery", url=app.url, verify=True)


def test_nobody_there(slack: MockWorkspace) -> None:
    slack.client.act("delivery", url="http://127.0.0.1:9/none")
    slack.client.say("hello")
    slack.client.wait_for(lambda client: len(client.journal("delivery")) == 2)
    slack.client.wait_for(lambda client: client.journal("delivery")[1]["outcome"] == "connection_failed")
    assert slack.client.command("/mock")["error"] == "dispatch_failed"
