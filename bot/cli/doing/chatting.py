"""`chat`: questions in a conversation, in the terminal or line by line from standard input."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bot.cli.arguments import Call
from bot.cli.printing import plain
from bot.cli.printing.claims import claims_as_they_come
from bot.cli.printing.output import show
from bot.cli.printing.progress import ProgressLine
from bot.cli.printing.terminal import complain
from bot.cli.printing.titles import details_of
from bot.running.private_files import private
from bot.settings import Settings
from bot.types import NO_CONTEXT
from bot.wiring import open_desk
from retrieval.errors import OvertakenIndexError, PositionsError

PROMPT = "> "
_HISTORY = "chat_history"  # in the data folder
_REMEMBERED = 500  # lines of it
_ENDS = frozenset(("exit", "quit", "bye", ":q", "exit()", "quit()"))


def chat(call: Call, settings: Settings) -> int:
    with ProgressLine() as progress:
        desk = open_desk(settings, progress)
    details, context = details_of(desk), NO_CONTEXT
    if sys.stdin.isatty():
        print("Ask who holds which position, and go on with “why?”, “and …?”, “more”. “help” helps, “exit” ends.")
    for asked in _lines(settings.data / _HISTORY):
        if asked.casefold() in _ENDS:
            break
        try:
            with claims_as_they_come(not call.json):
                try:
                    found = desk.ask(asked, context)
                except OvertakenIndexError:
                    desk.close()
                    desk = open_desk(settings)
                    details = details_of(desk)
                    found = desk.ask(asked, context)
        except PositionsError as error:
            complain(error)
            continue
        context = context.then(asked, found)
        show(found, call.json, partial(plain.message, details=details))
        if not call.json:
            print(flush=True)
    return 0


def _lines(history: Path) -> Iterator[str]:
    """What is typed, line by line, until the end of the input; blank lines are nothing."""
    if not sys.stdin.isatty():
        for line in sys.stdin.buffer:
            if text := line.decode("utf-8", "replace").strip():
                yield text
        return
    with _remembering(history):
        while True:
            try:
                text = input(PROMPT).strip()
            except (EOFError, KeyboardInterrupt):
                print()
                return
            if text:
                yield text


@contextlib.contextmanager
def _remembering(history: Path) -> Iterator[None]:
    """Lines can be edited and called up again, those of earlier conversations too, where the system can do that."""
    try:
        import readline
    except ImportError:  # Windows has none
        yield
        return
    with contextlib.suppress(OSError):
        readline.read_history_file(history)
    try:
        yield
    finally:
        readline.set_history_length(_REMEMBERED)
        with contextlib.suppress(OSError):
            open(history, "a", opener=private).close()  # so that it is private before there is anything in it
            readline.write_history_file(history)
