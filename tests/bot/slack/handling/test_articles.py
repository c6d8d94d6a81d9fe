"""/articles add, as a person types it. What fetches is scripted here; the real one is tried in tests/retrieval/web."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from slack_bolt import App

from bot.inbox.inbox import Inbox
from bot.mock_slack import MockWorkspace
from bot.slack.app import build_app
from bot.slack.handling.articles import MOST, Adding, outcome_reply
from bot.slack.wire.connection import hang_up, socket_mode, web_client
from retrieval.progress import Progress, silent
from retrieval.web.adding import Outcome, Tell
from retrieval.web.errors import WebError
from tests.bot.slack.fake_desk import FakeDesk
from tests.bot.slack.running import MANIFEST, Office, office
from tests.bot.slack.showing import check, elements, seen

GONE = WebError("https://a.example/gone", "is not there (HTTP 404)", "Check the address.")


class FakeAdder:
    """Notes what it is asked to add; every address is an article that the desk has."""

    def __init__(self) -> None:
        self.history: list[list[str]] = []

    def __call__(self, urls: Sequence[str], tell: Tell, progress: Progress = silent) -> list[Outcome]:
        self.history.append(list(urls))
        return [
            Outcome(url, trouble=GONE) if "gone" in url else Outcome(url, "strait.txt", True, "Border <!channel> talks")
            for url in urls
        ]


@pytest.fixture(scope="module")
def adder() -> FakeAdder:
    return FakeAdder()


@pytest.fixture(scope="module")
def building(tmp_path_factory: pytest.TempPathFactory, adder: FakeAdder) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("office"), adding=Adding(adder, "everybody")) as running:
        yield running


@pytest.fixture
def room(building: Office, adder: FakeAdder) -> Office:
    adder.history.clear()
    return building.fresh()


def test_addresses_are_added_and_the_asker_is_told_when_they_are_read(room: Office, adder: FakeAdder) -> None:
    assert room.people.command("/articles add <https://a.example/x?a=1&amp;b=2|a.example> https://a.example/gone")["ok"]
    assert seen(room.ephemeral(number=1)["blocks"]) == "Fetching 2 addresses …"
    found = room.ephemeral(number=2)
    assert seen(found["blocks"]).splitlines()[0] == "1 article was added, 1 failed."
    assert "https://a.example/gone is not there (HTTP 404)" in seen(found["blocks"]).replace("\u2060", "")
    assert not elements(found["blocks"], "broadcast")
    assert "<!channel>" not in found["text"]
    assert "ask away" in room.ephemeral(number=3)["text"]
    assert adder.history == [["https://a.example/x?a=1&b=2", "https://a.example/gone"]]
    assert room.people.messages("general") == []


def test_an_address_that_cannot_be_fetched_is_told_of(room: Office, adder: FakeAdder) -> None:
    urls = ["http://localhost:8000/x", "http://[::1]/x", "file:///etc/passwd", "https://a.example/x"]
    room.people.command(f"/articles add {' '.join(urls)}")
    assert seen(room.ephemeral(number=1)["blocks"]) == "Fetching 4 addresses …"
    room.ephemeral(number=3)
    assert adder.history == [urls]


def test_alone_it_lists_the_articles(room: Office) -> None:
    room.people.command("/articles")
    assert "3 articles, 2 different stories" in seen(room.ephemeral()["blocks"])


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/articles add", "There is no address in that. Write /articles add"),
        ("/articles add " + " ".join(f"https://a.example/{n}" for n in range(MOST + 1)), f"more than {MOST} addresses"),
    ],
)
def test_a_command_that_cannot_be_followed_says_why(room: Office, adder: FakeAdder, line: str, sentence: str) -> None:
    room.people.command(line)
    assert sentence in seen(room.ephemeral()["blocks"])
    assert not adder.history


def test_who_may_add_is_a_setting() -> None:
    adding = Adding(FakeAdder(), "U0123,U0456")
    assert [adding.allows(user) for user in ("U0123", "U0456", "U01", "")] == [True, True, False, False]
    assert not Adding(FakeAdder()).allows("U0123")


def test_one_who_may_not_is_told_who_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    adder = FakeAdder()
    with office(tmp_path_factory.mktemp("closed"), adding=Adding(adder, "U0000000")) as room:
        room.people.command("/articles add https://a.example/x")
        assert "You may not add articles. Whoever runs me says who may" in seen(room.ephemeral()["blocks"])
    assert not adder.history


def test_a_day_that_is_not_believed_is_told() -> None:
    reply = outcome_reply([Outcome("https://a.example/x", "web/x.html", True, "Talks", remark="read without its date")])
    assert "Talks · web/x.html (read without its date)" in seen(reply.blocks).replace("\u2060", "")


def test_many_outcomes_fit_into_one_message() -> None:
    found = [
        Outcome(f"https://a.example/{n}", f"web/{n}.html", True, "A headline of some length " * 20) for n in range(50)
    ]
    reply = outcome_reply(found)
    check(reply.blocks)
    assert "more lines were left out" in seen(reply.blocks)


class HeldAdder(FakeAdder):
    """A site that takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.gate = threading.Event(), threading.Event()

    def __call__(self, urls: Sequence[str], tell: Tell, progress: Progress = silent) -> list[Outcome]:
        self.begun.set()
        self.gate.wait(60)
        return super().__call__(urls, tell, progress)


def test_what_a_stop_has_interrupted_is_fetched_after_the_next_start(tmp_path: Path) -> None:
    held, adder = HeldAdder(), FakeAdder()

    def begin(slack: MockWorkspace, add: FakeAdder) -> tuple[Inbox, App]:
        inbox, client = Inbox(tmp_path / "inbox.sqlite"), web_client(slack.bot_token, slack.api_url)
        app, _ = build_app(FakeDesk(), client, tmp_path / "f.jsonl", inbox, adding=Adding(add, "everybody"))
        inbox.start()
        return inbox, app

    with MockWorkspace(MANIFEST) as slack:
        inbox, app = begin(slack, held)
        handler = socket_mode(app, slack.app_token)
        slack.client.command("/articles add https://a.example/x")
        assert held.begun.wait(60)
        inbox.close()
        hang_up(handler)
        inbox.stop()  # waits for no site
        inbox, _ = begin(slack, adder)
        told = slack.client.wait_for(lambda people: len(found := people.ephemerals("general")) >= 3 and found)
        inbox.stop()
        held.gate.set()
    assert [seen(one["message"]["blocks"]).splitlines()[0] for one in told[:2]] == [
        "Fetching 1 address …",
        "1 article was added.",
    ]
    assert adder.history == [["https://a.example/x"]]
