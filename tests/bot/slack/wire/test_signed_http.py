"""Signed HTTP: whoever does not hold the secret, or sends what Slack never would, gets a status and nothing more."""

import hashlib
import hmac
import json
import logging
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from bot.inbox.inbox import Inbox
from bot.mock_slack import MockWorkspace
from bot.running.listening import listening
from bot.slack.app import build_app
from bot.slack.wire.connection import web_client
from bot.slack.wire.signed_http import EVENTS_PATH, Endpoint
from tests.bot.slack.fake_desk import FakeDesk
from tests.bot.slack.running import MANIFEST, serving

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with MockWorkspace(MANIFEST) as slack:
        client = web_client(slack.bot_token, slack.api_url)
        folder = tmp_path_factory.mktemp("http")
        inbox = Inbox(folder / "inbox.sqlite")
        app, _ = build_app(FakeDesk(), client, folder / "f.jsonl", inbox, SECRET)
        inbox.start()
        with serving(app, SECRET) as base:
            yield base
        inbox.stop()


def status(address: str, timestamp: str, body: bytes = b"{}", signature: str | None = None, form: bool = False) -> int:
    if signature is None:
        base = b":".join([b"v0", timestamp.encode(), body])
        signature = f"v0={hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest()}"
    headers = {
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature,
        "Content-Type": "application/x-www-form-urlencoded" if form else "application/json",
    }
    request = urllib.request.Request(address, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.mark.parametrize(
    "timestamp", ["yesterday", "1e9", "", "-1", "0x10", "١٢٣".encode().decode("latin-1"), "9" * 400]
)
def test_a_malformed_timestamp_is_refused(address: str, timestamp: str) -> None:
    assert status(address, timestamp, signature=f"v0={'0' * 64}") == 401


@pytest.mark.parametrize("signature", ["", "v0=", "v0=\xe9", "v1=" + "0" * 64, "v0=" + "0" * 64])
def test_a_malformed_or_wrong_signature_is_refused(address: str, signature: str) -> None:
    assert status(address, str(int(time.time())), signature=signature) == 401


def test_an_old_request_is_refused(address: str) -> None:
    assert status(address, str(int(time.time()) - 301)) == 401


@pytest.mark.parametrize("body", [b"\xff\xfe", b"not json", b"[]", b"null", b'"x"', b"", b'{"type":"event_callback"}'])
def test_a_body_that_makes_no_sense_is_no_failure_of_ours(address: str, body: bytes) -> None:
    assert status(address, str(int(time.time())), body) < 500


def test_a_body_larger_than_slacks_is_not_read_to_its_end(address: str) -> None:
    body = b"x" * 1_000_001
    assert status(address, str(int(time.time())), body) == 413
    assert status(address, str(int(time.time())), body, f"v0={'0' * 64}") == 413
    long = b'{"text": "' + b"x" * 900_000 + b'"}'
    assert status(address, str(int(time.time())), long, f"v0={'0' * 64}") == 401


def test_slacks_challenge_is_answered(address: str) -> None:
    assert status(address, str(int(time.time())), b'{"type": "url_verification", "challenge": "x"}') == 200


DEEP = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize("body", [DEEP, b'{"event":' + DEEP + b"}", b"\xff\xfe", b"{", b"null"])
def test_nothing_is_read_of_what_slack_did_not_sign(address: str, body: bytes) -> None:
    assert status(address, str(int(time.time())), body, f"v0={'0' * 64}") == 401


@pytest.mark.parametrize(
    "body",
    [
        b'{"event": null}',
        b'{"type": "event_callback", "event": null}',
        b'{"type": "event_callback", "event": []}',
        b'{"type": "event_callback", "event": {"type": "message"}}',
        b'{"type": "event_callback", "event": {"type": "app_mention", "user": "U1"}}',
        b'{"type": "event_callback", "authorizations": 3}',
        b'{"type": null, "team": 1, "user": []}',
        DEEP,
        b'{"event":' + DEEP + b"}",
        b'{"authorizations":[' * 5_000 + b"]}" * 5_000,
    ],
    ids=str,
)
def test_what_slack_signed_but_never_sends_is_no_failure(
    address: str, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert status(address, str(int(time.time())), body) < 500
    assert not caplog.records


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions"},
        {"type": "block_actions", "actions": []},
        {"type": "block_actions", "actions": [{"action_id": "share", "block_id": "b", "type": "button"}]},
        {"type": "view_submission", "view": {"type": "modal", "callback_id": "ask_positions"}},
        {"type": "block_actions", "user": {"id": "U1"}, "actions": [{"action_id": "share", "type": "button"}]},
        {"type": "view_submission", "view": None},
        {"type": "message_action", "callback_id": "who_holds_this"},
        {"type": "shortcut", "callback_id": "ask_positions"},
    ],
    ids=str,
)
def test_an_interaction_with_something_missing_is_no_failure(address: str, payload: object) -> None:
    body = urlencode({"payload": json.dumps(payload)}).encode()
    assert status(address, str(int(time.time())), body, form=True) < 500


def test_until_the_articles_are_read_slack_is_asked_to_come_again() -> None:
    with listening(Starlette(routes=[Endpoint(SECRET).route()]), "127.0.0.1", 0) as base:
        assert status(f"{base}{EVENTS_PATH}", str(int(time.time()))) == 503
        assert status(f"{base}{EVENTS_PATH}", str(int(time.time())), signature=f"v0={'0' * 64}") == 401
