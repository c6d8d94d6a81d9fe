"""Is a question lost, answered twice, or answered in the wrong place, whatever fails? `make faults`

    python -m tests.benchmarks.faults [--questions 2000] [--seconds 1200] [--kills 10] [--stops 5] [--way socket|http]

People ask the served bot in a mock workspace: mentions, follow-ups, direct messages, commands, shared answers,
feedback, windows. Every fault of the workspace strikes at 2 to 12 %, its rate limits are on, and the bot is killed and
stopped in between. Then the faults end, Slack delivers what it still has, the bot works off its inbox, and everything
is counted. The questions are spread over most of the seconds, so that all kills and stops strike between them: over
Socket Mode the bot is away for most of a minute after each, since Slack lets it connect once a minute.

Lost is what has no answer although nothing of it is in the bot's inbox any more. What is still there when the time for
settling is over is told apart, as queued. Both ways by default. Ends with status 1 where anything is not zero;
the bot's log and its inbox are kept then, where FAULTS_LOG names a file.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.cli.doing.serving import INBOX
from bot.mock_slack import MockWorkspace
from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.control.client import Client
from bot.slack.layout import texts
from tests.benchmarks.served import MANIFEST, Bot

CHANNELS, PEOPLE = 10, 12
CALLS = {"rate_limit": 0.04, "http_error": 0.04, "error_after": 0.04, "cut": 0.04, "api_error": 0.02, "latency": 0.12}
EVENTS = {"drop": 0.02, "double": 0.08, "reorder": 0.04, "retry_only": 0.04}
SIGNATURES = {"bad_signature": 0.02, "old_signature": 0.02, "bad_timestamp": 0.02, "no_timestamp": 0.02}
SETTLING = 600.0  # seconds at most, once the faults are over, for what the bot still has to do
SHOWN = 240.0  # seconds until a window must show its answer
QUIET = 60.0  # seconds without a new answer and with an empty inbox, until what is missing counts as lost
SPREAD = 0.9  # of the seconds, over which the questions are spread
UP = 20.0  # seconds that the bot is up between two ends; Slack lets it connect once a minute
AWAY = 15.0  # seconds between two questions of a person who gets no answer
_UNDONE = "SELECT inputs FROM workflow_status WHERE status IN ('PENDING', 'ENQUEUED')"
_CASE = re.compile(r"case \d+")
_PERHAPS = texts.perhaps_shown("").partition(" you.")[0]
Json = dict[str, Any]


@dataclass
class Asked:
    """One thing that somebody wants. `where` is the channel and the thread in which its answer belongs."""

    case: str
    kind: str
    where: tuple[str, str]
    user: str
    sure: bool = True  # a command that Slack calls failed may have arrived, and need not have


@dataclass
class Result:
    """What a run found."""

    way: str
    asked: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    queued: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    kills: int = 0
    stops: int = 0
    failed_starts: int = 0
    seconds: float = 0.0
    settling: float = 0.0
    unsure: int = 0
    memory: tuple[float, float] = (0.0, 0.0)
    threads: int = 0

    @property
    def faultless(self) -> bool:
        return not (self.lost or self.queued or self.doubled or self.misplaced)

    def lines(self) -> list[str]:
        total = sum(self.asked.values())
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.asked.items()))
        found = [
            f"{self.way}: {total} asked in {self.seconds:.0f} s ({kinds})",
            f"  of these Slack told the person of {self.unsure} that they had failed: they may be answered or not",
            f"  {self.kills} kills, {self.stops} polite stops, {self.failed_starts} starts that Slack's faults ended",
            f"  {len(self.lost)} lost, {len(self.doubled)} doubled, {len(self.misplaced)} in the wrong place",
            f"  {len(self.queued)} still in the inbox {self.settling:.0f} s after the faults",
            f"  memory {self.memory[0]:.0f} MiB at first, {self.memory[1]:.0f} MiB at last, {self.threads} threads",
        ]
        for name in ("lost", "queued", "doubled", "misplaced"):
            named: list[str] = getattr(self, name)
            found += [f"  {name}: {', '.join(named[:20])}"] if named else []
        return found


class Campaign:
    """One way of delivery, from the first question to the count."""

    def __init__(self, slack: MockWorkspace, way: str, seed: int) -> None:
        self.slack, self.dice = slack, random.Random(seed)
        self.result = Result(way)
        self.asked: list[Asked] = []
        self.lock = threading.Lock()
        self.number = 0
        self.open_threads: list[tuple[str, str, str]] = []  # channel, thread, user
        self.windows = threading.Lock()
        self.up = threading.Event()

    @property
    def people(self) -> Client:
        return self.slack.client

    def furnish(self) -> None:
        bot = self.people.state()["app"]["bot_user"]
        self.users = [f"person{number}" for number in range(PEOPLE)]
        for user in self.users:
            self.people.act("add-user", name=user)
        self.channels = []
        for number in range(CHANNELS):
            channel = self.people.act("create-channel", name=f"room{number}")["channel"]["id"]
            self.channels.append(channel)
            for member in (bot, *self.users):
                self.people.act("invite", channel=channel, member=member)
        self.directs = {user: self.people.as_user(user).open_dm() for user in self.users}
        self.bot_user = bot

    def faults(self, way: str) -> None:
        for kind, probability in CALLS.items():
            extra: Json = {"seconds": 0.3} if kind == "latency" else {"seconds": 1} if kind == "rate_limit" else {}
            extra |= {"status": 503} if kind in {"http_error", "error_after"} else {}
            self.people.fault(kind, probability=probability, count=None, **extra)
        for kind, probability in {**EVENTS, **(SIGNATURES if way == "http" else {})}.items():
            self.people.fault(kind, probability=probability, count=None)
        self.people.act("rate-limits", on=True)

    # --- what people do

    def ask(self) -> None:
        """One thing, by one person; a Slack that says that it failed is believed."""
        with self.lock:
            self.number += 1
            case, user = f"case {self.number}", self.dice.choice(self.users)
            kind = self.dice.choices(
                ("mention", "follow-up", "direct", "command", "shared", "feedback", "window"), (30, 20, 15, 20, 5, 5, 5)
            )[0]
            channel = self.dice.choice(self.channels)
            thread = self.dice.choice(self.open_threads) if self.open_threads and kind == "follow-up" else None
        person = self.people.as_user(user)
        begun = time.monotonic()
        if kind == "follow-up" and thread:
            channel, ts, _ = thread
            tag = f"<@{self.bot_user}> " if self.number % 2 else ""  # every other one without a tag
            person.say(f"{tag}And what does Ruritania demand in {case}?", channel, thread_ts=ts)
            self._note(Asked(case, kind, (channel, ts), user))
        elif kind in {"mention", "follow-up"}:
            ts = person.say(f"<@{self.bot_user}> What does Ruritania demand in {case}?", channel)
            self._note(Asked(case, "mention", (channel, ts), user))
            with self.lock:
                self.open_threads = [*self.open_threads[-30:], (channel, ts, user)]
        elif kind == "direct":
            channel = self.directs[user]
            ts = person.say(f"What does Ruritania demand in {case}?", channel)
            self._note(Asked(case, kind, (channel, ts), user))
        elif kind == "command":
            line = self.dice.choice(("/ask What of {}?", "/positions {}", "/timeline {}", "/sources {}"))
            self._interact(lambda: person.command(line.format(case), channel), Asked(case, kind, (channel, ""), user))
        elif kind in {"shared", "feedback"}:
            self._press(kind, case, user, channel)
        else:
            self._window(case, user)
        self.result.waits.append(time.monotonic() - begun)

    def _note(self, asked: Asked) -> None:
        with self.lock:
            self.asked.append(asked)
            self.result.asked[asked.kind] += 1

    def _interact(self, act: Any, asked: Asked) -> bool:
        try:
            asked.sure = bool(act().get("ok"))
        except ControlError:  # what was to be pressed is gone
            return False
        if asked.kind:
            self._note(asked)
        return asked.sure

    def _press(self, kind: str, case: str, user: str, channel: str) -> None:
        """An answer to a command is shared, or judged, as soon as it is there."""
        person = self.people.as_user(user)
        self._interact(
            lambda: person.command(f"/ask What of {case}?", channel), Asked(case, "command", (channel, ""), user)
        )
        ts = self._await(lambda: self._ephemeral(channel, user, case), 30)
        if ts:
            button, value = ("share", None) if kind == "shared" else ("feedback", "negative")
            where = (channel, "shared" if kind == "shared" else "feedback")
            self._interact(lambda: person.click(channel, ts, button, value), Asked(case, kind, where, user))

    def _window(self, case: str, user: str) -> None:
        """One window at a time: Slack shows a person one stack of them."""
        person = self.people.as_user(user)
        with self.windows:
            before = {view["id"] for view in self._views(user)}
            if not self._interact(lambda: person.shortcut("ask_positions"), Asked(case, "", ("", ""), user)):
                return
            new = self._await(lambda: next((one for one in self._views(user) if one["id"] not in before), None), 15)
            if not new:
                return  # it opened too late, of which the person was told
            asked = Asked(case, "window", (user, ""), user)
            if self._interact(lambda: person.submit(new["id"], question=f"What of {case}?"), asked):
                shown = self._await(lambda: any(case in str(view["blocks"]) for view in self._views(user)), SHOWN)
                if not shown:
                    self.result.lost.append(f"{case} (window)")

    def _views(self, user: str) -> list[Json]:
        ids = {one["name"]: one["id"] for one in self.people.state()["users"]}
        return list(self.people.state()["modals"].get(ids[user]) or [])

    def _ephemeral(self, channel: str, user: str, case: str) -> str | None:
        for one in self.slack.hub.workspace.ephemerals.copy():
            if one["channel"] == channel and says(one["message"], case):
                return str(one["message"]["ts"])
        return None

    def _await(self, look: Any, seconds: float) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := look():
                return found
            time.sleep(0.1)
        return None

    # --- the end

    def settle(self, bot: Bot, seconds: float) -> None:
        """No more faults; Slack delivers again what it has, and the bot looks for what was never delivered."""
        self.people.clear_faults()
        bot.end(signal.SIGTERM)
        bot.start()
        for pause in (61, 301):
            self.people.advance(pause)
            time.sleep(2)
        begun = since = time.monotonic()
        missing = -1
        while (now := time.monotonic()) - begun < seconds:
            found = self.count()
            if (left := len(found.lost) + len(found.queued)) != missing or found.queued:
                missing, since = left, now
            if not missing or now - since > QUIET:
                break
            time.sleep(2)
        self.result.settling = time.monotonic() - begun
        time.sleep(3)  # for what comes twice

    def count(self) -> Result:
        """Every answer that stands anywhere, against what was asked."""
        undone = self._undone()  # before the answers: what is done meanwhile stands there
        found = Result(self.result.way, lost=[one for one in self.result.lost if "window" in one])
        places: dict[str, list[tuple[str, str]]] = {}
        threads: Counter[tuple[str, str]] = Counter()
        for channel in list(self.slack.hub.workspace.channels.values()):
            for message in list(channel.messages.values()):
                if message.get("user") != self.bot_user or message.get("subtype"):
                    continue
                where = (channel.id, str(message.get("thread_ts") or "shared"))
                threads[where] += 1
                for case in cases(message):
                    places.setdefault(case, []).append(where)
        private: Counter[tuple[str, str]] = Counter()
        told: set[tuple[str, str]] = set()  # that an answer may stand above, which nobody can look up
        for one in self.slack.hub.workspace.ephemerals.copy():
            for case in cases(one["message"]):
                if one["message"]["text"].startswith(_PERHAPS):
                    told.add((case, one["channel"]))
                else:
                    private[case, one["channel"]] += 1
        feedback = (self.folder / "data" / "feedback.jsonl").read_text() if self._has_feedback() else ""
        wanted = self._written()
        for each in self.asked:
            name = f"{each.case} ({each.kind})"
            if each.kind == "window":
                continue
            if each.kind == "feedback":
                times = sum(f"{each.case}?" in line for line in feedback.splitlines())
            elif each.kind == "command":
                times = private[each.case, each.where[0]] or int((each.case, each.where[0]) in told)
            else:
                times = places.get(each.case, []).count(each.where)
                if not times and threads[each.where] >= wanted[each.where]:
                    times = 1  # a sentence on what failed stands there in its place
                others = {place for place in places.get(each.case, ()) if place != each.where and place[1] != "shared"}
                if others - {other.where for other in self.asked if other.case == each.case}:
                    found.misplaced.append(name)
            if not times and each.sure:
                (found.queued if each.case in undone else found.lost).append(name)
            if times > 1:
                found.doubled.append(name)
        for where, count in wanted.items():
            if threads[where] > count:
                found.doubled.append(f"{threads[where]} answers to {count} questions in {where}")
        return found

    def _written(self) -> Counter[tuple[str, str]]:
        """How many questions stand in each thread: one may be there though its writer was told that it failed."""
        return Counter(
            (channel.id, str(message.get("thread_ts") or message["ts"]))
            for channel in list(self.slack.hub.workspace.channels.values())
            for message in list(channel.messages.values())
            if message.get("user") != self.bot_user and cases(message)
        )

    def _undone(self) -> set[str]:
        """The cases that the bot has in its inbox and is not done with."""
        with closing(sqlite3.connect(f"file:{self.folder / 'data' / INBOX}?mode=ro", uri=True)) as inbox:
            rows = inbox.execute(_UNDONE).fetchall()
        return {case for (inputs,) in rows for case in _CASE.findall(str(inputs))}

    def _has_feedback(self) -> bool:
        return (self.folder / "data" / "feedback.jsonl").is_file()

    folder: Path


def cases(message: Json) -> set[str]:
    return set(_CASE.findall(f"{message.get('text')} {message.get('blocks')}"))


def says(message: Json, case: str) -> bool:
    return case in cases(message)


def run(
    way: str, questions: int, seconds: float, kills: int, stops: int, seed: int = 0, settling: float = SETTLING
) -> Result:
    begun = time.monotonic()
    with MockWorkspace(MANIFEST) as slack, tempfile.TemporaryDirectory(prefix="faults-") as folder:
        campaign = Campaign(slack, way, seed)
        campaign.folder = Path(folder)
        result = campaign.result
        campaign.furnish()
        bot = Bot(slack, campaign.folder, way, ("-m", "tests.benchmarks.faults_bot"))
        bot.start()
        first, _ = bot.about()
        campaign.faults(way)
        ends = [signal.SIGKILL] * kills + [signal.SIGTERM] * stops
        campaign.dice.shuffle(ends)
        marks = [(number + 1) / (len(ends) + 1) for number in range(len(ends))]
        stopping = threading.Event()

        def interrupt() -> None:
            for mark, how in zip(marks, ends, strict=True):
                while _done(campaign, questions, begun, seconds) < mark and not stopping.is_set():
                    time.sleep(0.02)
                if stopping.is_set():
                    return
                campaign.up.clear()
                bot.end(how)
                result.kills += how == signal.SIGKILL
                result.stops += how == signal.SIGTERM
                bot.start()
                campaign.up.set()
                stopping.wait(UP)

        campaign.up.set()
        breaker = threading.Thread(target=interrupt)
        breaker.start()
        with ThreadPoolExecutor(PEOPLE) as pool:
            for _ in range(PEOPLE):
                pool.submit(_keep_asking, campaign, questions, begun, seconds)
        stopping.set()
        breaker.join()
        campaign.settle(bot, settling)
        counted = campaign.count()
        for name in ("lost", "queued", "doubled", "misplaced"):
            setattr(result, name, getattr(counted, name))
        last, result.threads = bot.about()
        result.memory, result.failed_starts = (first, last), bot.failed_starts
        bot.end(signal.SIGTERM)
        result.seconds, result.unsure = time.monotonic() - begun, sum(not one.sure for one in campaign.asked)
        if not result.faultless and (kept := os.environ.get("FAULTS_LOG")):
            Path(kept).write_bytes(bot.log.read_bytes())
            with (
                closing(sqlite3.connect(campaign.folder / "data" / INBOX)) as inbox,
                closing(sqlite3.connect(f"{kept}.inbox.sqlite")) as copy,
            ):
                inbox.backup(copy)
    return result


def _done(campaign: Campaign, questions: int, begun: float, seconds: float) -> float:
    """How much of the asking is over: its questions, or its time on a slow machine."""
    return max(campaign.number / questions, (time.monotonic() - begun) / seconds)


def _keep_asking(campaign: Campaign, questions: int, begun: float, seconds: float) -> None:
    """One person's questions. Nobody is ahead of the time in which all are asked."""
    while campaign.number < questions and (past := time.monotonic() - begun) < seconds:
        if campaign.number > questions * past / (seconds * SPREAD):
            time.sleep(0.2)
            continue
        try:
            campaign.ask()
        except Exception as error:
            print(f"a person could not ask: {error!r}", file=sys.stderr)
        time.sleep(campaign.dice.uniform(0, 0.4))
        campaign.up.wait(AWAY)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--questions", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=1200, help="of asking, each way")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--stops", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--way", choices=("socket", "http"), action="append")
    given = parser.parse_args()
    faultless = True
    for way in given.way or ("socket", "http"):
        result = run(way, given.questions, given.seconds, given.kills, given.stops, given.seed)
        print("\n".join(result.lines()), flush=True)
        faultless = faultless and result.faultless
    sys.exit(0 if faultless else 1)


if __name__ == "__main__":
    main()
