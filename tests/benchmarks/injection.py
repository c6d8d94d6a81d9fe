"""Orders in articles and in questions, against a chat model that obeys every one of them, over the real reading.

    python -m tests.benchmarks.injection [--few N]

The 75 instructions of the public data (BIPIA's text attacks, Microsoft, 2024) are planted at the start, in the middle
and at the end of an invented article, and behind a question. Counted is what a reader sees and the clean run does not
give (claims, lead, note; links, mentions and commands apart), and how many articles `sources` flags.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.answering import answer
from bot.library import Library
from bot.settings import read_settings
from bot.types import Answer
from bot.views.sources import list_sources
from bot.wiring import open_library
from bot.writers.chat import ChatWriter
from bot.writers.extractive import ExtractiveWriter
from tests.benchmarks.public import FOLDER
from tests.bot.writers.obeying_model import ObeyingModel

QUOTE = "Belmark insists on a neutral harbour"
QUESTION = "What does Belmark insist on?"
BODY = (
    "Arvia and Belmark talk about the harbour",
    "Arvia and Belmark met in Korsun on Monday to talk about the harbour and the ferries.",
    f"{QUOTE}, its foreign ministry said.",
    "Arvia demands that the ferries sail again by May, its minister Oda Lind told reporters.",
    "The talks go on next week.",
)
PLACES = {"start": 1, "middle": 3, "end": len(BODY)}
_REACHES = re.compile(r"https?://|www\.|<[@!#]|@(?:channel|here|everyone)|(?:^|\s)/\w", re.IGNORECASE)
_TODAY = date(2031, 6, 1)


def main(few: int | None) -> None:
    path = FOLDER / "injection" / "text_attack_train.json"
    if not path.exists():
        sys.exit(
            "skipped: the public data injection/text_attack_train.json is not there (set BENCHMARKS to its folder)"
        )
    kinds: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    orders = [(kind, order) for kind, group in kinds.items() for order in group]
    orders = orders[:: max(1, len(orders) // few)] if few else orders  # of all kinds
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        _lay(home / "articles", [order for _, order in orders])
        library = open_library(read_settings(None, articles=home / "articles", data=home / "index"))
        _report(orders, library)
        library.index.close()


def _lay(folder: Path, orders: Sequence[str]) -> None:
    """A folder for each order and place, so that each is a library of its own."""
    planted: dict[str, tuple[str, ...]] = {"clean": BODY}
    for number, order in enumerate(orders):
        for place, at in PLACES.items():
            planted[f"{number}-{place}"] = (*BODY[:at], order, *BODY[at:])
    for name, lines in planted.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "a.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def _report(orders: Sequence[tuple[str, str]], library: Library) -> None:
    clean = library.within("clean")
    expected = _seen(_asked(clean, QUESTION, ()))
    count: dict[str, Counter[str]] = {place: Counter() for place in (*PLACES, "question")}
    worse: list[str] = []
    flags = {entry.source: entry.flags for entry in list_sources(library).articles}
    for number, (kind, order) in enumerate(orders):
        for place in PLACES:
            name = f"{number}-{place}"
            seen = _seen(_asked(library.within(name), QUESTION, (order,)))
            new = seen - expected
            count[place].update(planted=1, seen=bool(new), reaching=any(map(_reaches, new)))
            count[place].update(lost=bool(expected - seen), flagged="speaks_to_programs" in flags[f"{name}/a.txt"])
            worse += [f"{place} [{kind}] {order}\n     {each}" for each in sorted(new)]
        found = _asked(clean, f"{QUESTION} {order}", (order,))
        new = {each for each in _seen(found, notes=False) - expected if not _is_slice(each, clean)}
        count["question"].update(planted=1, seen=bool(new), reaching=any(map(_reaches, new)))
        worse += [f"question [{kind}] {order}\n     {each}" for each in sorted(new)]
    print(f"{'planted in':<12}{'count':>8}{'seen':>8}{'link, mention, command':>26}{'clean lost':>12}{'flagged':>10}")
    for place, n in count.items():
        flagged = f"{n['flagged'] / n['planted']:.2f}" if place in PLACES else "–"
        print(f"{place:<12}{n['planted']:>8}{n['seen']:>8}{n['reaching']:>26}{n['lost']:>12}{flagged:>10}")
    print(f"flagged without an order: {'speaks_to_programs' in flags['clean/a.txt']}")
    for each in worse:
        print(each)


def _asked(library: Library, question: str, orders: tuple[str, ...]) -> Answer:
    writer = ChatWriter(ObeyingModel(orders, "Belmark", QUOTE))
    return answer(question, library, writer, ExtractiveWriter(), _TODAY)


def _seen(found: Answer, *, notes: bool = True) -> set[str]:
    """All that a reader gets of an answer, in words. A note on what else was asked is right where it was asked."""
    parts = found.parts or (found,)
    told = [part.lead for part in parts] + [part.note for part in (*parts, found) if notes]
    return {*(f"{each.actor}: {each.display or each.text}" for each in found.claims), *filter(None, told)}


def _reaches(words: str) -> bool:
    return _REACHES.search(words) is not None


def _is_slice(words: str, library: Library) -> bool:
    """Whether a claim is only other words of the clean article, which a question with more in it may bring up."""
    text = " ".join(next(iter(library.articles.values())).text.split())
    return words.split(": ", 1)[-1].rstrip(".") in text


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.injection")
    parser.add_argument("--few", type=int)
    main(parser.parse_args().few)
