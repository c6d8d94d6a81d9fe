from __future__ import annotations

import socket

import httpx
import pytest

from bot.mock_slack import MockWorkspace
from bot.mock_slack.basics.errors import WorkspaceError
from bot.mock_slack.command import introduction
from bot.mock_slack.server import is_loopback


def test_a_port_in_use_is_one_sentence_with_a_remedy() -> None:
    with (
        MockWorkspace() as slack,
        pytest.raises(WorkspaceError, match=rf"Port {slack.port} is in use\. Choose another"),
    ):
        MockWorkspace(port=slack.port)


def test_an_impossible_port_or_address_is_one_sentence() -> None:
    for port in (-1, 70_000):
        with pytest.raises(WorkspaceError, match="Cannot listen"):
            MockWorkspace(port=port)
    with pytest.raises(WorkspaceError, match="Cannot listen"):
        MockWorkspace(host="192.0.2.1")


def test_it_lets_its_port_go() -> None:
    with MockWorkspace() as slack:
        port = slack.port
    with MockWorkspace(port=port) as again:
        assert httpx.get(f"{again.url}/_control/state").is_success


def test_it_stops_while_a_page_is_open_and_an_app_is_connected() -> None:
    with MockWorkspace() as slack:
        changes = slack.client.changes()
        next(changes)
    assert slack._thread is not None
    assert not slack._thread.is_alive()


def test_it_is_on_loopback_and_says_so() -> None:
    with MockWorkspace() as slack:
        assert slack.url.startswith("http://127.0.0.1:")
        text = introduction(slack, "127.0.0.1")
        assert "nobody outside this machine" in text
        for name in ("SLACK_API_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
            assert f"export {name}=" in text
        assert "WHOEVER REACHES" in introduction(slack, "0.0.0.0")
        with pytest.raises(OSError, match=r"."), socket.create_connection(("127.0.0.2", slack.port), timeout=1):
            pass
    assert is_loopback("::1")
    assert is_loopback("localhost")
    assert not is_loopback("example.org")


def test_the_logs_of_a_run_hold_no_token(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"), MockWorkspace() as slack:
        httpx.get(f"{slack.api_url}auth.test", headers={"authorization": f"Bearer {slack.bot_token}"})
        tokens = [slack.bot_token, slack.app_token, slack.signing_secret]
    assert not [token for token in tokens if token in caplog.text]


def test_installing_an_app_by_its_redirect() -> None:
    with MockWorkspace() as slack:
        secrets = httpx.get(f"{slack.url}/_control/oauth").json()
        query = {
            "client_id": secrets["client_id"],
            "redirect_uri": "http://127.0.0.1:1/back?x=1",
            "state": "s",
        }
        response = httpx.get(f"{slack.url}/oauth/v2/authorize", params=query)
        location = response.headers["location"]
        assert location.startswith("http://127.0.0.1:1/back?x=1&code=")
        assert location.endswith("&state=s")
        assert httpx.get(f"{slack.url}/oauth/v2/authorize").status_code == 400
