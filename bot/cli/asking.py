"""`ask` and `search`: one question, or a file of them."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bot.cli import plain
from bot.cli.arguments import Call
from bot.cli.output import line, show
from bot.cli.progress import ProgressLine
from bot.desk import Desk
from bot.errors import CallError
from bot.settings import Settings
from bot.types import Answer, Reason
from bot.wiring import open_desk, open_index
from retrieval.errors import PositionsError


def ask(call: Call, settings: Settings) -> int:
    questions = _questions(call)
    with ProgressLine() as progress:
        desk = open_desk(settings, progress)
    for question in questions:
        show(_answer(question, desk, call), call.json, plain.answer)
    return 0


def _answer(question: str, desk: Desk, call: Call) -> Answer:
    """The answer; a line of a file that fails still gives its object, so that the lines after it are answered."""
    try:
        return desk.ask(question)
    except PositionsError as error:
        if call.file is None:
            raise
        return Answer(question=question, status="abstained", reason=Reason.FAILED, note=str(error))


def search(call: Call, settings: Settings) -> int:
    questions = _questions(call)
    with ProgressLine() as progress:
        index = open_index(settings, progress)
    for question in questions:
        began = time.perf_counter()
        hits = index.search(question, call.k)
        elapsed = round((time.perf_counter() - began) * 1000, 1)
        found = {
            "question": question,
            "passages": [
                {"source": p.source, "start": p.start, "end": p.end, "text": p.text, "score": round(hit.score, 4)}
                for hit in hits
                for p in (hit.passage,)
            ],
            "elapsed_ms": elapsed,
        }
        if call.json:
            line(found)
        else:
            for number, hit in enumerate(hits, 1):
                where = f"{hit.passage.source}:{hit.passage.start}-{hit.passage.end}"
                print(plain.visible(f"[{number}] {where}  {' '.join(hit.passage.text.split())}"))
            if not hits:
                print("No passage shares anything with that.")
    return 0


def _questions(call: Call) -> list[str]:
    """The questions of the call: its argument, or the lines of its file without the blank ones."""
    if (call.question is None) == (call.file is None):
        raise CallError(
            "Give a question, or a file of questions.",
            f'Write: positions {call.verb} "…", or: positions {call.verb} --from FILE --json.',
        )
    if call.file is None:
        return [call.question]
    if not call.json:
        raise CallError("--from prints JSON, one object a line.", "Add --json.")
    return _lines(call.file)


def _lines(file: str) -> list[str]:
    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        lines = text.decode("utf-8-sig").splitlines()
    except OSError as error:
        raise CallError(
            f"{file} cannot be read ({error.strerror}).", "Name a text file, or - for standard input."
        ) from error
    except UnicodeDecodeError as error:
        raise CallError(f"{file} is not UTF-8 text.", "Save it as UTF-8.") from error
    return [each for each in lines if each.strip()]
