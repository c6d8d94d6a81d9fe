"""What a library costs by its size: opening it, changing one article, a question.

    python -m tests.benchmarks.scale 100 1000 7587             # real articles, read from scratch
    python -m tests.benchmarks.scale --home DIR 7587          # the same; stopped, it goes on where it was
    python -m tests.benchmarks.scale --filler 300 7587 26600   # so many are read, the others are made-up copies of them
    python -m tests.benchmarks.scale --finding 1000 7587 26600 # made-up rows: a question's first step, and its chart

"change" is the first and the second change in a program that has only opened its folder; "bot" in one that has loaded
what reads an article, as a bot does while a changed file settles. Copies have sources, contents and signatures of their
own, and the names of what they were copied from. Each size is measured in a process of its own, which says its peak
memory (Linux' VmHWM). A first reading is watched from outside, with the processes that it starts. On a machine that
does other things, look at the processor's seconds ("cpu").
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from itertools import islice
from math import log10
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select

from bot.desks.read_library import ReadLibrary
from bot.desks.reading_desk import ReadingDesk
from bot.settings import read_settings
from bot.wiring import open_library
from bot.writers.extractive import ExtractiveWriter
from retrieval.database.tables import articles, bands, mentions, passages, readings, statements, texts
from retrieval.index.rows.seals import sealed
from retrieval.index.rows.store import Store
from retrieval.index.updating import MOST_VECTORS
from retrieval.matching.evidence import Wanted
from retrieval.matching.query import expression, parse, telling
from retrieval.matching.recall import recall
from retrieval.matching.reranking import default_reader
from retrieval.matching.search import ARTICLES, COMMON
from retrieval.records.rows.writing import bands_of
from tests.benchmarks.filler import Filler, holder
from tests.benchmarks.public import read
from tests.benchmarks.watched import Spent, watched

READ = "first_reading.json"  # beside an index: its first reading is done, and has cost this
CLOCK = "the same by the clock"
QUESTIONS = (
    "What does the United States demand of China?",
    "What has Joe Biden said about classified documents?",
    "Who opposes higher interest rates?",
    "What does Ukraine ask for?",
    "What does the union want?",
)
MEASURE = """
import json, pathlib, statistics, sys, time
from bot.settings import read_settings
from bot.wiring import load_readers, open_desk
def memory(name):
    return next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith(name))
def progress(what, done, total):
    if done == total or time.perf_counter() - progress.last > 60:
        progress.last = time.perf_counter()
        print(what, done, total, file=sys.stderr, flush=True)
progress.last = 0
folder, data, questions = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), json.loads(sys.argv[4])
settings = read_settings(None, articles=folder, data=data)
found = {}
began, spent = time.perf_counter(), time.process_time()
desk = open_desk(settings, progress)
found["open s"], found["open cpu s"] = time.perf_counter() - began, time.process_time() - spent
found["open MiB"], found["left out"] = memory("VmHWM"), len(desk.skipped)
if sys.argv[3] == "ask":
    desk.ask(questions[0])
    each, cpu = [], []
    for question in questions * 2:
        began, spent = time.perf_counter(), time.process_time()
        desk.ask(question)
        each.append(time.perf_counter() - began)
        cpu.append(time.process_time() - spent)
    found["ask median s"], found["ask median cpu s"] = statistics.median(each), statistics.median(cpu)
    found["ask MiB"] = memory("VmHWM")
if sys.argv[3] in ("change", "bot"):
    path = sorted(folder.iterdir())[7]
    if sys.argv[3] == "bot":  # which loads what reads an article while the file settles
        load_readers(settings)
    for turn in range(2):
        path.write_text(path.read_text() + "\\nUkraine said that it asks the United States for more shells.\\n")
        began, spent = time.perf_counter(), time.process_time()
        desk = open_desk(settings)
        found[f"{sys.argv[3]} {turn + 1} s"] = time.perf_counter() - began
        found[f"{sys.argv[3]} {turn + 1} cpu s"] = time.process_time() - spent
    found[f"{sys.argv[3]} MiB"] = memory("VmHWM")
print(json.dumps(found))
"""


def lay(folder: Path, count: int) -> None:
    """The first articles of the public news, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, row in enumerate(islice(read("news/articles.jsonl.gz"), count)):
        (folder / f"{number:06}.txt").write_text(f"{row['title']}\n\n{row['text']}\n", encoding="utf-8")


