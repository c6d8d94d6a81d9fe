"""The mock workspace under load: 20 clients, 200 messages a second; is any lost, doubled or out of order?

    python -m tests.benchmarks.mock_load [--seconds 60] [--rate 200] [--clients 20]

The workspace runs in a process of its own, so that its memory is its own; the clients post over HTTP, and an app in
Socket Mode hears every message and acknowledges it. Afterwards the channels' history is read page by page.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

CHANNELS = 5
Json = dict[str, Any]


@dataclass
class Result:
    """What a run found. Times are seconds, memory is mebibytes."""

    sent: int = 0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    events_lost: int = 0
    events_doubled: int = 0
    events_out_of_order: int = 0
    rate: float = 0.0
    posts: list[float] = field(default_factory=list)
    heard: list[float] = field(default_factory=list)
    requests_per_second: float = 0.0
    bare: float = 0.0
    memory_before: float = 0.0
    memory_after: float = 0.0

    @property
    def faultless(self) -> bool:
        wrong = (self.lost, self.doubled, self.out_of_order)
        return not any((*wrong, self.events_lost, self.events_doubled, self.events_out_of_order))

    def lines(self) -> list[str]:
        posts, heard = sorted(self.posts), sorted(self.heard)
        return [
            f"messages          {self.sent} at {self.rate:.0f} a second",
            f"lost / doubled / out of order: in the channels {self.lost} / {self.doubled} / {self.out_of_order},"
            f" as events {self.events_lost} / {self.events_doubled} / {self.events_out_of_order}",
            f"chat.postMessage  median {ms(statistics.median(posts))}, p95 {ms(posts[int(len(posts) * 0.95)])}",
            f"post → event      median {ms(statistics.median(heard))}, p95 {ms(heard[int(len(heard) * 0.95)])}",
            f"requests a second {self.requests_per_second:.0f} (auth.test, as fast as the clients can)",
            f"added latency     {ms(self.bare)} a call (auth.test, one after the other)",
            f"memory            {self.memory_before:.0f} MiB before, {self.memory_after:.0f} MiB after",
        ]


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


@contextmanager
def workspace() -> Iterator[tuple[str, int]]:
    """A workspace in its own process: its address and its process id."""
    program = "from bot.mock_slack import run; run(None, 0)"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment, text=True) as child:
        try:
            assert child.stdout is not None
            found = re.search(r"http://\S+", child.stdout.readline())
            assert found, "the workspace did not start"
            yield found[0], child.pid
        finally:
            child.terminate()


def memory(pid: int) -> float:
    """Resident memory in MiB; 0 where the system does not tell."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+) kB", text)
    return int(found[1]) / 1024 if found else 0.0


class Slack:
    """As little of a client as it takes, so that the clients do not become what is measured."""

    def __init__(self, session: aiohttp.ClientSession, url: str, tokens: Json) -> None:
        self.session, self.url = session, url
        self.headers = {"authorization": f"Bearer {tokens['SLACK_BOT_TOKEN']}"}
        self.app_headers = {"authorization": f"Bearer {tokens['SLACK_APP_TOKEN']}"}

    async def call(self, method: str, headers: dict[str, str] | None = None, **data: str) -> Json:
        address = f"{self.url}/api/{method}"
        async with self.session.post(address, data=data, headers=headers or self.headers) as response:
            answer: Json = await response.json()
            assert answer["ok"], answer
            return answer


async def listen(slack: Slack, ready: asyncio.Event, heard: dict[str, list[tuple[str, str, float]]]) -> None:
    """The app: acknowledge everything, and note what was heard by channel: (ts, text, when)."""
    url = (await slack.call("apps.connections.open", slack.app_headers))["url"]
    async with slack.session.ws_connect(url) as socket:
        ready.set()
        async for message in socket:
            envelope = json.loads(message.data)
            if envelope["type"] == "events_api":
                await socket.send_str(json.dumps({"envelope_id": envelope["envelope_id"]}))
                event = envelope["payload"]["event"]
                if event["type"] == "message" and "subtype" not in event:
                    note = (event["ts"], event["text"], time.perf_counter())
                    heard.setdefault(event["channel"], []).append(note)


