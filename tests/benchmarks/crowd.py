"""How long do people wait who all ask at once? The served bot, with the seeds, in a mock workspace.

    python -m tests.benchmarks.crowd [--questions 50] [--channels 10] [--rounds 1] [--way socket|http] [--hanging]

Prints the time from a question to the first sign of it being worked on, to its answer, and to the answer of one
`/sources` that comes last; the bot's memory before and after, and its threads. With `--rounds 40` it answers 2,000.

With `--hanging` there is a chat model that never answers: nobody waits for answers then, and what is measured are the
light commands beside all those calls.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.evaluation import read_gold
from bot.mock_slack import MockWorkspace
from bot.settings import HOME
from tests.benchmarks.served import MANIFEST, Bot

GOLD = Path(__file__).parent / "seeds.yaml"
LONGEST = 300.0  # seconds until all must be answered


class Crowd:
    """People in channels, who ask at the same moment."""

    def __init__(self, slack: MockWorkspace, channels: int, people: int) -> None:
        self.slack, self.people = slack, slack.client
        self.bot = str(self.people.state()["app"]["bot_user"])
        self.users = [f"person{number}" for number in range(people)]
        for user in self.users:
            self.people.act("add-user", name=user)
        self.channels = []
        for number in range(channels):
            channel = self.people.act("create-channel", name=f"room{number}")["channel"]["id"]
            self.channels.append(str(channel))
            for member in (self.bot, *self.users):
                self.people.act("invite", channel=channel, member=member)

    def ask(self, questions: Sequence[str], *, hanging: bool = False) -> dict[str, list[float]]:
        """Seconds that each waited: for the first status, for the answer, for the list of sources."""

        def say(number: int) -> tuple[str, str]:
            channel, user = self.channels[number % len(self.channels)], self.users[number % len(self.users)]
            return channel, self.people.as_user(user).say(f"<@{self.bot}> {questions[number]}", channel)

        since = self.slack.hub.workspace.journal.number
        with ThreadPoolExecutor(len(questions)) as pool:
            asked = list(pool.map(say, range(len(questions))))
        began = self._now()
        self.people.as_user(self.users[0]).command("/sources", self.channels[0])
        answers = {} if hanging else self._answers(asked)
        self._until(lambda: self.people.journal("response_url", since))
        self._until(lambda: len(self._statuses(since)) >= len(asked))
        private = [one["at"] for one in self.people.journal("response_url", since)]
        status = self._statuses(since)
        deliveries = [one for one in self.people.journal("delivery", since) if one["name"] == "app_mention"]
        return {
            "acknowledged": [one["elapsed_ms"] / 1000 for one in deliveries],
            "first status": [status[place] - float(place[1]) for place in asked],
            "answer": [answers[place] - float(place[1]) for place in asked if place in answers],
            "/sources": [min(private) - began] if private else [],
        }

    def _statuses(self, since: int) -> dict[tuple[str, str], float]:
        """When each thread's first status was set."""
        found: dict[tuple[str, str], float] = {}
        for call in self.people.journal("call", since):
            if call["method"] == "assistant.threads.setStatus":
                given = call["arguments"]
                found.setdefault((given["channel_id"], given["thread_ts"]), call["at"])
        return found

    def _until(self, wanted: Callable[[], object]) -> None:
        deadline = time.monotonic() + LONGEST
        while not wanted():
            if time.monotonic() > deadline:
                raise TimeoutError("the bot did nothing")
            time.sleep(0.2)

    def _now(self) -> float:
        return self.slack.hub.workspace.clock.now()

    def _answers(self, asked: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
        deadline = time.monotonic() + LONGEST
        wanted = set(asked)
        while time.monotonic() < deadline:
            found: dict[tuple[str, str], float] = {}
            for channel in list(self.slack.hub.workspace.channels.values()):
                for message in list(channel.messages.values()):
                    place = (channel.id, str(message.get("thread_ts")))
                    if message.get("user") == self.bot and place in wanted:
                        found.setdefault(place, float(str(message["ts"])))
            if len(found) == len(wanted):
                return found
            time.sleep(0.2)
        raise TimeoutError(f"{len(wanted) - len(found)} questions were not answered")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--questions", type=int, default=50)
    parser.add_argument("--channels", type=int, default=10)
    parser.add_argument("--people", type=int, default=25)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--way", choices=("socket", "http"), default="socket")
    parser.add_argument("--hanging", action="store_true")
    parser.add_argument("--data", type=Path, help="a folder with an index of the seeds, so that none is made")
    given = parser.parse_args()
    gold = [case.question for case in read_gold(GOLD)]
    questions = [gold[number % len(gold)] for number in range(given.questions)]
    waits: dict[str, list[float]] = {}
    with MockWorkspace(MANIFEST) as slack, tempfile.TemporaryDirectory(prefix="crowd-") as folder:
        crowd = Crowd(slack, given.channels, given.people)
        more = {"ARTICLES": str(HOME / "seeds")} | ({"DATA": str(given.data)} if given.data else {})
        model = socket.create_server(("127.0.0.1", 0), backlog=200)  # it takes calls, and says nothing
        if given.hanging:
            more |= {"MODEL": "openai:silent", "OPENAI_API_KEY": "none", "MODEL_TIMEOUT_SECONDS": "600"}
            more["MODEL_BASE_URL"] = f"http://127.0.0.1:{model.getsockname()[1]}/v1"
        bot = Bot(slack, Path(folder), given.way, more=more)
        bot.start()
        if not given.hanging:
            crowd.ask(questions[:2])  # what is loaded with the first question is not measured
        first, _ = bot.about()
        for _ in range(given.rounds):
            for name, seconds in crowd.ask(questions, hanging=given.hanging).items():
                waits.setdefault(name, []).extend(seconds)
        last, threads = bot.about()
        bot.end()
        model.close()
    for name, seconds in filter(lambda each: each[1], waits.items()):
        median, late = statistics.median(seconds), sorted(seconds)[int(len(seconds) * 0.95)]
        print(f"{name:14} p50 {median:6.2f} s   p95 {late:6.2f} s   of {len(seconds)}")
    print(f"memory {first:.0f} MiB before, {last:.0f} MiB after; {threads} threads")


if __name__ == "__main__":
    main()
