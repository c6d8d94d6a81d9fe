"""What stands between the handlers and the desk remembers what was shown, not what has changed."""

from __future__ import annotations

from pathlib import Path

from slack_sdk import WebClient

from bot.inbox.inbox import Inbox
from bot.reports import SourceEntry, Sources
from bot.slack.inquiries import Inquiry
from bot.slack.reception import Reception
from bot.slack.sending import Sender
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


def test_the_turns_before_a_question_are_asked_again_where_nobody_remembers_them(tmp_path: Path) -> None:
    desk = FakeDesk()
    for _ in range(2):
        reception(desk, tmp_path).report(Inquiry("ask", "and Borduria?", ("What now?",)))
    remembering = reception(desk, tmp_path)
    desk.history.clear()
    remembering.answer("What now?")
    remembering.answer("and Borduria?", before=("What now?",))
    assert desk.history == [("ask", "What now?"), ("ask", "and Borduria?", "What now?")]
