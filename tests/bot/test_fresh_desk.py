"""A desk that keeps up with its folder, over the real index and ledger."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.fresh_desk import FreshDesk, mark
from bot.settings import read_settings
from bot.wiring import open_desk
from retrieval.errors import ArticlesError

ONE = "Arvia wants the harbour\n\n2 April 2031\n\nArvia demands the return of the harbour, its foreign ministry said.\n"
TWO = "Belmark speaks\n\n3 April 2031\n\nBelmark rejects the treaty, the government of Belmark said on Thursday.\n"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def desk(tmp_path: Path, said: list[str]) -> Iterator[FreshDesk]:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE)
    settings = read_settings(None, articles=folder, data=tmp_path / "index")
    fresh = FreshDesk(lambda: open_desk(settings), folder, said.append, every=0.05)
    yield fresh
    fresh.close()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "it did not happen within a minute"
        time.sleep(0.05)


def test_an_added_article_is_read_while_the_bot_runs(desk: FreshDesk, tmp_path: Path, said: list[str]) -> None:
    assert desk.ask("What does Belmark reject?").status == "abstained"
    (tmp_path / "articles" / "two.txt").write_text(TWO)
    until(lambda: bool(said))
    assert "there are 2 now" in said[0]
    (claim,) = desk.ask("What does Belmark reject?").claims
    assert claim.citations[0].source == "two.txt"


def test_a_removed_article_is_cited_no_more(desk: FreshDesk, tmp_path: Path, said: list[str]) -> None:
    claim, *_ = desk.ask("What does Arvia demand?").claims
    (tmp_path / "articles" / "one.txt").unlink()
    until(lambda: bool(said))
    assert desk.ask("What does Arvia demand?").status == "abstained"
    with pytest.raises(ArticlesError):
        desk.paragraph(claim.citations[0])


def test_a_folder_that_cannot_be_read_any_more_is_said_and_nothing_is_lost(
    desk: FreshDesk, tmp_path: Path, said: list[str]
) -> None:
    (tmp_path / "articles" / "actors.yaml").write_text("- [")
    until(lambda: bool(said))
    assert "actors.yaml" in said[0]
    assert desk.ask("What does Arvia demand?").status == "answered"


def test_a_mark_is_equal_as_long_as_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    before = mark(tmp_path)
    assert mark(tmp_path) == before
    (tmp_path / "a.txt").write_text("ab")
    assert mark(tmp_path) != before
