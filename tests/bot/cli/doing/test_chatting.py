"""Conversations in the terminal: `chat` from piped input, `ask --thread`, and what needs no claim."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.settings import read_settings
from bot.wiring import open_library

ARTICLE = (
    "Talks on the harbour\n\nArvia demands the return of the harbour. Belmark rejects the return of the harbour.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    articles = tmp_path_factory.mktemp("chat") / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return articles


def run(folder: Path, *arguments: str) -> int:
    return main(["--articles", str(folder), "--data", str(folder.parent / "index"), *arguments])


def typed(text: str | bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


TURNS = "What does Arvia want?\nand Belmark?\nwho said that?\nthanks\n"


def test_the_lines_of_a_thread_go_on_from_each_other(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thread.txt").write_text(TURNS, encoding="utf-8")
    assert run(folder, "ask", "--thread", "--from", str(tmp_path / "thread.txt"), "--json") == 0
    first, second, third, thanks = objects(capsys)
    assert [found["claims"][0]["actor"] for found in (first, second)] == ["Arvia", "Belmark"]
    assert (second["question"], second["understood"]["follows"]) == ("and Belmark?", True)
    assert third["claims"] == second["claims"]
    assert "Belmark" in third["lead"]
    assert (thanks["status"], thanks["claims"], thanks["note"]) == ("answered", [], "You're welcome.")


def test_a_person_reads_each_line_over_its_answer(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thread.txt").write_text(TURNS, encoding="utf-8")
    assert run(folder, "ask", "--thread", "--from", str(tmp_path / "thread.txt")) == 0
    _, *answers = f"\n{capsys.readouterr().out}".split("\n> ")
    assert [each.splitlines()[0] for each in answers] == TURNS.splitlines()
    assert ["Belmark rejects the return" in each for each in answers] == [False, True, True, False]


def test_lines_without_a_thread_know_nothing_of_each_other(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lines.txt").write_text(TURNS, encoding="utf-8")
    assert run(folder, "ask", "--from", str(tmp_path / "lines.txt"), "--json") == 0
    assert [found["understood"]["follows"] for found in objects(capsys)] == [False] * 4


def test_a_thread_needs_its_turns(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "ask", "--thread", "What?") == 2
    assert "--from" in capsys.readouterr().err


def test_a_chat_is_a_conversation(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("help\n\nWhat does Arvia say about the harbour?\nand Belmark?\n", monkeypatch)
    assert run(folder, "chat") == 0
    shown = capsys.readouterr().out
    assert "You could ask:" in shown
    assert shown.index("Arvia demands the return") < shown.index("Belmark rejects the return")


def test_a_chat_prints_an_object_a_turn(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("What does Arvia demand?\nwhy?", monkeypatch)
    assert run(folder, "chat", "--json") == 0
    assert [found["question"] for found in objects(capsys)] == ["What does Arvia demand?", "why?"]


@pytest.mark.parametrize("text", [b"", b"\n\n", b"\xff\xfe\n", b"\x1b[31m\n", b"?" * 10_000 + b"\n"])
def test_whatever_is_typed_ends_well(
    text: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(text, monkeypatch)
    assert run(folder, "chat") == 0
    found = capsys.readouterr()
    assert "\x1b" not in found.out + found.err
    assert "Traceback" not in found.err


def test_the_articles_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "ask", "which articles do you have?") == 0
    assert "I have read 1 article:" in capsys.readouterr().out


def test_twenty_questions_are_one_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "ask", "What does Arvia demand? " * 20, "--json") == 0
    (found,) = objects(capsys)
    assert len(found["parts"]) == 5
    assert "20" in found["note"]
    assert len(found["claims"]) == sum(len(part["claims"]) for part in found["parts"])


def test_several_answers_stand_under_their_questions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "ask", "What does Arvia demand? And what does Belmark reject?") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("1. What does Arvia demand?")
    assert "2. And what does Belmark reject?" in shown


def test_a_chat_goes_on_when_another_program_merges_the_articles_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(ARTICLE, encoding="utf-8")

    class Typed(io.BytesIO):
        def __next__(self) -> bytes:
            line = super().__next__()
            if b"Belmark" in line:
                (articles / "actors.yaml").write_text("- {name: Arvia, kind: state}\n", encoding="utf-8")
                open_library(read_settings(None, articles=articles, data=tmp_path / "index")).index.close()
            return line

    turns = Typed(b"What does Arvia want?\nand Belmark?\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(turns, encoding="utf-8"))
    assert run(articles, "chat", "--json") == 0
    assert [found["claims"][0]["actor"] for found in objects(capsys)] == ["Arvia", "Belmark"]


@pytest.mark.parametrize("word", ["exit", "Quit"])
def test_a_word_ends_the_conversation(
    folder: Path, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(f"What does Arvia want?\n{word}\nand Belmark?\n", monkeypatch)
    assert run(folder, "chat", "--json") == 0
    assert len(objects(capsys)) == 1
