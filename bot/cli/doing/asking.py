"""`ask` and `search`: one question, or a file of them."""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path

from bot.cli.arguments import Call
from bot.cli.printing import plain
from bot.cli.printing.claims import claims_as_they_come
from bot.cli.printing.output import line, show
from bot.cli.printing.progress import ProgressLine
from bot.cli.printing.terminal import complain, visible
from bot.cli.printing.titles import details_of
from bot.desk import Desk
from bot.errors import CallError
from bot.running.stopwatch import Stopwatch
from bot.sentences.wording import files_left_out
from bot.settings import Settings
from bot.types import NO_CONTEXT, Answer, Context, Reason
from bot.wiring import open_desk, open_index
from retrieval.errors import PositionsError
from retrieval.types import Hit

log = logging.getLogger(__name__)


def ask(call: Call, settings: Settings) -> int:
    if call.thread and call.file is None:
        raise CallError("--thread needs the turns of the conversation.", "Add --from FILE, a turn a line.")
    questions = _questions(call)
    with ProgressLine() as progress:
        desk = open_desk(settings, progress)
    if desk.left_out:
        complain(files_left_out(len(desk.left_out)))
    details = details_of(desk)
    context = NO_CONTEXT
    for question in questions:
        _head(question, call)
        with claims_as_they_come(not call.json):
            found = _answer(question, desk, call, context)
        context = context.then(question, found) if call.thread else NO_CONTEXT
        examples = () if found.claims or call.json else desk.examples()
        show(found, call.json, partial(plain.message, details=details, examples=examples))
    return 0


def _answer(question: str, desk: Desk, call: Call, context: Context) -> Answer:
    """The answer; a line of a file that fails still gives its object, so that the lines after it are answered."""
    try:
        return desk.ask(question, context)
    except Exception as error:
        if call.file is None:
            raise
        return Answer(question=question, status="abstained", reason=Reason.FAILED, note=_why(error))


def search(call: Call, settings: Settings) -> int:
    questions = _questions(call)
    with ProgressLine() as progress:
        index = open_index(settings, progress)
    for question in questions:
        _head(question, call)
        note = None
        try:
            index.warm()  # before the clock: what it loads is not the question's own time
            watch = Stopwatch()
            hits = index.search(question, call.k)
            elapsed = watch.milliseconds()
        except Exception as error:
            if call.file is None:
                raise
            hits, elapsed, note = [], 0.0, _why(error)
        if call.json:
            found = {"question": question, "passages": [_passage(hit) for hit in hits], "elapsed_ms": elapsed}
            line(found if note is None else {**found, "note": note})
        else:
            for number, hit in enumerate(hits, 1):
                where = f"{hit.passage.source}:{hit.passage.start}-{hit.passage.end}"
                print(visible(f"[{number}] {where}  {' '.join(hit.passage.text.split())}"))
            if not hits:
                print(note or "No passage shares anything with that.")
    return 0


def _head(question: str, call: Call) -> None:
    """What a person reads over each answer to the lines of a file; in JSON the answer's object has it."""
    if call.file is not None and not call.json:
        print(visible(f"\n> {question}\n"), flush=True)


def _passage(hit: Hit) -> dict[str, object]:
    found = hit.passage
    score = round(hit.score, 4)
    return {"source": found.source, "start": found.start, "end": found.end, "text": found.text, "score": score}


def _why(error: Exception) -> str:
    """What is said of a line that fails; the lines after it are answered all the same."""
    if isinstance(error, PositionsError):
        return str(error)
    log.debug("a line failed", exc_info=error)
    return f"Something unexpected went wrong ({type(error).__name__}). Run it again with --verbose, and report it."


def _questions(call: Call) -> list[str]:
    """The questions of the call: its argument, or the lines of its file without the blank ones."""
    if (call.question is None) == (call.file is None):
        raise CallError(
            "Give a question, or a file of questions.",
            f'Write: positions {call.verb} "…", or: positions {call.verb} --from FILE.',
        )
    if call.file is None:
        return [call.question]
    return _lines(call.file)


def _lines(file: str) -> list[str]:
    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        lines = text.decode("utf-8-sig").split("\n")  # not at U+2028, which may stand in a question
    except OSError as error:
        raise CallError(
            f"{file} cannot be read ({error.strerror}).", "Name a text file, or - for standard input."
        ) from error
    except UnicodeDecodeError as error:
        raise CallError(f"{file} is not UTF-8 text.", "Save it as UTF-8.") from error
    return [each.removesuffix("\r") for each in lines if each.strip()]
