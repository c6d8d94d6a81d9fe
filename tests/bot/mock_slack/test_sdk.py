"""Slack's own Python SDK, unmodified: both web clients and all four Socket Mode clients."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.socket_mode import SocketModeClient as BuiltinClient
from slack_sdk.socket_mode.aiohttp import SocketModeClient as AiohttpClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.socket_mode.websocket_client import SocketModeClient as WebsocketClient
from slack_sdk.socket_mode.websockets import SocketModeClient as WebsocketsClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.mock_slack import MockWorkspace


@pytest.fixture
def web(slack: MockWorkspace) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url)


def test_the_web_client_gets_around(slack: MockWorkspace, web: WebClient) -> None:
    assert web.auth_test()["user"] == "mock-app"
    general = next(
        c["id"] for page in web.conversations_list(limit=1) for c in page["channels"] if c["name"] == "general"
    )
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*hi*"}}]
    posted = web.chat_postMessage(channel=general, text="hi", blocks=blocks, unfurl_links=False)
    reply = web.chat_postMessage(channel=general, text="reply", thread_ts=posted["ts"], reply_broadcast=True)
    web.reactions_add(channel=general, timestamp=posted["ts"], name="eyes")
    web.chat_update(channel=general, ts=reply["ts"], text="changed")
    history = web.conversations_history(channel=general)["messages"]
    assert [one["text"] for one in history] == ["changed", "hi"]
    assert [one["ts"] for one in web.conversations_replies(channel=general, ts=posted["ts"])["messages"]] == [
        posted["ts"],
        reply["ts"],
    ]
    web.chat_delete(channel=general, ts=reply["ts"])
    ada = web.users_list()["members"][0]
    assert web.users_info(user=ada["id"])["user"]["name"] == "ada"
    direct = web.conversations_open(users=[ada["id"]])["channel"]["id"]
    web.chat_postEphemeral(channel=general, user=ada["id"], text="psst")
    web.assistant_threads_setSuggestedPrompts(channel_id=direct, prompts=[{"title": "t", "message": "m"}])
    web.views_publish(user_id=ada["id"], view={"type": "home", "blocks": blocks})
    assert web.team_info()["team"]["domain"] == "mock"
    assert web.bots_info(bot=posted["message"]["bot_id"])["bot"]["name"] == "mock-app"


def test_errors_arrive_as_the_clients_own(web: WebClient) -> None:
    with pytest.raises(SlackApiError) as raised:
        web.chat_postMessage(channel="general", text="x", blocks=[{"type": "divider"}] * 51)
    assert raised.value.response["error"] == "invalid_blocks"
    assert raised.value.response["errors"] == ["no more than 50 items allowed [json-pointer:/blocks]"]


def test_the_clients_own_stream(slack: MockWorkspace, web: WebClient) -> None:
    ts = slack.client.say("a question")
    state = slack.client.state()
    stream = web.chat_stream(
        channel=state["channels"][0]["id"],
        thread_ts=ts,
        recipient_user_id=state["users"][0]["id"],
        recipient_team_id=state["team"]["id"],
        buffer_size=10,
    )
    for piece in ("**one** ", "two ", "three ", "four"):
        stream.append(markdown_text=piece)
    task = {"type": "task_update", "id": "1", "title": "Reading", "status": "complete"}
    stream.append(chunks=[task])
    answer = stream.stop(blocks=[{"type": "divider"}])
    assert answer["message"]["text"] == "**one** two three four"
    assert [block["type"] for block in answer["message"]["blocks"]] == ["markdown", "task_card", "divider"]


def test_a_file_is_uploaded_in_the_clients_three_steps(slack: MockWorkspace, web: WebClient) -> None:
    general = slack.client.state()["channels"][0]["id"]
    answer = web.files_upload_v2(channel=general, content="hello", filename="a.txt", title="T", initial_comment="look")
    assert answer["file"]["title"] == "T"
    assert slack.client.messages("general")[0]["files"][0]["size"] == 5
    assert web.files_info(file=answer["file"]["id"])["file"]["mimetype"] == "text/plain"


def test_the_clients_own_retry_gets_over_a_rate_limit(slack: MockWorkspace, web: WebClient) -> None:
    web.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    slack.client.fault("rate_limit", seconds=1)
    assert web.auth_test()["ok"]
    assert [entry["status"] for entry in slack.client.journal("call")] == [429, 200]


async def test_the_async_web_client(slack: MockWorkspace) -> None:
    web = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
    answers = await asyncio.gather(*(web.chat_postMessage(channel="general", text=str(n)) for n in range(20)))
    assert len({answer["ts"] for answer in answers}) == 20
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await web.conversations_info(channel="C0NONE")


@pytest.fixture(params=[BuiltinClient, WebsocketClient], ids=["builtin", "websocket-client"])
def socket(request: pytest.FixtureRequest, slack: MockWorkspace) -> Iterator[Any]:
    web = WebClient(slack.bot_token, base_url=slack.api_url)
    client = request.param(app_token=slack.app_token, web_client=web)
    yield client
    client.close()
    slack.client.wait_for(lambda control: control.state()["connection"]["sockets"] == 0)


def test_the_threaded_socket_clients_hear_and_survive_a_refresh(slack: MockWorkspace, socket: Any) -> None:
    heard: list[str] = []
    arrived = threading.Condition()

    def listen(client: Any, request: SocketModeRequest) -> None:
        client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
        with arrived:
            heard.append(request.payload["event"]["text"])
            arrived.notify_all()

    socket.socket_mode_request_listeners.append(listen)
    socket.connect()
    slack.client.wait_for(lambda client: client.state()["connection"]["sockets"] == 1)
    for number in range(5):
        slack.client.say(str(number))
    with arrived:
        assert arrived.wait_for(lambda: len(heard) == 5, 60)
    assert sorted(heard) == list("01234")
    slack.client.act("socket", action="refresh")
    slack.client.wait_for(lambda client: opened(client) == 2, timeout=60)
    slack.client.advance(11)
    slack.client.wait_for(lambda client: client.state()["connection"]["sockets"] == 1)
    slack.client.say("after the refresh")
    with arrived:
        assert arrived.wait_for(lambda: "after the refresh" in heard, 60)


def opened(client: Any) -> int:
    return sum(entry["what"] == "opened" for entry in client.journal("socket"))


@pytest.mark.parametrize("kind", [AiohttpClient, WebsocketsClient], ids=["aiohttp", "websockets"])
async def test_the_async_socket_clients_hear(slack: MockWorkspace, kind: Any) -> None:
    web = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
    client = kind(app_token=slack.app_token, web_client=web)
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def listen(_: Any, request: SocketModeRequest) -> None:
        await client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
        await heard.put(request.payload["event"]["text"])

    client.socket_mode_request_listeners.append(listen)
    await client.connect()
    try:
        for number in range(5):
            await asyncio.to_thread(slack.client.say, str(number))
        got = [await asyncio.wait_for(heard.get(), 10) for _ in range(5)]
        assert sorted(got) == list("01234")

        def acknowledged(control: Any) -> bool:
            return [entry["outcome"] for entry in control.journal("delivery")] == ["acknowledged"] * 5

        await asyncio.to_thread(slack.client.wait_for, acknowledged)
    finally:
        await client.close()
