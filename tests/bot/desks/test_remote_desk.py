"""A desk in a process of its own answers like one in this, and what happens to that process is no silence."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from bot.desk import Desk
from bot.desks.remote_desk import RemoteDesk
from bot.errors import SettingsError, UnknownActorError
from bot.reports import Sources
from bot.running.asker import Asker, asking
from bot.types import Answer, Claim
from bot.verifying.watching import watcher, watching
from retrieval.errors import PositionsError
from tests.bot.slack.fake_desk import DEMAND, REFUSAL, FakeDesk, answered
from tests.retrieval.test_workers import alive

PARENT = """
import time
from bot.desks.remote_desk import RemoteDesk
from tests.bot.desks.test_remote_desk import scripted

if __name__ == "__main__":
    print(RemoteDesk(scripted).title(""), flush=True)
    time.sleep(600)
"""


@contextmanager
def scripted(once: Path | None = None) -> Iterator[Desk]:
    def one_by_one(question: str) -> Answer:
        if (tell := watcher()) is not None:
            tell(DEMAND)
            if once is not None and not once.exists():
                once.touch()
                os._exit(3)
            tell(REFUSAL)
        return answered(DEMAND, REFUSAL)

    def end(question: str) -> Answer:
        if once is None or not once.exists():
            (once or Path(os.devnull)).touch()
            os._exit(3)
        return answered(DEMAND)

    def fail(question: str) -> Answer:
        raise ValueError(question)

    def hang(_: str) -> Answer:
        time.sleep(600)
        return answered()

    def who(_: str) -> Answer:
        return answered(DEMAND.model_copy(update={"text": asking.get().user}))

    desk = _Numbered().on("demand", answered(DEMAND)).on("end", end).on("fail", fail).on("hang", hang).on("who", who)
    desk.on("one by one", one_by_one)
    yield desk.on("setting", SettingsError("It cannot be used.", "Change it."))


class _Busy(FakeDesk):
    """After the first time it lists nothing any more."""

    listed = 0

    def sources(self) -> Sources:
        self.listed += 1
        if self.listed > 1:
            time.sleep(600)
        return super().sources()


@contextmanager
def busy() -> Iterator[Desk]:
    yield _Busy()


class _Numbered(FakeDesk):
    def title(self, source: str) -> str:
        return str(os.getpid())


@contextmanager
def unreadable() -> Iterator[Desk]:
    raise SettingsError("The folder is not there.", "Make it.")
    yield FakeDesk()


@pytest.fixture(scope="module")
def desk() -> Iterator[RemoteDesk]:
    found = RemoteDesk(scripted)
    yield found
    found.close()


def test_it_says_what_the_desk_says(desk: RemoteDesk) -> None:
    assert desk.ask("What does Ruritania demand?").claims == (DEMAND,)
    assert desk.of("Strelsau").actor == "Ruritania"
    assert [entry.source for entry in desk.within("north").sources().articles]
    assert desk.covered() == FakeDesk().covered()


def test_its_errors_arrive_as_they_are(desk: RemoteDesk) -> None:
    with pytest.raises(UnknownActorError, match="No article mentions “Syldavia”") as found:
        desk.of("Syldavia")
    assert found.value.name == "Syldavia"
    with pytest.raises(SettingsError, match=r"It cannot be used\. Change it\."):
        desk.ask("setting")


def test_what_nobody_expected_is_logged_here_without_what_was_asked(
    desk: RemoteDesk, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ValueError, match="fail because of a secret"):
        desk.ask("fail because of a secret")
    assert "ValueError" in caplog.text
    assert "in fail" in caplog.text
    assert "secret" not in caplog.text


def test_it_knows_who_asks(desk: RemoteDesk) -> None:
    before = asking.set(Asker("slack", "U7"))
    try:
        assert desk.ask("who").claims[0].text == "U7"
    finally:
        asking.reset(before)


def test_claims_are_told_of_here_on_the_thread_that_asked(desk: RemoteDesk) -> None:
    told: list[tuple[Claim, threading.Thread]] = []
    with watching(lambda claim: told.append((claim, threading.current_thread()))):
        found = desk.ask("one by one")
    assert [claim for claim, _ in told] == [DEMAND, REFUSAL] == list(found.claims)
    assert {thread for _, thread in told} == {threading.current_thread()}


def test_what_was_told_before_the_process_ended_is_not_told_twice(tmp_path: Path) -> None:
    desk, told = RemoteDesk(partial(scripted, tmp_path / "once")), list[Claim]()
    try:
        with watching(told.append):
            assert desk.ask("one by one").claims == (DEMAND, REFUSAL)
        assert told == [DEMAND]
    finally:
        desk.close()


def test_one_that_hangs_holds_up_nobody(desk: RemoteDesk) -> None:
    for _ in range(8):
        threading.Thread(target=partial(_ask_and_forget, desk, "hang"), daemon=True).start()
    assert desk.ask("What does Ruritania demand?").claims == (DEMAND,)


def _ask_and_forget(desk: RemoteDesk, question: str) -> None:
    try:
        desk.ask(question)
    except PositionsError:
        logging.getLogger(__name__).debug("it was closed")


def test_what_needs_no_looking_up_is_not_waited_for_while_it_is_busy() -> None:
    desk = RemoteDesk(busy, fresh=0)
    try:
        known = desk.sources()
        assert desk.sources() == known
        assert desk.sources() == known
    finally:
        desk.close()


def test_a_process_that_was_killed_is_started_again(tmp_path: Path) -> None:
    desk = RemoteDesk(partial(scripted, tmp_path / "once"))
    try:
        before = desk.title("")
        assert desk.ask("end").claims == (DEMAND,)  # it was asked once more
        assert desk.title("") != before
        os.kill(int(desk.title("")), signal.SIGKILL)
        assert desk.ask("What does Ruritania demand?").claims == (DEMAND,)
    finally:
        desk.close()


def test_what_ends_it_every_time_is_told_in_a_sentence() -> None:
    desk = RemoteDesk(scripted)
    try:
        with pytest.raises(PositionsError, match="ended while it looked this up"):
            desk.ask("end")
    finally:
        desk.close()


def test_what_keeps_it_from_opening_is_told() -> None:
    with pytest.raises(SettingsError, match="Make it"):
        RemoteDesk(unreadable)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    path = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=path) as parent:
        assert parent.stdout is not None
        number = int(parent.stdout.readline())
        assert alive(number)
        parent.send_signal(signal.SIGKILL)
    while alive(number):  # the test's own time limit ends this
        time.sleep(0.05)


def test_ctrl_c_before_the_process_is_started_is_ctrl_c() -> None:
    def come_first(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == "start" and frame.f_globals["__name__"] == "retrieval.workers":
            sys.setprofile(None)
            signal.raise_signal(signal.SIGINT)

    sys.setprofile(come_first)
    try:
        with pytest.raises(KeyboardInterrupt):
            RemoteDesk(scripted)
    finally:
        sys.setprofile(None)
