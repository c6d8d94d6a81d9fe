"""The bot in a process of its own, connected to a mock workspace; benchmarks start it, look at it and end it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from bot.mock_slack import MockWorkspace

MANIFEST = Path(__file__).parents[2] / "manifest.json"
SERVE = ("-m", "bot", "serve")


class Bot:
    """`call` is what Python runs: the product, or one with a scripted desk. What it keeps and logs is in `folder`."""

    def __init__(
        self,
        slack: MockWorkspace,
        folder: Path,
        way: str,
        call: Sequence[str] = SERVE,
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.folder, self.call, self.failed_starts = folder, call, 0
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        known = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "MODEL"))}
        self.environment = {
            **known, "SLACK_BOT_TOKEN": slack.bot_token, "SLACK_API_URL": slack.api_url, "DATA": str(folder / "data"),
            "PORT": str(port), "HOST": "127.0.0.1", "NO_PROXY": "127.0.0.1", **more,
        }  # fmt: skip
        if way == "socket":
            self.environment["SLACK_APP_TOKEN"] = slack.app_token
        else:
            self.environment["SLACK_SIGNING_SECRET"] = slack.signing_secret
            slack.client.act("delivery", url=f"http://127.0.0.1:{port}/slack/events")
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"

    def start(self) -> None:
        """Returns when it is connected; a start that Slack's faults end is tried again."""
        while True:
            before = self.log.stat().st_size if self.log.exists() else 0
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(
                    [sys.executable, *self.call], env=self.environment, stdout=log, stderr=log
                )
            while self.process.poll() is None:
                with self.log.open("rb") as log:
                    log.seek(before)
                    if b"Stop with Ctrl+C" in log.read():
                        return
                time.sleep(0.05)
            self.failed_starts += 1

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait()

    def about(self) -> tuple[float, int]:
        """The memory in MiB and the threads of its processes; zeros where the system does not tell."""
        assert self.process is not None
        memory, threads, numbers = 0.0, 0, [self.process.pid]
        while numbers:
            at = Path(f"/proc/{numbers.pop()}")
            with suppress(OSError):
                text = (at / "status").read_text()
                size, count = (re.search(rf"{name}:\s+(\d+)", text) for name in ("VmRSS", "Threads"))
                memory, threads = memory + int(size[1] if size else 0) / 1024, threads + int(count[1] if count else 0)
                for children in at.glob("task/*/children"):
                    numbers += map(int, children.read_text().split())
        return memory, threads
