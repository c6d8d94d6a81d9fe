"""What bad input gets: one clear sentence with a remedy, the right exit status, no traceback, and nothing lost."""

from __future__ import annotations

import io
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from retrieval.errors import ModelError
from retrieval.types import Hit

ARTICLE = "Arvia demands the return of the harbour, its foreign minister said on Monday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return articles


def run(folder: Path, *arguments: str) -> int:
    return main(["--articles", str(folder), "--data", str(folder.parent / "index"), *arguments])


def said(capsys: pytest.CaptureFixture[str]) -> str:
    error = capsys.readouterr().err
    assert "Traceback" not in error
    *progress, last = error.splitlines(keepends=True)  # a slow machine is told how far the reading is
    assert last.startswith("positions: ")
    assert last.endswith("\n")
    assert not any(line.startswith("positions: ") for line in progress)
    return last


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "empty_question"),
        ("  ", "empty_question"),
        ("🙂🙂", "empty_question"),
        ("What does Zubrowka want?", "unknown_actor"),
    ],
)
def test_a_question_that_is_none_is_an_abstention(
    question: str, reason: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "ask", question, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["question"], found["status"], found["reason"]) == (question, "abstained", reason)


def test_ten_thousand_characters_are_cut_and_answered(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "ask", "What does Arvia demand? " + "x" * 10_000, "--json") == 0
    assert json.loads(capsys.readouterr().out)["status"] in {"answered", "abstained"}


def test_another_language_is_told_which_one_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "ask", "¿Qué exige Arvia ahora mismo?") == 0
    assert "English" in capsys.readouterr().out


def test_no_articles_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nowhere", "ask", "What?") == 1
    assert "nowhere" in said(capsys)


def test_an_empty_articles_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "articles").mkdir()
    assert run(tmp_path / "articles", "ask", "What does Arvia demand?", "--json") == 0
    assert json.loads(capsys.readouterr().out)["reason"] == "no_articles"


def test_a_binary_file_is_named_and_skipped(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.txt").write_bytes(b"\x89PNG\x00\x01")
    (folder / "c.pdf").write_bytes(b"%PDF-1.7")
    assert run(folder, "index") == 0
    shown = capsys.readouterr().out
    assert "1 articles" in shown
    assert "b.txt: skipped" in shown


def test_files_left_out_are_told_to_who_asks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.txt").write_text("Vesk says no\nDate: 3 May 3000\n\nVesk said no to the plan.\n")  # read in part
    assert run(folder, "ask", "What does Arvia demand?", "--json") == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["status"] == "answered"
    told = [line for line in shown.err.splitlines() if line.startswith("positions: ")]
    assert told == ["positions: 1 file was left out; “positions doctor” names it, with the reason and the remedy."]
    assert run(folder, "sources") == 0
    *_, last = capsys.readouterr().out.splitlines()
    assert last == "Left out: b.txt: empty; put the article's text into it, or take it out of the folder."
    assert run(folder, "sources", "--json") == 0
    ((left_out),) = json.loads(capsys.readouterr().out)["skipped"]
    assert left_out["source"] == "b.txt"
    assert left_out["reason"].startswith("skipped, empty; ")


def test_who_asks_is_told_nothing_where_nothing_is_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "ask", "What does Arvia demand?") == 0
    assert "left out" not in capsys.readouterr().err


def test_a_broken_index_is_made_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "index") == 0
    for path in (folder.parent / "index").rglob("*.sqlite"):
        path.write_bytes(b"this is no database" * 100)
    capsys.readouterr()
    assert run(folder, "ask", "What does Arvia demand?", "--json") == 0
    assert json.loads(capsys.readouterr().out)["status"] == "answered"


def test_an_index_folder_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "index").write_text("a file is in the way", encoding="utf-8")
    assert run(folder, "ask", "What does Arvia demand?") == 1
    assert "--data" in said(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "one", "--from", "-"),
        ("ask", "--from", "nowhere.txt", "--json"),
        ("compare", "Arvia"),
        ("eval", "nowhere.yaml"),
        ("sing",),
    ],
)
def test_a_wrong_call(arguments: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, *arguments) == 2
    said(capsys)


@pytest.mark.parametrize("verb", ["search", "ask", "of"])
def test_bytes_that_are_no_text_are_a_question_like_any_other(
    verb: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, verb, "the \udcff harbour", "--json") == 0
    assert "Traceback" not in capsys.readouterr().err


