"""How the app meets Slack: tokens that are wrong, an address where nobody answers, a question over either way."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from bot.errors import SettingsError
from bot.inbox.inbox import Inbox
from bot.mock_slack import MockWorkspace
from bot.running.listening import listening
from bot.slack.app import build_app
from bot.slack.wire.connection import check, socket_mode, web_client
from tests.bot.slack.fake_desk import DEMAND, FakeDesk, answered
from tests.bot.slack.running import MANIFEST, office, serving
from tests.bot.slack.showing import seen
from tests.bot.slack.wire.test_signed_http import SECRET, status


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


def test_what_answers_but_is_not_slack_is_named() -> None:
    with listening(Starlette(), "127.0.0.1", 0) as address, pytest.raises(SettingsError, match="SLACK_API_URL"):
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


def test_what_is_not_in_the_inbox_is_not_acknowledged(slack: MockWorkspace, tmp_path: Path) -> None:
    event = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "ts": "1.0", "text": "Why?"}
    body = json.dumps({"type": "event_callback", "event_id": "Ev1", "team_id": "T1", "event": event}).encode()
    inbox = Inbox(tmp_path / "inbox.sqlite")
    app, _ = build_app(FakeDesk(), web_client(slack.bot_token, slack.api_url), tmp_path / "f.jsonl", inbox, SECRET)
    inbox.start()
    with serving(app, SECRET) as address:
        inbox.close()
        assert status(address, str(int(time.time())), body) == 500
    inbox.stop()
    assert not inbox.undone()
