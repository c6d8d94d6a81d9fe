"""Socket Mode: up to ten WebSocket connections of the app; each envelope goes to one of them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import uuid
from itertools import count

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from bot.mock_slack.basics.safe_json import parse
from bot.mock_slack.delivering.delivery import ACK_SECONDS, Outcome, Parcel
from bot.mock_slack.delivering.interactivity import Interactions
from bot.mock_slack.workspace.records import Json
from bot.mock_slack.workspace.state import Workspace

MAX_CONNECTIONS = 10
REFRESH_WARNING = 10  # seconds between the warning and the refresh


class Connection:
    def __init__(self, websocket: WebSocket, number: int) -> None:
        self.websocket = websocket
        self.number = number
        self.outgoing: asyncio.Queue[Json | None] = asyncio.Queue()
        self.waiting: dict[str, asyncio.Future[Outcome]] = {}
        self.leaving = False  # a connection that was told to go gets nothing new


class Sockets:
    """The transport of an app in Socket Mode."""

    def __init__(self, workspace: Workspace, interactions: Interactions) -> None:
        self._workspace = workspace
        self._interactions = interactions
        self._connections: list[Connection] = []
        self._numbers = count(1)
        self._turn = 0
        self._dice = random.Random()

    @property
    def connected(self) -> int:
        return sum(not connection.leaving for connection in self._connections)

    def send(self, parcel: Parcel) -> asyncio.Future[Outcome]:
        answered: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        ready = [connection for connection in self._connections if not connection.leaving]
        if not ready:
            answered.set_result(Outcome(False, "no_connection"))
            return answered
        self._turn += 1
        connection = ready[self._turn % len(ready)]
        envelope_id = str(uuid.UUID(int=self._dice.getrandbits(128), version=4))  # unique; it need not be secret
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": parcel.kind,
            "accepts_response_payload": parcel.kind != "events_api",
            "payload": parcel.payload,
        }
        if parcel.kind == "events_api":
            envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason}
        connection.waiting[envelope_id] = answered
        connection.outgoing.put_nowait(envelope)
        clock = self._workspace.clock
        timer = clock.call_in(ACK_SECONDS, lambda: settle(answered, Outcome(False, "timeout")))

        def forget(_: asyncio.Future[Outcome]) -> None:
            clock.cancel(timer)
            connection.waiting.pop(envelope_id, None)

        answered.add_done_callback(forget)
        return answered

    async def serve(self, websocket: WebSocket) -> None:
        """One connection, from its ticket to its end."""
        if not self._interactions.spend_ticket(websocket.query_params.get("ticket", "")):
            self._workspace.journal.write("socket", {"what": "refused", "reason": "invalid ticket"})
            await websocket.close(4001)
            return
        await websocket.accept()
        connection = Connection(websocket, next(self._numbers))
        if len(self._connections) >= MAX_CONNECTIONS:
            await websocket.send_text(json.dumps({"type": "disconnect", "reason": "too_many_websockets"}))
            await websocket.close()
            return
        self._connections.append(connection)
        self._changed("opened", connection)
        await websocket.send_text(json.dumps(self._hello()))
        writer = asyncio.create_task(self._write(connection))
        try:
            while True:
                message = await websocket.receive()
                if message["type"] == "websocket.disconnect":
                    break
                self._read(connection, message.get("text") or "")
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            writer.cancel()
            self._connections.remove(connection)
            for answered in list(connection.waiting.values()):
                settle(answered, Outcome(False, "connection_lost"))
            self._changed("closed", connection)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.connected,
            "debug_info": {
                "host": f"applink-mock-{self._workspace.seed}",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
            "connection_info": {"app_id": self._workspace.app_id},
        }

    async def _write(self, connection: Connection) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while (envelope := await connection.outgoing.get()) is not None:
                await connection.websocket.send_text(json.dumps(envelope, ensure_ascii=False))
            if connection.websocket.application_state is WebSocketState.CONNECTED:
                await connection.websocket.close()

    def _read(self, connection: Connection, text: str) -> None:
        try:
            message = parse(text)
        except ValueError:
            message = None
        envelope_id = message.get("envelope_id") if isinstance(message, dict) else None
        answered = connection.waiting.get(envelope_id) if isinstance(envelope_id, str) else None
        if answered is not None and isinstance(message, dict):
            settle(answered, Outcome(True, response=message.get("payload")))
        else:
            facts = {"what": "ignored", "connection": connection.number, "reason": "no known envelope_id"}
            self._workspace.journal.write("socket", facts, received=text[:1000])

    async def refresh(self) -> None:
        """Ask every connection to be renewed: a warning, ten seconds' grace, then the end."""
        old = [connection for connection in self._connections if not connection.leaving]
        for connection in old:
            self.tell(connection, "warning")
        await self._workspace.clock.sleep(REFRESH_WARNING)
        for connection in old:
            if connection in self._connections:
                self.tell(connection, "refresh_requested")
                connection.leaving = True
                connection.outgoing.put_nowait(None)
        self._changed("refreshed")

    def disconnect(self, reason: str) -> None:
        """End every connection with a `disconnect` message that says why."""
        for connection in self._connections:
            self.tell(connection, reason)
            connection.leaving = True
            connection.outgoing.put_nowait(None)

    def tell(self, connection: Connection, reason: str) -> None:
        body = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-mock"}}
        self._workspace.journal.write(
            "socket", {"what": "disconnect", "connection": connection.number, "reason": reason}
        )
        connection.outgoing.put_nowait(body)

    async def cut(self) -> int:
        """Break every connection in the middle, without a word; how many there were."""
        broken = list(self._connections)
        for connection in broken:
            connection.leaving = True
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await connection.websocket.close(1011)
        return len(broken)

    def _changed(self, what: str, connection: Connection | None = None) -> None:
        facts = {"what": what, "connection": connection.number if connection else None, "connected": self.connected}
        self._workspace.journal.write("socket", facts)
        self._workspace.feed.publish("connection", {"sockets": self.connected})


def settle(answered: asyncio.Future[Outcome], outcome: Outcome) -> None:
    if not answered.done():
        answered.set_result(outcome)
