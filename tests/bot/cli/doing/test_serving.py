"""Serving ends when it is told to, at whatever point."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ARTICLE = "Arvia demands the return of the harbour, its foreign minister said on Monday.\n"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ARTICLE)
    (tmp_path / "articles" / "b.txt").write_bytes(b"\xff\xfe\0")
    free = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "MODEL"))}
    call = ["--articles", str(tmp_path / "articles"), "--data", str(tmp_path / "index"), "serve", "--port", "0"]
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as shells leave it to what runs in the background
    with subprocess.Popen([sys.executable, "-m", "bot", *call], stderr=subprocess.PIPE, text=True, env=free) as process:
        signal.signal(signal.SIGINT, before)
        yield process
        process.kill()


def lines_until(process: subprocess.Popen[str], words: str) -> list[str]:
    assert process.stderr is not None
    found = []
    for line in process.stderr:
        found.append(line)
        if words in line:
            return found
    raise AssertionError("".join(found))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_can_be_stopped_while_articles_are_read(served: subprocess.Popen[str], how: signal.Signals) -> None:
    lines_until(served, "Reading the articles")
    served.send_signal(how)
    _, rest = served.communicate(timeout=30)
    assert "stopped; nothing is lost" in rest
    assert "Traceback" not in rest
    assert served.returncode == 1


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_is_how_it_ends(served: subprocess.Popen[str], how: signal.Signals) -> None:
    before = lines_until(served, "Stop with Ctrl+C")
    assert any(line.startswith("b.txt: skipped") for line in before)
    served.send_signal(how)
    _, rest = served.communicate(timeout=30)
    assert rest == ""
    assert served.returncode == 0
