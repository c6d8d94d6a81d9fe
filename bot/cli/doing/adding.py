"""`add`: articles from the web into the articles folder. One line an address, as soon as it is known."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.arguments import Call
from bot.cli.printing.output import line
from bot.cli.printing.progress import ProgressLine
from bot.cli.printing.terminal import complain, visible
from bot.errors import CallError
from bot.settings import Settings
from bot.wiring import open_adder

if TYPE_CHECKING:
    from retrieval.web.adding import Adder, Outcome


def add(call: Call, settings: Settings, adder: Adder | None = None) -> int:
    """0 where one of the addresses is an article that is there now, 1 where none is."""
    urls = [*call.urls, *(_listed(call.file) if call.file else ())]
    if not urls:
        raise CallError("There is no address.", "Write: positions add URL…, or positions add --list FILE.")

    with ProgressLine() as progress:

        def tell(outcome: Outcome) -> None:
            progress.clear()
            if call.json:
                line(_packed(outcome))
            elif outcome.trouble is not None:
                complain(outcome.trouble)
            else:
                words = f"  {outcome.title}" if outcome.new else ""
                remark = f"  ({outcome.remark})" if outcome.remark else ""
                known = "added" if outcome.new else "there already"
                print(visible(f"{known}  {outcome.source}{words}{remark}"), flush=True)

        found = (adder or open_adder(settings))(urls, tell, progress)
    return 0 if any(outcome.source for outcome in found) else 1


def _packed(outcome: Outcome) -> dict[str, object]:
    trouble = str(outcome.trouble) if outcome.trouble else None
    return {
        "url": outcome.url,
        "source": outcome.source,
        "new": outcome.new,
        "title": outcome.title or None,
        "trouble": trouble,
        "remark": outcome.remark,
    }


def _listed(name: str) -> list[str]:
    """The addresses of a file, one a line; empty lines and lines that begin with # are none."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        raise CallError(f"{name} cannot be read ({why}).", "Name a text file with an address a line.") from error
    return [line for each in text.splitlines() if (line := each.strip()) and not line.startswith("#")]
