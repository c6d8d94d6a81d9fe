"""Question to answer, as a person in a channel waits for it: through the mock workspace, over the wire.

    python -m tests.benchmarks.latency

Beside it, in the same run: the desk's own time, and the part of it that is not spent in models.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from bot.desks.reading_desk import ReadingDesk
from bot.evaluation import read_gold
from bot.inbox.inbox import Inbox
from bot.mock_slack import MockWorkspace
from bot.settings import HOME, read_settings
from bot.slack.app import build_app
from bot.slack.wire.connection import hang_up, socket_mode, web_client
from bot.wiring import open_library
from bot.writers.extractive import ExtractiveWriter
from retrieval.types import Hit

GOLD = Path(__file__).parent / "seeds.yaml"


class Timed:
    """A library that adds up the seconds spent in its models: the embedder's, the reranker's, the index's search."""

    def __init__(self, library: object) -> None:
        self._library, self.seconds = library, 0.0

    def __getattr__(self, name: str) -> object:
        return getattr(self._library, name)

    def search(self, question: str, k: int) -> Sequence[Hit]:
        return cast(Sequence[Hit], self._timed("search", question, k))

    def relevance(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        return cast(Sequence[float], self._timed("relevance", question, texts))

    def _timed(self, name: str, *arguments: object) -> object:
        began = time.perf_counter()
        try:
            return getattr(self._library, name)(*arguments)
        finally:
            self.seconds += time.perf_counter() - began


def figures() -> dict[str, float]:
    """Milliseconds. The questions are those of the seeds' gold; each is asked once to warm up."""
    questions = [case.question for case in read_gold(GOLD)]
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(None, data=Path(folder))
        library = Timed(open_library(settings))
        writer = ExtractiveWriter()
        desk = ReadingDesk(library, writer, writer)  # type: ignore[arg-type]
        for question in questions:
            desk.ask(question)
        inside, outside = [], []
        for question in questions:
            library.seconds = 0.0
            began = time.perf_counter()
            desk.ask(question)
            spent = time.perf_counter() - began
            inside.append(spent * 1000)
            outside.append((spent - library.seconds) * 1000)
        whole = _through_slack(desk, questions, Path(folder))
    return {
        "through the workspace, median ms": statistics.median(whole),
        "through the workspace, p95 ms": _p95(whole),
        "the desk alone, median ms": statistics.median(inside),
        "the desk alone, p95 ms": _p95(inside),
        "outside models and index, median ms": statistics.median(outside),
        "outside models and index, p95 ms": _p95(outside),
    }


def _through_slack(desk: ReadingDesk, questions: Sequence[str], folder: Path) -> list[float]:
    spent = []
    with MockWorkspace(HOME / "manifest.json") as slack:
        inbox, client = Inbox(folder / "inbox.sqlite"), web_client(slack.bot_token, slack.api_url)
        app, _ = build_app(desk, client, folder / "feedback.jsonl", inbox)
        inbox.start()
        handler = socket_mode(app, slack.app_token)
        try:
            bot = client.auth_test()["user_id"]
            for question in questions:
                began = time.perf_counter()
                ts = slack.client.say(f"<@{bot}> {question}", "general")
                slack.client.wait_for_message("general", lambda message: message.get("user") == bot, thread_ts=ts)
                spent.append((time.perf_counter() - began) * 1000)
        finally:
            inbox.close()
            hang_up(handler)
            inbox.stop()
    return spent


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def main() -> None:
    for name, value in figures().items():
        print(f"{name:40} {value:8.1f}")


if __name__ == "__main__":
    main()
