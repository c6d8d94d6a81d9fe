"""How arguments arrive over HTTP: query, form, multipart, JSON, JSON inside a form's field."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from bot.mock_slack import MockWorkspace
from bot.mock_slack.basics.arguments import MAX_BODY, Arguments
from bot.mock_slack.basics.errors import SlackError

BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "in a block"}}]


def post(slack: MockWorkspace, method: str = "chat.postMessage", **request: Any) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {slack.bot_token}", **request.pop("headers", {})}
    answer: dict[str, Any] = httpx.post(f"{slack.api_url}{method}", headers=headers, **request).json()
    return answer


@pytest.mark.parametrize(
    "request_",
    [
        {"data": {"channel": "general", "text": "x", "blocks": json.dumps(BLOCKS), "reply_broadcast": "false"}},
        {"json": {"channel": "general", "text": "x", "blocks": BLOCKS, "reply_broadcast": False}},
        {"json": {"channel": "general", "text": "x", "blocks": json.dumps(BLOCKS)}},
        {"files": {"channel": (None, "general"), "text": (None, "x"), "blocks": (None, json.dumps(BLOCKS))}},
        {"params": {"channel": "general", "text": "x", "blocks": json.dumps(BLOCKS)}},
    ],
    ids=["form", "json", "json in json", "multipart", "query"],
)
def test_every_way_means_the_same(slack: MockWorkspace, request_: dict[str, Any]) -> None:
    answer = post(slack, **request_)
    assert answer["ok"], answer
    assert answer["message"]["blocks"][0]["text"]["text"] == "in a block"


def test_get_works_too(slack: MockWorkspace) -> None:
    headers = {"authorization": f"Bearer {slack.bot_token}"}
    answer = httpx.get(f"{slack.api_url}auth.test", headers=headers).json()
    assert answer["ok"]


def test_a_token_in_json_is_not_read(slack: MockWorkspace) -> None:
    body = {"token": slack.bot_token}
    assert httpx.post(f"{slack.api_url}auth.test", json=body).json()["error"] == "not_authed"
    assert httpx.post(f"{slack.api_url}auth.test", data=body).json()["ok"]


@pytest.mark.parametrize(
    ("content", "content_type", "error"),
    [
        (b"{", "application/json; charset=utf-8", "invalid_json"),
        (b"[]", "application/json; charset=utf-8", "json_not_object"),
        (b'{"text": NaN}', "application/json; charset=utf-8", "invalid_json"),
        (b"{}", "application/json; charset=latin-1", "invalid_charset"),
        (b"[" * 100_000, "application/json; charset=utf-8", "invalid_json"),
        (b"\xff\xfe", "application/json; charset=utf-8", "invalid_json"),
        (b"<x/>", "text/xml", "invalid_post_type"),
        (b"x", "multipart/form-data; boundary=b", "invalid_form_data"),
        (b"x", "multipart/form-data", "invalid_form_data"),
    ],
)
def test_bodies_that_cannot_be_read(slack: MockWorkspace, content: bytes, content_type: str, error: str) -> None:
    assert post(slack, content=content, headers={"content-type": content_type})["error"] == error


def test_json_without_its_charset_is_warned_of(slack: MockWorkspace) -> None:
    answer = post(slack, "auth.test", content=b"{}", headers={"content-type": "application/json"})
    assert answer["warning"] == "missing_charset"
    assert answer["response_metadata"]["warnings"] == ["missing_charset"]


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_huge_body_is_refused(slack: MockWorkspace, content_type: str) -> None:
    text = "x" * (MAX_BODY + 10)
    ways: dict[str, dict[str, Any]] = {
        "application/json": {"json": {"channel": "general", "text": text}},
        "application/x-www-form-urlencoded": {"data": {"channel": "general", "text": text}},
        "multipart/form-data": {"files": {"channel": (None, "general"), "text": (None, text)}},
    }
    headers = {"authorization": f"Bearer {slack.bot_token}"}
    response = httpx.post(f"{slack.api_url}chat.postMessage", headers=headers, **ways[content_type])
    assert response.status_code == 413
    assert response.json() == {"ok": False, "error": "request_too_large"}


def test_reading_by_type() -> None:
    arguments = Arguments(
        {"n": "7", "yes": "1", "no": False, "ids": '["a", "b"]', "csv": "a, b,", "flag": "maybe", "t": 5}
    )
    assert arguments.integer("n", 1, 0, 5) == 5
    assert arguments.integer("none", 3, 0, 5) == 3
    assert arguments.boolean("yes")
    assert not arguments.boolean("no", True)
    assert arguments.listing("ids") == arguments.listing("csv") == ["a", "b"]
    assert arguments.text("t") == "5"
    with pytest.raises(SlackError, match="invalid_arguments"):
        arguments.boolean("flag")
    with pytest.raises(SlackError, match="invalid_arguments"):
        arguments.integer("csv", 1, 0, 5)
    with pytest.raises(SlackError) as raised:
        arguments.required("missing")
    assert raised.value.body["response_metadata"] == {"messages": ["[ERROR] missing required field: missing"]}
