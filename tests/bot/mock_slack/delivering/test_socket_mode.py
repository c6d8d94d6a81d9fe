"""Socket Mode as a bare WebSocket sees it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from bot.mock_slack import MockWorkspace


def open_url(slack: MockWorkspace) -> str:
    headers = {"authorization": f"Bearer {slack.app_token}"}
    url: str = httpx.post(f"{slack.api_url}apps.connections.open", headers=headers).json()["url"]
    return url


async def receive(socket: ClientConnection) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), 5))
    return message


async def acknowledge(socket: ClientConnection, envelope: dict[str, Any], payload: Any = None) -> None:
    await socket.send(json.dumps({"envelope_id": envelope["envelope_id"], **({"payload": payload} if payload else {})}))


@asynccontextmanager
async def connected(slack: MockWorkspace) -> AsyncIterator[ClientConnection]:
    url = await asyncio.to_thread(open_url, slack)
    async with connect(url, proxy=None) as socket:
        assert (await receive(socket))["type"] == "hello"
        yield socket


@pytest.fixture(autouse=True)
async def _nobody_is_left_over(slack: MockWorkspace) -> AsyncIterator[None]:
    yield
    await asyncio.to_thread(slack.client.wait_for, lambda client: client.state()["connection"]["sockets"] == 0)


async def test_hello_says_who_and_how_many(slack: MockWorkspace) -> None:
    url = await asyncio.to_thread(open_url, slack)
    async with connect(url, proxy=None) as socket:
        hello = await receive(socket)
        assert hello["num_connections"] == 1
        assert hello["connection_info"] == {"app_id": slack.hub.workspace.app_id}


async def test_a_ticket_opens_one_connection(slack: MockWorkspace) -> None:
    url = await asyncio.to_thread(open_url, slack)
    async with connect(url, proxy=None):
        with pytest.raises(InvalidStatus, match="403"):
            async with connect(url, proxy=None):
                pass


async def test_events_come_in_order_and_are_acknowledged(slack: MockWorkspace) -> None:
    async with connected(slack) as socket:
        for number in range(20):
            await asyncio.to_thread(slack.client.say, str(number))
        texts = []
        for _ in range(20):
            envelope = await receive(socket)
            assert envelope["type"] == "events_api"
            assert envelope["accepts_response_payload"] is False
            assert envelope["retry_attempt"] == 0
            texts.append(envelope["payload"]["event"]["text"])
            await acknowledge(socket, envelope)
        assert texts == [str(number) for number in range(20)]

        def all_acknowledged(_: Any) -> bool:
            return {one["outcome"] for one in slack.client.journal("delivery")} == {"acknowledged"}

        await asyncio.to_thread(slack.client.wait_for, all_acknowledged)


async def test_what_is_not_acknowledged_comes_again(slack: MockWorkspace) -> None:
    async with connected(slack) as socket:
        await asyncio.to_thread(slack.client.say, "hello")
        first = await receive(socket)
        await asyncio.to_thread(slack.client.advance, 3)
        second = await receive(socket)
        assert second["retry_attempt"] == 1
        assert second["retry_reason"] == "timeout"
        assert second["envelope_id"] != first["envelope_id"]
        assert second["payload"] == first["payload"]
        await acknowledge(socket, second)


async def test_each_envelope_goes_to_one_connection(slack: MockWorkspace) -> None:
    async with connected(slack) as one, connected(slack) as other:
        for number in range(6):
            await asyncio.to_thread(slack.client.say, str(number))
        seen: list[str] = []
        for socket in (one, other):
            for _ in range(3):
                envelope = await receive(socket)
                await acknowledge(socket, envelope)
                seen.append(envelope["payload"]["event"]["text"])
        assert sorted(seen) == [str(number) for number in range(6)]


async def test_a_connection_cut_in_the_middle_gives_its_envelope_to_another(slack: MockWorkspace) -> None:
    async with connected(slack) as one:
        await asyncio.to_thread(slack.client.say, "hello")
        first = await receive(one)
        async with connected(slack) as other:
            await one.close()
            second = await receive(other)
            assert second["payload"]["event_id"] == first["payload"]["event_id"]
            assert second["retry_reason"] == "connection_lost"
            await acknowledge(other, second)


async def test_a_refresh_warns_then_closes_and_new_events_wait_for_nobody(slack: MockWorkspace) -> None:
    async with connected(slack) as socket:
        await asyncio.to_thread(slack.client.act, "socket", action="refresh")
        assert (await receive(socket))["reason"] == "warning"
        async with connected(slack) as fresh:
            await asyncio.to_thread(slack.client.advance, 11)
            assert (await receive(socket))["reason"] == "refresh_requested"
            with pytest.raises(ConnectionClosed):
                await receive(socket)
            await asyncio.to_thread(slack.client.say, "hello")
            envelope = await receive(fresh)
            await acknowledge(fresh, envelope)
            assert envelope["payload"]["event"]["text"] == "hello"


async def test_cut_and_disabled_links(slack: MockWorkspace) -> None:
    async with connected(slack) as socket:
        assert (await asyncio.to_thread(slack.client.act, "socket", action="cut"))["cut"] == 1
        with pytest.raises(ConnectionClosed):
            await receive(socket)
    async with connected(slack) as socket:
        await asyncio.to_thread(slack.client.act, "socket", action="link_disabled")
        assert (await receive(socket))["reason"] == "link_disabled"


async def test_an_eleventh_connection_is_turned_away(slack: MockWorkspace) -> None:
    async with connected(slack):
        sockets = [connected(slack) for _ in range(9)]
        for one in sockets:
            await one.__aenter__()
        url = await asyncio.to_thread(open_url, slack)
        async with connect(url, proxy=None) as extra:
            assert (await receive(extra))["reason"] == "too_many_websockets"
        for one in sockets:
            await one.__aexit__(None, None, None)


async def test_nonsense_on_the_line_is_ignored(slack: MockWorkspace) -> None:
    async with connected(slack) as socket:
        for nonsense in ("", "{", "[]", "null", '{"envelope_id": 5}', '{"envelope_id": "unknown"}', "[" * 9999):
            await socket.send(nonsense)
        await socket.send(b"\x00\xff")
        await asyncio.to_thread(slack.client.say, "still there")
        envelope = await receive(socket)
        await acknowledge(socket, envelope)


async def test_a_command_is_answered_in_its_acknowledgement(slack: MockWorkspace) -> None:
    async with connected(slack) as socket:
        running = asyncio.create_task(asyncio.to_thread(slack.client.command, "/mock hello"))
        envelope = await receive(socket)
        assert envelope["type"] == "slash_commands"
        assert envelope["accepts_response_payload"] is True
        assert envelope["payload"]["text"] == "hello"
        await acknowledge(socket, envelope, {"text": "answered"})
        assert (await running)["ok"]
    [whisper] = await asyncio.to_thread(slack.client.ephemerals, "general")
    assert whisper["message"]["text"] == "answered"
