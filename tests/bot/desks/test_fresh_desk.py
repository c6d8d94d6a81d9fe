"""A desk that keeps up with its folder, over the real index and ledger."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.desks import fresh_desk
from bot.desks.fresh_desk import FreshDesk, Mark, mark
from bot.desks.reading_desk import ReadingDesk
from bot.settings import read_settings
from bot.types import NO_CONTEXT, Answer, Context
from bot.wiring import open_desk
from retrieval.errors import ArticlesError, DamagedIndexError, IndexFolderError
from tests.bot.slack.fake_desk import FakeDesk

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


class Closing(FakeDesk):
    def close(self) -> None:
        pass

    def count(self) -> int:
        return 0


def test_what_reading_needs_is_loaded_while_the_files_settle(tmp_path: Path, said: list[str]) -> None:
    done: list[str] = []

    def opened() -> Closing:
        done.append("opened")
        return Closing()

    fresh = FreshDesk(opened, tmp_path, said.append, every=0.05, prepare=lambda: done.append("prepared"))
    (tmp_path / "one.txt").write_text(ONE)
    until(lambda: bool(said))
    assert done == ["opened", "prepared", "opened"]
    fresh.close()


def test_a_damaged_index_is_opened_anew_without_a_restart(tmp_path: Path, said: list[str]) -> None:
    class Damaged(Closing):
        def ask(self, question: str, context: Context = NO_CONTEXT) -> Answer:
            raise DamagedIndexError("The index is damaged and was put aside.", "Ask again.")

    desks = iter([Damaged(), Closing()])
    fresh = FreshDesk(lambda: next(desks), tmp_path, said.append, every=0.05)
    with pytest.raises(DamagedIndexError):
        fresh.ask("What?")
    until(lambda: bool(said))
    assert fresh.ask("What?").question == "What?"
    fresh.close()


def test_what_could_not_be_read_is_tried_again_and_said_once(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text(ONE)
    settings = read_settings(None, articles=tmp_path / "articles", data=tmp_path / "index")
    failures = [IndexFolderError("The Chroma server does not answer.", "Start it."), OSError("no space"), None]

    def opened() -> ReadingDesk:
        failure = failures.pop() if failures else None
        if failure is not None:
            raise failure
        return open_desk(settings)

    fresh = FreshDesk(opened, tmp_path / "articles", said.append, every=0.05)
    (tmp_path / "articles" / "two.txt").write_text(TWO)
    until(lambda: len(said) == 2)
    fresh.close()
    assert "could not be read" in said[0]
    assert "there are 2 now" in said[1]


def test_a_folder_that_comes_and_goes_does_not_stop_the_looking(
    desk: FreshDesk, tmp_path: Path, said: list[str]
) -> None:
    aside = tmp_path / "aside"
    (tmp_path / "articles").rename(aside)
    until(lambda: len(said) == 1)
    assert desk.ask("What does Arvia demand?").status == "answered"
    aside.rename(tmp_path / "articles")
    (tmp_path / "articles" / "two.txt").write_text(TWO)
    until(lambda: len(said) == 2)
    assert "there are 2 now" in said[1]


def test_a_look_that_fails_is_said_and_not_the_last(
    desk: FreshDesk, tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(folder: Path) -> Mark:
        raise RuntimeError("a wall")

    with monkeypatch.context() as patched:
        patched.setattr(fresh_desk, "mark", broken)
        until(lambda: len(said) == 1)
        time.sleep(0.3)
    assert "cannot see" in said[0]
    (tmp_path / "articles" / "two.txt").write_text(TWO)
    until(lambda: len(said) == 2)
    assert "there are 2 now" in said[1]


def test_the_older_desk_is_closed_after_its_last_question(tmp_path: Path, said: list[str]) -> None:
    desks = [SlowDesk("old"), SlowDesk("new")]
    left = list(desks)
    fresh = FreshDesk(lambda: left.pop(0), tmp_path, said.append, every=0.02)
    asking = threading.Thread(target=fresh.ask, args=("What?",))
    asking.start()
    assert desks[0].asked.wait(10)
    (tmp_path / "a.txt").write_text("a")
    until(lambda: bool(said))
    assert not desks[0].closed
    assert fresh.title("a.txt") == "new"
    desks[0].answer.set()
    asking.join(10)
    assert desks[0].closed
    assert not desks[1].closed
    fresh.close()
    assert desks[1].closed


class SlowDesk(FakeDesk):
    """A desk whose answer waits until it is let go."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.closed = name, False
        self.asked, self.answer = threading.Event(), threading.Event()

    def ask(self, question: str, context: Context = NO_CONTEXT) -> Answer:
        self.asked.set()
        self.answer.wait(10)
        assert not self.closed
        return super().ask(question, context)

    def title(self, source: str) -> str:
        return self.name

    def count(self) -> int:
        return 1

    def close(self) -> None:
        self.closed = True


def test_only_what_is_read_is_watched(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_text("a")
    before = mark(tmp_path)
    assert [name for name, *_ in before] == ["sub/a.md"]
    for name in (".hidden.txt", "index.sqlite", "lock", ".positions/x.txt", "data/vectors/chroma.sqlite3"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert mark(tmp_path) == before
    (tmp_path / "actors.yaml").write_text("[]")
    assert mark(tmp_path) != before


def test_a_mark_is_equal_as_long_as_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    before = mark(tmp_path)
    assert mark(tmp_path) == before
    (tmp_path / "a.txt").write_text("ab")
    assert mark(tmp_path) != before
