"""What an app says to a `response_url`, over HTTP."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from bot.mock_slack import MockWorkspace

BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
ACTIONS = [{"type": "actions", "block_id": "b", "elements": [BUTTON]}]


def bot(slack: MockWorkspace, method: str, **body: Any) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {slack.bot_token}"}
    answer: dict[str, Any] = httpx.post(f"{slack.api_url}{method}", headers=headers, json=body).json()
    assert answer["ok"], answer
    return answer


@pytest.fixture
def posted(slack: MockWorkspace) -> dict[str, str]:
    """A message with a button that Ada has pressed, and the address to answer to."""
    message = bot(slack, "chat.postMessage", channel="general", text="press", blocks=ACTIONS)
    answer = slack.client.click("general", message["ts"], "go")
    return {"ts": message["ts"], "url": answer["response_url"]}


def texts(slack: MockWorkspace) -> list[str]:
    return [one["text"] for one in slack.client.messages("general")]


def whispers(slack: MockWorkspace) -> list[tuple[str, str]]:
    names = {user["id"]: user["name"] for user in slack.client.state()["users"]}
    return [(names[one["user"]], one["message"]["text"]) for one in slack.client.ephemerals("general")]


def test_an_answer_is_for_the_one_who_pressed(slack: MockWorkspace, posted: dict[str, str]) -> None:
    nothing = {"event_type": "", "event_payload": None}  # as slack-go sends it; metadata is not taken here
    response = httpx.post(posted["url"], json={"text": "only you", "blocks": None, "metadata": nothing})
    assert (response.status_code, response.text) == (200, "ok")
    assert whispers(slack) == [("ada", "only you")]


def test_an_answer_for_everybody_and_a_replacement(slack: MockWorkspace, posted: dict[str, str]) -> None:
    httpx.post(posted["url"], json={"text": "for all", "response_type": "in_channel"})
    httpx.post(posted["url"], json={"text": "pressed", "replace_original": True})
    assert texts(slack) == ["pressed", "for all"]
    httpx.post(posted["url"], json={"delete_original": "true"})
    assert texts(slack) == ["for all"]


def test_an_ephemeral_message_is_replaced_and_deleted_too(slack: MockWorkspace) -> None:
    ada = slack.client.state()["users"][0]["id"]
    ts = bot(slack, "chat.postEphemeral", channel="general", user=ada, text="press", blocks=ACTIONS)["message_ts"]
    answer = slack.client.click("general", ts, "go")
    httpx.post(answer["response_url"], json={"text": "pressed", "replace_original": True})
    assert whispers(slack) == [("ada", "pressed")]
    httpx.post(answer["response_url"], json={"delete_original": True})
    assert whispers(slack) == []


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        (b"{", 400, "invalid_payload"),
        (b"[]", 400, "invalid_payload"),
        (b"{}", 400, "no_text"),
        (b'{"text": "x", "response_type": "shout"}', 400, "invalid_response_type"),
        (b'{"text": "x", "blocks": [{"type": "no"}]}', 400, "invalid_blocks"),
        (b'{"text": "x", "thread_ts": "1.000001", "response_type": "in_channel"}', 400, "thread_not_found"),
        (b"x" * 1_000_001, 413, "request_too_large"),
    ],
)
def test_answers_that_are_refused(
    slack: MockWorkspace, posted: dict[str, str], body: bytes, status: int, error: str
) -> None:
    response = httpx.post(posted["url"], content=body, headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["error"]) == (status, error)


def test_a_sixth_answer_and_a_late_one_are_refused(slack: MockWorkspace, posted: dict[str, str]) -> None:
    answers = [httpx.post(posted["url"], json={"text": str(n)}) for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert answers[5].json()["error"] == "used_url"
    late = slack.client.click("general", posted["ts"], "go")["response_url"]
    slack.client.advance(1801)
    assert httpx.post(late, json={"text": "late"}).json()["error"] == "expired_url"
    assert [entry["error"] for entry in slack.client.journal("response_url")][-2:] == ["used_url", "expired_url"]