def fill(folder: Path, data: Path, count: int) -> None:
    """Copy what was read until there are so many articles."""
    library = open_library(read_settings(None, articles=folder, data=data))
    path = library.index.folder / "index.sqlite"
    library.index.close()
    store, chosen = Store(path), random.Random(0)
    database, few = store.database, max(1, MOST_VECTORS // count)
    real = database.ask(select(articles).order_by(articles.c.number))
    top = real[-1].number  # numbers of articles that changed are gone
    with database.transaction():
        for number in range(len(real) + 1, count + 1):
            turn, place = divmod(number - 1, len(real))
            _copy(store, real[place], folder / f"{number:06}.txt", top + number, turn, few, chosen)
    store.close()


def _copy(store: Store, row: Any, path: Path, number: int, turn: int, few: int, chosen: random.Random) -> None:
    database = store.database
    found = store.text(row.digest)
    assert found
    text = found.text + "\n" * turn
    path.write_bytes(text.encode())
    digest = hashlib.sha256(text.encode()).hexdigest()

    def rows(table: Table) -> list[dict[str, Any]]:
        there = database.ask(select(table).where(table.c.article == row.number).order_by(*table.primary_key))
        return [{k: v for k, v in each._asdict().items() if k != "number"} | {"article": number} for each in there]

    given = json.dumps(found.given.dump())
    seal = sealed(digest, text, found.encoding, given)
    database.ask(insert(texts), digest=digest, text=text, encoding=found.encoding, given=given, seal=seal)
    spans = rows(passages)
    places = [at for each in spans for at in (each["place"], each["first"], each["past"])]
    told = {"source": path.name, "digest": digest, "title": row.title, "folder": "", "origin": path.name}
    seal = sealed(path.name, digest, row.title, "", *places)
    database.ask(insert(articles), number=number, **told, details=row.details, signature=row.signature, seal=seal)
    database.many(
        insert(passages),
        [
            each | ({"placed": False} if each["place"] < few else {"placed": False, "vector": None, "seal": None})
            for each in spans
        ],
    )
    copied = "INSERT INTO words (rowid, title, body) SELECT :new, title, body FROM words WHERE rowid = :old"
    database.ask(copied, new=number, old=row.number)
    for each in rows(readings):
        each["seal"] = sealed(each["reader"], each["version"], digest, each["json"])
        database.ask(insert(readings), **each)
    database.many(insert(mentions), rows(mentions))
    said = rows(statements)
    vectors = store.keyed_vectors.of([each["vector"] for each in said if each["vector"]])
    for each in said:
        vector = vectors.get(each["vector"])
        each["vector"] = (
            chosen.randbytes(16).hex() if vector and each["turn"] is not None and each["turn"] < few else None
        )
        if vector and each["vector"]:
            store.keyed_vectors.put([(each["vector"], vector)])
    database.many(insert(statements), said)
    signature = [chosen.getrandbits(32) for _ in range(128)]
    database.many(insert(bands), [{"band": band, "article": number} for band in bands_of(signature)])


def measure(folder: Path, data: Path, what: str) -> dict[str, float]:
    run = subprocess.run(_command(folder, data, what), check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return found


def _command(folder: Path, data: Path, what: str) -> list[str]:
    return [sys.executable, "-c", MEASURE, str(folder), str(data), what, json.dumps(QUESTIONS)]


def first_reading(folder: Path, data: Path) -> dict[str, float]:
    """Of all in the folder. What it has cost is kept beside `data`: one that was killed goes on with its figures."""
    kept = data.with_suffix(".json")
    before = Spent(**json.loads(kept.read_text())) if kept.exists() else Spent()

    def look(now: Spent) -> None:
        kept.write_text(json.dumps(asdict(before + now)))

    printed, last = watched(_command(folder, data, "open"), look)
    look(last)
    spent, found = before + last, json.loads(printed.splitlines()[-1])
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in folder.iterdir())
    return {
        "first reading s": spent.wall,
        "first reading cpu s": spent.cpu,
        "first reading MiB": found["open MiB"],
        "with its processes MiB": spent.mebibytes,
        "left out": found["left out"],
        "words": words,
        "articles of 860 words a cpu s": words / 860 / spent.cpu,
    }


def figures(counts: list[int], filler: int, home: Path) -> Iterator[tuple[int, dict[str, float]]]:
    for count in counts:
        folder, data = home / f"articles{count}", home / f"data{count}"
        if not (data / READ).exists():
            lay(folder, min(count, filler or count))
            first = first_reading(folder, data)
            (data / READ).write_text(json.dumps(first))
            if filler and filler < count:
                fill(folder, data, count)
                measure(folder, data, "open")  # vectors of the copies
        first = json.loads((data / READ).read_text())
        found = measure(folder, data, "ask")
        change = measure(folder, data, "change") | measure(folder, data, "bot")
        yield count, first | found | {key: each for key, each in change.items() if key.startswith(("change", "bot"))}


def finding(count: int, home: Path, questions: int = 12) -> dict[str, float]:
    """Milliseconds of the processor, the median question's: what finding the sentences costs that are read for it."""
    filler = Filler(home / f"made{count}", count)
    index, ledger, vectors = filler.index()
    store, embedder = index.store, index.embedder
    index.open_search().warm()
    reader, writer = default_reader(), ExtractiveWriter()
    reader.warm()
    library = ReadLibrary(index, ledger, vectors, lambda asked, texts: reader.score(asked, texts).tolist())
    desk = ReadingDesk(library, writer, writer)
    desk.ask(f"What does {holder(1)} say?")
    told: dict[str, list[float]] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        found = work()
        told.setdefault(name, []).append(1000 * (time.process_time() - began))
        return found

    for number in range(questions):
        name = holder(3 * number + 1)  # nobody has number 0
        text = f"What does {name} say about {filler.sentence().lower()[:50]}?"
        query, sides = parse(text), (frozenset({name}),)
        vector = embedder.embed_question(text)
        words = telling({word: store.frequency(word) for word in query.words}, COMMON)
        timed("words", partial(store.match, expression(words), ARTICLES, 2.0))
        timed("vectors", partial(vectors.nearest, vector, 60))
        timed("vectors of a side", partial(vectors.nearest, vector, 30, sides[0]))
        timed("all", partial(recall, Wanted(text, sides), index, ledger, vectors, index.sentences))
        began = time.perf_counter()
        answered = timed("question to answer", partial(desk.ask, text))
        told.setdefault(CLOCK, []).append(1000 * (time.perf_counter() - began))
        assert answered.coverage.mentioning, "its holder is known"
    vectors.close()
    index.close()
    return {name: statistics.median(each) for name, each in told.items()}


def chart(found: Mapping[int, Mapping[str, float]]) -> str:
    """Milliseconds by articles, both axes in powers of ten, as SVG."""
    left, top, width, height = 60, 20, 480, 260
    most, least = 3, 0  # powers of ten of milliseconds

    def at(count: float, cost: float) -> tuple[float, float]:
        across = (log10(count) - 3) / (log10(200_000) - 3)
        up = (log10(max(1.0, cost)) - least) / (most - least)
        return left + width * across, top + height * (1 - up)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="700" height="{top + height + 50}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="none" stroke="#888"/>',
        f'<text x="{left}" y="{top + height + 40}">articles; milliseconds of the processor</text>',
    ]
    for power in range(least, most + 1):
        _, y = at(1_000, 10**power)
        parts.append(f'<text x="{left - 8}" y="{y + 4:.0f}" text-anchor="end">{10**power}</text>')
        parts.append(f'<path d="M{left} {y:.0f}H{left + width}" stroke="#ddd"/>')
    for count in found:
        x, _ = at(count, 1)
        parts.append(f'<text x="{x:.0f}" y="{top + height + 18}" text-anchor="middle">{count:,}</text>')
    names = [name for name in next(iter(found.values())) if name != CLOCK]
    for name, colour in zip(names, ("#1b6ca8", "#c4622d", "#4f8a3c", "#333333", "#8a3c7a"), strict=False):
        line = " ".join("{:.0f},{:.0f}".format(*at(count, each[name])) for count, each in found.items())
        x, y = at(*[(count, each[name]) for count, each in found.items()][-1])
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{x + 6:.0f}" y="{y + 4:.0f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("counts", nargs="+", type=int)
    parser.add_argument("--filler", type=int, default=0, help="so many articles are read, the others are copies")
    parser.add_argument("--home", type=Path, help="where articles and indices are kept for another run")
    parser.add_argument("--finding", action="store_true", help="made-up rows: the cost of finding alone")
    given = parser.parse_args()
    if given.finding:
        with tempfile.TemporaryDirectory() as temporary:
            made = {count: finding(count, given.home or Path(temporary)) for count in given.counts}
        for count, each in made.items():
            print(f"{count:>7} articles  " + "  ".join(f"{name} {cost:.0f} ms" for name, cost in each.items()))
        Path(__file__).with_name("finding.svg").write_text(chart(made), encoding="utf-8")
        return
    with tempfile.TemporaryDirectory() as temporary:
        for count, found in figures(given.counts, given.filler, given.home or Path(temporary)):
            print(f"{count:>7} articles  " + "  ".join(f"{k} {v:.2f}" for k, v in found.items()), flush=True)


if __name__ == "__main__":
    main()