def test_an_error_cannot_steer_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "statements", "--source", "\x1b[2Jz.txt") == 1
    assert "\x1b" not in capsys.readouterr().err
    (folder / "\x1b[2J.pdf").write_bytes(b"%PDF")
    run(folder, "doctor")
    shown = capsys.readouterr()
    assert "article skipped" in shown.out
    assert "\x1b" not in shown.out + shown.err


def test_an_article_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "statements", "--source", "z.txt") == 1
    assert "z.txt" in said(capsys)


def test_an_actor_that_nobody_mentions_is_an_abstention(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "of", "Zubrowka", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"actor": "Zubrowka", "issues": [], "dropped": 0, "left_out": 0}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "secret-token"),
        ("SLACK_APP_TOKEN", "secret-token"),
        ("PORT", "port"),
        ("MODEL", "secret-token"),
    ],
)
def test_a_wrong_setting(
    name: str, value: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    assert run(folder, "ask", "What does Arvia demand?") == 1
    error = said(capsys)
    assert name in error
    assert "secret-token" not in error or name == "MODEL"


def test_a_port_in_use(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(folder, "mock", "--port", str(taken.getsockname()[1])) == 1
        assert "in use" in said(capsys)
        assert run(folder, "serve", "--port", str(taken.getsockname()[1])) == 1
        assert "in use" in said(capsys)


def test_a_token_that_slack_refuses(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.mock_slack import MockWorkspace

    with MockWorkspace() as slack:
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-of-nobody")
        monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-of-nobody")
        assert run(folder, "serve") == 1
    error = said(capsys)
    assert "SLACK_BOT_TOKEN" in error
    assert "of-nobody" not in error


def test_an_actor_that_nobody_mentions_has_no_comparison(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "compare", "Zubrowka", "Freedonia", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["actors"] == found["unknown"] == ["Zubrowka", "Freedonia"]
    assert found["issues"] == found["cells"] == found["conflicts"] == []


def test_one_actor_twice_is_no_comparison(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "actors.yaml").write_text("- {name: Arvia, kind: state, aliases: [Port Arv]}\n")
    assert run(folder, "compare", "Arvia", "Port Arv") == 2
    error = capsys.readouterr().err.splitlines()[-1]
    assert "“Arvia” and “Port Arv” name one actor, Arvia." in error
    assert "another" in error


@pytest.mark.parametrize("verb", ["ask", "search"])
def test_every_line_of_a_file_gets_its_object(
    verb: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot import answering
    from retrieval.index.index import Index

    def failing(self: object, question: str, *_: object) -> list[Hit]:
        raise ModelError("It does not answer.", "Ask again.") if "harbour" in question else ZeroDivisionError("x")

    monkeypatch.setattr(Index, "search", failing)
    monkeypatch.setattr(answering, "follow", lambda text, *_: failing(None, text))
    lines = "Who wants the harbour?\nWhat\u2028now?\r\nWhen was it?"
    (folder.parent / "questions.txt").write_bytes(lines.encode())
    assert run(folder, verb, "--from", str(folder.parent / "questions.txt"), "--json") == 0
    found = [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]
    assert [each["question"] for each in found] == ["Who wants the harbour?", "What\u2028now?", "When was it?"]
    assert "It does not answer. Ask again." in found[0]["note"]
    assert all("ZeroDivisionError" in each["note"] for each in found[1:])


TICKING = """
import sys
import bot.running.stopwatch
from bot.__main__ import main
bot.running.stopwatch.clock = lambda: len(sys.modules)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("call", [("ask", "How high is the harbour wall?"), ("search", "harbour")])
def test_what_is_loaded_is_not_the_questions_own_time(call: tuple[str, str], folder: Path, tmp_path: Path) -> None:
    """In a program of its own, which has nothing loaded yet, and by a clock that ticks with every module loaded."""
    lines = tmp_path / "lines.txt"
    lines.write_text(f"{call[1]}\n{call[1]}\n{call[1]}\n")
    done = subprocess.run(
        [sys.executable, "-c", TICKING, "--articles", folder, "--data", tmp_path, call[0], "--from", lines, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    elapsed = [json.loads(line)["elapsed_ms"] / 1000 for line in done.stdout.splitlines()]
    assert len(elapsed) == 3
    assert max(elapsed) < 30  # of more than a thousand


def test_a_file_of_questions_answers_each_line_in_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "What does Arvia demand?\n\n🙂\n  What does Zubrowka want?\r\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert run(folder, "ask", "--from", "-", "--json") == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["question"] for each in found] == ["What does Arvia demand?", "🙂", "  What does Zubrowka want?"]
    assert [each["status"] for each in found] == ["answered", "abstained", "abstained"]
    assert all(each["elapsed_ms"] >= 0 for each in found)
