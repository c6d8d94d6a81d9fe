"""What stands between the handlers and the desk remembers what was shown, not what has changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.reports import SourceEntry, Sources
from bot.slack.inquiries import Inquiry
from bot.slack.reception import Reception
from tests.bot.slack.fake_desk import FakeDesk


class ChangingDesk(FakeDesk):
    shown = "The old title"

    def sources(self) -> Sources:
        return Sources(articles=(SourceEntry(source="a.txt", title=self.shown, origin="a.txt"),))


def test_a_footnote_names_the_article_as_it_is_now(tmp_path: Path) -> None:
    desk = ChangingDesk()
    with ThreadPoolExecutor(1) as work:
        reception = Reception(desk, tmp_path / "f.jsonl", work)
        assert reception.details("a.txt").title == "The old title"
        desk.shown = "The new title"
        assert reception.details("a.txt").title == "The new title"
        assert reception.details("gone.txt").source == "gone.txt"


def test_the_turns_before_a_question_are_asked_again_where_nobody_remembers_them(tmp_path: Path) -> None:
    desk = FakeDesk()
    with ThreadPoolExecutor(1) as work:
        for _ in range(2):
            Reception(desk, tmp_path / "f.jsonl", work).report(Inquiry("ask", "and Borduria?", ("What now?",)))
        remembering = Reception(desk, tmp_path / "f.jsonl", work)
        desk.history.clear()
        remembering.answer("What now?")
        remembering.answer("and Borduria?", before=("What now?",))
    assert desk.history == [("ask", "What now?"), ("ask", "and Borduria?", "What now?")]
