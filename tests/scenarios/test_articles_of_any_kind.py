"""Saved pages and PDFs dragged into the folder, addresses pasted into Slack, and questions at once: the real bot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.desks.fresh_desk import FreshDesk
from bot.settings import Settings, read_settings
from bot.slack.handling.articles import Adding
from bot.wiring import open_adder, open_desk
from tests.bot.slack.running import Office, office
from tests.bot.slack.showing import seen
from tests.retrieval.extraction import written
from tests.retrieval.extraction.outlets import OUTLETS
from tests.retrieval.web.conftest import Site, building, site

__all__ = ["building", "site"]
LONG = 240.0  # seconds: the machine may be busy
PAPER = [
    [
        "Korland asks for a ban on night trains",
        "",
        "3 May 2031",
        "",
        "Korland demands a ban on night trains from next year,",
    ],
    ["its transport minister Una Berg said on Saturday in Arnheim.", "The railways reject the ban."],
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in list(OUTLETS)[:10]:
        (folder / f"{name}.html").write_text(OUTLETS[name], encoding="utf-8")
    (folder / "trains.pdf").write_bytes(written.pdf(PAPER))
    (folder / "scan.pdf").write_bytes(written.pdf([[]]))
    return read_settings(None, articles=folder, data=tmp_path / "index")


@pytest.fixture
def room(settings: Settings, site: Site, tmp_path: Path) -> Iterator[Office]:
    said: list[str] = []
    desk = FreshDesk(lambda: open_desk(settings), settings.articles, said.append, every=0.2)
    with (
        closing(desk),
        office(tmp_path, desk, adding=Adding(open_adder(settings, site.fetcher()), "everybody")) as running,
    ):
        yield running


def test_pages_and_papers_are_asked_about_and_so_are_addresses_from_slack(room: Office, site: Site) -> None:
    answer = room.desk.ask("What does Korland demand?")
    (claim, *_) = answer.claims
    assert "ban on night trains" in claim.citations[0].quote
    assert claim.citations[0].source == "trains.pdf"
    # ten outlets with one story are one origin, the PDF is another
    assert len({entry.origin for entry in room.desk.sources().articles}) == 2
    ts = room.people.say("@positions What does Korland demand?")
    room.people.wait_for(lambda _: room.replies("general", ts), LONG)
    room.people.click("general", room.reply("general", ts)["ts"], "show_in_context")
    assert "trains.pdf, page 1, characters" in seen(room.modal()["blocks"])

    paths = ("/other", "/pages/wordpress", "/pages/blogger", "/gone", "/inside/ten")
    room.people.command(f"/articles add {' '.join(map(site.at, paths))}")
    room.people.wait_for(lambda client: len(client.ephemerals("general")) >= 3, LONG)
    told, read = (seen(room.ephemeral(number=number)["blocks"]) for number in (2, 3))
    assert told.splitlines()[0] == "2 articles were added, 1 was there already, 2 failed."
    assert "is not a public address" in told
    assert "ask away" in read
    (claim, *_) = room.desk.ask("What does Vesk offer?").claims
    assert "to stop building the dam" in claim.citations[0].quote
    assert claim.citations[0].source.startswith("web/127.0.0.1/other-")
