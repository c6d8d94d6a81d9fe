"""Who may call, and what a call leaves behind."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx
import pytest

from bot.mock_slack import MockWorkspace


def call(slack: MockWorkspace, method: str, token: str | None = None, **data: str) -> httpx.Response:
    headers = {"authorization": f"Bearer {token or slack.bot_token}"}
    return httpx.post(f"{slack.api_url}{method}", headers=headers, data=data)


def test_an_unknown_method(slack: MockWorkspace) -> None:
    answer = call(slack, "chat.explode").json()
    assert answer == {"ok": False, "error": "unknown_method", "req_method": "chat.explode"}


def test_tokens_and_their_kinds(slack: MockWorkspace) -> None:
    assert httpx.post(f"{slack.api_url}auth.test").json()["error"] == "not_authed"
    assert call(slack, "auth.test", "xoxb-wrong").json()["error"] == "invalid_auth"
    assert call(slack, "chat.postMessage", slack.app_token).json()["error"] == "not_allowed_token_type"
    assert call(slack, "apps.connections.open").json()["error"] == "not_allowed_token_type"
    assert call(slack, "chat.startStream", slack.user_token).json()["error"] == "not_allowed_token_type"
    assert call(slack, "auth.test", slack.user_token).json()["user"] == "ada"
    assert call(slack, "auth.revoke").json()["revoked"]
    assert call(slack, "auth.test").json()["error"] == "token_revoked"


def test_a_missing_scope_is_named(slack: MockWorkspace) -> None:
    answer = call(slack, "reactions.add", slack.user_token, channel="x", timestamp="1", name="wave").json()
    assert answer["error"] == "missing_scope"
    assert answer["needed"] == "reactions:write"
    assert "chat:write" in answer["provided"]


def test_the_headers_that_sdks_read(slack: MockWorkspace) -> None:
    headers = call(slack, "chat.postMessage", channel="general", text="x").headers
    assert "chat:write" in headers["x-oauth-scopes"].split(",")
    assert headers["x-accepted-oauth-scopes"] == "chat:write"
    assert headers["content-type"] == "application/json; charset=utf-8"


def test_a_call_is_in_the_journal_without_its_token(slack: MockWorkspace) -> None:
    call(slack, "chat.postMessage", channel="general", text=f"my token is {slack.bot_token}")
    [entry] = slack.client.journal("call")
    assert (entry["method"], entry["ok"], entry["token"], entry["status"]) == ("chat.postMessage", True, "bot", 200)
    assert entry["arguments"]["text"] == "my token is xoxb-…"
    assert entry["response"]["message"]["text"] == "my token is xoxb-…"
    assert slack.bot_token not in json.dumps(slack.client.journal())


def test_limits_and_rate_limit_faults_say_when_to_come_back(slack: MockWorkspace) -> None:
    slack.client.act("rate-limits", on=True)
    answers = [call(slack, "chat.postMessage", channel="general", text=str(n)) for n in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 5
    more = (call(slack, "chat.postMessage", channel="general", text="more") for _ in range(100))
    limited = next(answer for answer in more if answer.status_code != 200)  # at once, or later where calls take long
    assert (limited.status_code, limited.json()["error"]) == (429, "ratelimited")
    assert int(limited.headers["retry-after"]) >= 1
    assert call(slack, "chat.postMessage", channel="newsroom", text="another channel").status_code == 200
    slack.client.act("rate-limits", on=False)
    slack.client.fault("rate_limit", method="auth.test", seconds=7)
    assert call(slack, "auth.test").headers["retry-after"] == "7"
    assert call(slack, "auth.test").status_code == 200


@pytest.mark.parametrize(
    ("fault", "status", "error"),
    [
        ({"kind": "http_error", "status": 503}, 503, "internal_error"),
        ({"kind": "api_error", "error": "fatal_error"}, 200, "fatal_error"),
    ],
)
def test_faults_before_the_work(slack: MockWorkspace, fault: dict[str, Any], status: int, error: str) -> None:
    slack.client.act("fault", **fault)
    response = call(slack, "chat.postMessage", channel="general", text="x")
    assert (response.status_code, response.json()["error"]) == (status, error)
    assert slack.client.messages("general") == []
    assert slack.client.journal("call")[-1]["faults"] == [fault["kind"]]


def test_an_error_after_the_message_was_stored(slack: MockWorkspace) -> None:
    slack.client.fault("error_after", status=502)
    assert call(slack, "chat.postMessage", channel="general", text="stored").status_code == 502
    assert [one["text"] for one in slack.client.messages("general")] == ["stored"]


def test_a_connection_cut_before_the_answer(slack: MockWorkspace) -> None:
    slack.client.fault("cut")
    with pytest.raises(httpx.HTTPError):
        call(slack, "chat.postMessage", channel="general", text="stored")
    assert [one["text"] for one in slack.client.messages("general")] == ["stored"]


def test_latency(slack: MockWorkspace) -> None:
    slack.client.fault("latency", method="auth.test", seconds=0.3)
    before = time.monotonic()
    assert call(slack, "auth.test").json()["ok"]
    assert time.monotonic() - before >= 0.3
