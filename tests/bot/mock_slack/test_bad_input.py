"""Whatever is sent to whichever address: Slack's error, never a 500."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.mock_slack import MockWorkspace
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.hub import Hub
from bot.mock_slack.server import everything
from bot.mock_slack.web.methods import METHODS
from tests.bot.mock_slack.calling import call
from tests.fuzzing import examples

HUB = Hub(everything(), base_url="http://127.0.0.1:1")
HUB.workspace.on_event.clear()
Wire = tuple[httpx.Client, MockWorkspace]
GENERAL = HUB.workspace.channels[next(iter(HUB.workspace.channels))]
POSTED = call(HUB, "chat.postMessage", channel=GENERAL.id, text="x")["ts"]

NAMES = """
channel channels channel_id text ts thread_ts message_ts timestamp name user users user_id view view_id trigger_id
blocks attachments metadata cursor limit oldest latest inclusive types files filename length prompts status title
markdown_text chunks recipient_user_id recipient_team_id email code client_id client_secret hash external_id message
include_num_members loading_messages topic purpose is_private reply_broadcast file count page initial_comment
username icon_emoji redirect_uri post_at scheduled_message_id unfurls unfurl_id source usergroup handle description
bookmark_id link emoji profile presence value query highlight sort time reminder recurrence num_minutes external_id
external_url id join_url outputs function_execution_id canvas_id changes criteria document_content event_context
""".split()
PLACES = [GENERAL.id, POSTED, HUB.workspace.team.id, *HUB.workspace.users, "general", "modal", "public_channel,im"]
LITERALS = ["[]", "{}", "[{}]", '{"type": "modal", "blocks": []}', '[{"type": "divider"}]', "\ud800"]
FIELDS = st.sampled_from(["type", "text", "id", "title", "message", "blocks", "elements"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
VALUES = st.recursive(
    SCALARS | st.sampled_from([*PLACES, *LITERALS]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=examples(600), suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(METHODS)), st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6))
def test_any_arguments_at_all(method: str, arguments: dict[str, Any]) -> None:
    """A method answers, or raises Slack's error; and what it answers is JSON."""
    kind = "app" if METHODS[method].kinds == ("app",) else "bot"
    try:
        answer = call(HUB, method, kind=kind, **arguments)
    except SlackError as error:
        answer = error.body
    finally:
        for token in HUB.workspace.tokens.values():
            token.revoked = False
        if HUB.workspace.bot_user not in GENERAL.members:
            GENERAL.members.append(HUB.workspace.bot_user)
    json.dumps(answer).encode()


@pytest.fixture(scope="module")
def wire() -> Iterator[tuple[httpx.Client, MockWorkspace]]:
    with MockWorkspace() as slack, httpx.Client(base_url=slack.url) as client:
        yield client, slack


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.sampled_from([*sorted(METHODS), "nonsense", "chat.postMessage/x", "é", "a" * 500]),
    st.binary(max_size=200) | st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4),
    st.sampled_from(
        [
            "application/json",
            "application/json; charset=utf-8",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain",
            "",
        ]
    ),
    st.booleans(),
)
def test_any_body_over_the_wire(wire: Wire, method: str, body: Any, content_type: str, token: bool) -> None:
    client, slack = wire
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"content-type": content_type} | ({"authorization": f"Bearer {slack.bot_token}"} if token else {})
    if method == "auth.revoke":
        return  # it would end the test's own token
    response = client.post(f"/api/{method}", content=content, headers=headers)
    assert response.status_code < 500, response.text
    answer = response.json()
    assert answer["ok"] or answer["error"] != "internal_error", answer


VERBS = ["GET", "POST", "PUT", "DELETE", "OPTIONS"]
ADDRESSES = "/commands/x /actions/a/b/c /upload/v1/k /files-pri/T-F/x /avatars/x.svg /no /link/".split()
WISHES = "message command interact submit shortcut reaction fault clock upload delivery".split()
WISHED = """user channel text ts thread_ts action_id value values view_id command kind count probability advance url
name content callback_id""".split()


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from(ADDRESSES), st.sampled_from(VERBS), st.binary(max_size=100))
def test_any_request_to_any_other_address(wire: Wire, path: str, verb: str, body: bytes) -> None:
    assert wire[0].request(verb, path, content=body).status_code < 500


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from(WISHES), st.dictionaries(st.sampled_from(WISHED), VALUES, max_size=6))
def test_any_wish_to_the_control_api(wire: Wire, name: str, body: dict[str, Any]) -> None:
    response = wire[0].post(f"/_control/{name}", content=json.dumps(body).encode())
    assert response.status_code < 500, response.text
    wire[0].post("/_control/delivery", json={"url": None})
    wire[0].post("/_control/fault", json={"clear": True})