async def post(slack: Slack, channel: str, name: str, count: int, pause: float, result: Result) -> dict[str, float]:
    """One client: `count` messages, one every `pause` seconds; when each was sent, by its text."""
    sent: dict[str, float] = {}
    begun = time.perf_counter()
    for number in range(count):
        await asyncio.sleep(max(0.0, begun + number * pause - time.perf_counter()))
        text = f"{name}-{number}"
        sent[text] = time.perf_counter()
        await slack.call("chat.postMessage", channel=channel, text=text)
        result.posts.append(time.perf_counter() - sent[text])
    return sent


async def history(slack: Slack, channel: str) -> list[tuple[str, str]]:
    """Every message of a channel that a client posted, oldest first: (ts, text)."""
    found: list[tuple[str, str]] = []
    cursor = ""
    while True:
        page = await slack.call("conversations.history", channel=channel, limit="200", cursor=cursor)
        found += [(one["ts"], one["text"]) for one in page["messages"] if "subtype" not in one]
        cursor = page.get("response_metadata", {}).get("next_cursor", "")
        if not cursor:
            return found[::-1]


def disorder(texts: list[str]) -> int:
    """How often a client's message stands before one that it posted earlier."""
    last: dict[str, int] = {}
    wrong = 0
    for text in texts:
        name, _, number = text.rpartition("-")
        wrong += int(number) <= last.get(name, -1)
        last[name] = int(number)
    return wrong


async def measure(url: str, pid: int, seconds: float, rate: float, clients: int) -> Result:
    result = Result(memory_before=memory(pid))
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        async with session.get(f"{url}/_control/environment") as response:
            slack = Slack(session, url, await response.json())
        channels = [
            (await slack.call("conversations.create", name=f"load-{n}"))["channel"]["id"] for n in range(CHANNELS)
        ]
        heard: dict[str, list[tuple[str, str, float]]] = {}
        ready = asyncio.Event()
        app = asyncio.create_task(listen(slack, ready, heard))
        await ready.wait()
        count = max(1, int(seconds * rate / clients))
        begun = time.perf_counter()
        posted = await asyncio.gather(
            *(post(slack, channels[n % CHANNELS], f"client{n}", count, clients / rate, result) for n in range(clients))
        )
        result.rate = count * clients / (time.perf_counter() - begun)
        sent = {text: when for one in posted for text, when in one.items()}
        result.sent = len(sent)
        for _ in range(200):  # the last events may still be on their way
            if sum(len(notes) for notes in heard.values()) >= len(sent):
                break
            await asyncio.sleep(0.05)
        kept: list[str] = []
        for channel in channels:
            stored = await history(slack, channel)
            notes = heard.get(channel, [])
            kept += [text for _, text in stored]
            result.out_of_order += disorder([text for _, text in stored])
            result.events_out_of_order += disorder([text for _, text, _ in notes])
            result.events_out_of_order += [ts for ts, _, _ in notes] != sorted(ts for ts, _, _ in notes)
            result.heard += [when - sent[text] for _, text, when in notes]
        events = [text for notes in heard.values() for _, text, _ in notes]
        result.lost, result.doubled = len(set(sent) - set(kept)), len(kept) - len(set(kept))
        result.events_lost, result.events_doubled = len(set(sent) - set(events)), len(events) - len(set(events))
        result.memory_after = memory(pid)
        app.cancel()
        result.bare, result.requests_per_second = await speed(slack, clients, min(3.0, seconds))
    return result


async def speed(slack: Slack, clients: int, seconds: float) -> tuple[float, float]:
    """The median time of one call after another, and the calls a second of all clients together."""
    times = []
    for _ in range(200):
        begun = time.perf_counter()
        await slack.call("auth.test")
        times.append(time.perf_counter() - begun)

    async def hurry(until: float) -> int:
        done = 0
        while time.perf_counter() < until:
            await slack.call("auth.test")
            done += 1
        return done

    done = await asyncio.gather(*(hurry(time.perf_counter() + seconds) for _ in range(clients)))
    return statistics.median(times), sum(done) / seconds


def run(seconds: float = 60, rate: float = 200, clients: int = 20) -> Result:
    with workspace() as (url, pid):
        return asyncio.run(measure(url, pid, seconds, rate, clients))


def main() -> None:
    parser = argparse.ArgumentParser(description="The mock workspace under load.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=200, help="messages a second, all clients together")
    parser.add_argument("--clients", type=int, default=20)
    given = parser.parse_args()
    result = run(given.seconds, given.rate, given.clients)
    print("\n".join(result.lines()))
    sys.exit(0 if result.faultless else 1)


if __name__ == "__main__":
    main()
