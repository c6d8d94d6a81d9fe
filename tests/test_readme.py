"""The README says what is so: its commands run, and its example is the bot's real answer."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\.venv/bin/positions (.+)$", README, re.MULTILINE)
QUESTION = re.search(r"^> \*\*(.+)\*\*$", README, re.MULTILINE)


@pytest.fixture(scope="module")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


def positions(index_folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "bot", "--data", str(index_folder), *arguments]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, (command, run.stdout, run.stderr)
    return run.stdout


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs_and_says_something(command: str, index_folder: Path) -> None:
    assert positions(index_folder, *shlex.split(command, comments=True)).strip()


def test_the_example_is_the_real_answer(index_folder: Path) -> None:
    assert QUESTION is not None
    shown = positions(index_folder, "ask", QUESTION.group(1))
    for line in filter(None, (line.strip() for line in shown.splitlines())):
        assert line in README, line


def test_make_knows_the_two_commands() -> None:
    for target in ("run", "test"):
        assert f"make {target}" in README
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)


def test_make_run_opens_the_page(index_folder: Path) -> None:
    """`make run` as a newcomer calls it, but for the port and the folder of the index."""
    environment = {**os.environ, "PORT": "0", "DATA": str(index_folder), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        ["make", "run"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        try:
            said: list[str] = []
            deadline = time.monotonic() + 200
            address = None
            while address is None and time.monotonic() < deadline:
                line = process.stdout.readline()
                assert line, said
                said.append(line)
                address = re.search(r"http://127\.0\.0\.1:\d+", line)
            assert address is not None, said
            with urlopen(address.group(), timeout=10) as page:
                assert b"<html" in page.read().lower()
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(30)
