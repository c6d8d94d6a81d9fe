"""What stands between the handlers and the desk remembers what was shown, not what has changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.reports import SourceEntry, Sources
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
