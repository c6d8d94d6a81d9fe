"""What stands between the handlers and the desk remembers what was shown, not what has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from slack_sdk import WebClient

from bot.inbox.inbox import Inbox
from bot.reports import SourceEntry, Sources
from bot.slack.inquiry.inquiries import Inquiry
from bot.slack.reception import Reception
from bot.slack.wire.sending import Sender
from tests.bot.slack.fake_desk import FakeDesk


def reception(desk: FakeDesk, folder: Path) -> Reception:
    inbox = Inbox(folder / "inbox.sqlite")
    return Reception(desk, WebClient(), folder / "f.jsonl", inbox, Sender(inbox.pools["sending"]))


class ChangingDesk(FakeDesk):
    shown = "The old title"

    def sources(self) -> Sources:
        return Sources(articles=(SourceEntry(source="a.txt", title=self.shown, origin="a.txt"),))


def test_a_footnote_names_the_article_as_it_is_now(tmp_path: Path) -> None:
    desk = ChangingDesk()
    remembering = reception(desk, tmp_path)
    assert remembering.details("a.txt").title == "The old title"
    desk.shown = "The new title"
    assert remembering.details("a.txt").title == "The new title"
    assert remembering.details("gone.txt").source == "gone.txt"


def test_a_channel_that_names_a_folder_is_answered_from_it_alone(tmp_path: Path) -> None:
    class Everywhere(FakeDesk):
        river = FakeDesk()

        def within(self, folder: str) -> FakeDesk:
            assert folder == "river"
            return self.river

    desk = Everywhere()
    received = replace(reception(desk, tmp_path), folders={"C1": "river"})
    received.answer("What now?", channel="C1")
    received.answer("and Borduria?", before=("What now?",), channel="C1")
    assert desk.history == []
    assert desk.river.history == [("ask", "What now?"), ("ask", "and Borduria?", "What now?")]
    received.answer("and Borduria?", before=("What now?",), channel="C2")  # its turns were no answers of all articles
    assert desk.history == [("ask", "What now?"), ("ask", "and Borduria?", "What now?")]


def test_the_turns_before_a_question_are_asked_again_where_nobody_remembers_them(tmp_path: Path) -> None:
    desk = FakeDesk()
    for _ in range(2):
        reception(desk, tmp_path).report(Inquiry("ask", "and Borduria?", ("What now?",)))
    remembering = reception(desk, tmp_path)
    desk.history.clear()
    remembering.answer("What now?")
    remembering.answer("and Borduria?", before=("What now?",))
    assert desk.history == [("ask", "What now?"), ("ask", "and Borduria?", "What now?")]
