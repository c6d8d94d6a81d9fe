"""How the app meets Slack: tokens that are wrong, an address where nobody answers, signed HTTP."""

import hashlib
import hmac
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.inbox.inbox import Inbox
from bot.mock_slack import MockWorkspace
from bot.slack.app import build_app
from bot.slack.connection import check, http, socket_mode, web_client
from tests.bot.slack.fake_desk import DEMAND, FakeDesk, answered
from tests.bot.slack.running import MANIFEST, office, serving
from tests.bot.slack.showing import seen

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


@pytest.fixture(scope="module")
def slack() -> Iterator[MockWorkspace]:
    with MockWorkspace(MANIFEST) as workspace:
        yield workspace


def test_the_right_token_tells_who_the_bot_is(slack: MockWorkspace) -> None:
    assert check(web_client(slack.bot_token, slack.api_url)) == slack.client.state()["app"]["bot_user"]


def test_a_wrong_bot_token_names_the_variable_to_check(slack: MockWorkspace) -> None:
    with pytest.raises(SettingsError, match=r"token in SLACK_BOT_TOKEN \(invalid_auth\).+xoxb-"):
        check(web_client("xoxb-wrong", slack.api_url))


def test_a_wrong_app_token_names_the_variable_to_check(slack: MockWorkspace, tmp_path: Path) -> None:
    app, _ = build_app(
        FakeDesk(), web_client(slack.bot_token, slack.api_url), tmp_path / "f.jsonl", Inbox(tmp_path / "inbox")
    )
    with pytest.raises(SettingsError, match=r"SLACK_APP_TOKEN .+xapp-"):
        socket_mode(app, "xapp-wrong")


def test_a_bot_token_in_the_place_of_the_app_token_is_named(slack: MockWorkspace, tmp_path: Path) -> None:
    app, _ = build_app(
        FakeDesk(), web_client(slack.bot_token, slack.api_url), tmp_path / "f.jsonl", Inbox(tmp_path / "inbox")
    )
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN holds a token of another kind"):
        socket_mode(app, slack.bot_token)


def test_a_missing_scope_is_named(slack: MockWorkspace) -> None:
    slack.client.fault("api_error", method="auth.test", error="missing_scope")
    with pytest.raises(SettingsError, match=r"lacks .+\(missing_scope\).+install the app again"):
        check(web_client(slack.bot_token, slack.api_url))


def test_an_address_where_nobody_answers_is_named(tmp_path: Path) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        client = web_client("xoxb-1", f"http://127.0.0.1:{bound.getsockname()[1]}/api/")
        client.retry_handlers = []
        with pytest.raises(SettingsError, match=r"Slack cannot be reached at http://127.0.0.1.+SLACK_API_URL"):
            check(client)
        app, _ = build_app(FakeDesk(), client, tmp_path / "f.jsonl", Inbox(tmp_path / "inbox"))
        with pytest.raises(SettingsError, match="Slack cannot be reached"):
            socket_mode(app, "xapp-1")


def test_what_answers_but_is_not_slack_is_named(tmp_path: Path) -> None:
    app, _ = build_app(FakeDesk(), web_client("xoxb-1"), tmp_path / "f.jsonl", Inbox(tmp_path / "inbox"), SECRET)
    with serving(http(app)) as address, pytest.raises(SettingsError, match="SLACK_API_URL"):
        check(web_client("xoxb-1", f"{address}/api/"))


def test_no_proxy_stands_between_the_app_and_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    assert web_client("xoxb-1", "http://127.0.0.1:1/api/").proxy is None
    assert web_client("xoxb-1").proxy == "http://proxy.example:3128"


def test_a_question_over_signed_http_is_answered(tmp_path: Path) -> None:
    desk = FakeDesk().on("demand", answered(DEMAND))
    with office(tmp_path, desk, over_http=True) as room:
        ts = room.people.say(f"{room.mention} What does Ruritania demand?")
        assert seen(room.reply("general", ts)["blocks"]).startswith("Ruritania demands free passage")
        assert room.people.command("/ask What does Ruritania demand?")["ok"]
        room.ephemeral()


@pytest.fixture(scope="module")
def address(slack: MockWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    client = web_client(slack.bot_token, slack.api_url)
    folder = tmp_path_factory.mktemp("http")
    app, _ = build_app(FakeDesk(), client, folder / "f.jsonl", Inbox(folder / "inbox"), SECRET)
    with serving(http(app)) as base:
        yield f"{base}/slack/events"


def status(address: str, timestamp: str, body: bytes = b"{}", signature: str | None = None) -> int:
    if signature is None:
        base = b":".join([b"v0", timestamp.encode(), body])
        signature = f"v0={hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest()}"
    headers = {
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature,
        "Content-Type": "application/json",
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
