"""What a library costs by its size: opening it, changing one article, a question.

    python -m tests.benchmarks.scale 100 1000 7587             # real articles, read from scratch
    python -m tests.benchmarks.scale --filler 300 7587 26600   # so many are read, the others are made-up copies of them

Copies have sources, contents and signatures of their own, and the names of what they were copied from. Each size is
measured in a process of its own, which says its peak memory (Linux' VmHWM).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sqlalchemy import insert, select

from bot.settings import read_settings
from bot.wiring import open_library
from retrieval.database.tables import articles, bands, statements, texts
from retrieval.index.store import Store
from retrieval.index.updating import MOST_VECTORS
from retrieval.records.writing import bands_of
from tests.benchmarks.public import read

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
from bot.wiring import open_desk
def memory(name):
    return next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith(name))
folder, data, questions = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), json.loads(sys.argv[4])
settings = read_settings(None, articles=folder, data=data)
found = {}
began, spent = time.perf_counter(), time.process_time()
desk = open_desk(settings)
found["open s"], found["open cpu s"] = time.perf_counter() - began, time.process_time() - spent
found["open MiB"] = memory("VmHWM")
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
if sys.argv[3] == "change":
    path = sorted(folder.iterdir())[7]
    for turn in range(2):
        path.write_text(path.read_text() + "\\nUkraine said that it asks the United States for more shells.\\n")
        began, spent = time.perf_counter(), time.process_time()
        desk = open_desk(settings)
        found[f"change {turn + 1} s"] = time.perf_counter() - began
        found[f"change {turn + 1} cpu s"] = time.process_time() - spent
    found["change MiB"] = memory("VmHWM")
print(json.dumps(found))
"""


def lay(folder: Path, count: int) -> None:
    """The first articles of the public news, a file each."""
    folder.mkdir(parents=True)
    for number, row in enumerate(islice(read("news/articles.jsonl.gz"), count)):
        (folder / f"{number:06}.txt").write_text(f"{row['title']}\n\n{row['text']}\n", encoding="utf-8")


_COPIES = (
    "INSERT INTO passages (article, place, first, past, vector, placed) "
    "SELECT new, place, first, past, CASE WHEN place < {few} THEN vector END, 0 "
    "FROM copies JOIN passages ON article = old ORDER BY new, place",
    "INSERT INTO words (rowid, title, body) SELECT new, title, body FROM copies JOIN words ON words.rowid = old",
    "INSERT INTO readings SELECT new, reader, version, json FROM copies JOIN readings ON article = old",
    "INSERT INTO mentions SELECT new, entity, counts, spans FROM copies JOIN mentions ON article = old",
    "INSERT INTO statements (article, {columns}) "
    "SELECT new, {columns} FROM copies JOIN statements ON article = old ORDER BY new, place",
    "UPDATE statements SET vector = lower(hex(randomblob(16))) "
    "WHERE turn < {few} AND article IN (SELECT new FROM copies)",
    "INSERT INTO statement_vectors (key, vector) SELECT made.vector, kept.vector FROM copies "
    "JOIN statements made ON made.article = new AND made.vector IS NOT NULL "
    "JOIN statements was ON was.article = old AND was.place = made.place "
    "JOIN statement_vectors kept ON kept.key = was.vector",
)


def fill(folder: Path, data: Path, count: int) -> None:
    """Copy what was read until there are so many articles."""
    library = open_library(read_settings(None, articles=folder, data=data))
    path = library.index.folder / "index.sqlite"
    library.index.close()
    store, chosen = Store(path), random.Random(0)
    database = store.database
    real = database.ask(select(articles).order_by(articles.c.number))
    top = real[-1].number  # numbers of articles that changed are gone
    copies, rows, kept, shared = [], [], [], []
    for number in range(len(real) + 1, count + 1):
        turn, place = divmod(number - 1, len(real))
        row, name = real[place], f"{number:06}.txt"
        found = store.text(row.digest)
        assert found
        text = found[0] + "\n" * turn
        digest = hashlib.sha256(text.encode()).hexdigest()
        (folder / name).write_bytes(text.encode())
        kept.append({"digest": digest, "text": text, "encoding": found[1]})
        signature = [chosen.getrandbits(32) for _ in range(128)]
        told = {"details": row.details, "signature": row.signature, "title": row.title, "folder": "", "origin": name}
        rows.append({"number": top + number, "source": name, "digest": digest, **told})
        copies.append({"old": row.number, "new": top + number})
        shared += [{"band": band, "article": top + number} for band in bands_of(signature)]
    columns = ", ".join(c.name for c in statements.columns if c.name not in ("number", "article", "vector"))
    with database.transaction():
        database.ask("CREATE TEMP TABLE copies (old INTEGER, new INTEGER)")
        database.many("INSERT INTO copies VALUES (:old, :new)", copies)
        database.many(insert(texts).prefix_with("OR IGNORE"), kept)
        database.many(insert(articles), rows)
        for statement in _COPIES:
            database.ask(statement.format(few=max(1, MOST_VECTORS // count), columns=columns))
        database.many(insert(bands), shared)
        database.ask("DROP TABLE copies")
    store.close()


def measure(folder: Path, data: Path, what: str) -> dict[str, float]:
    given = [sys.executable, "-c", MEASURE, str(folder), str(data), what, json.dumps(QUESTIONS)]
    run = subprocess.run(given, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return found


def figures(counts: list[int], filler: int, home: Path) -> Iterator[tuple[int, dict[str, float]]]:
    for count in counts:
        folder, data = home / f"articles{count}", home / f"data{count}"
        first: dict[str, float] = {}
        if not folder.exists():
            lay(folder, min(count, filler or count))
            read_first = measure(folder, data, "open")
            first = {"first reading s": read_first["open s"], "first reading MiB": read_first["open MiB"]}
            if filler and filler < count:
                fill(folder, data, count)
                measure(folder, data, "open")  # vectors of the copies
        found = measure(folder, data, "ask")
        change = measure(folder, data, "change")
        yield count, first | found | {key: value for key, value in change.items() if "change" in key}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("counts", nargs="+", type=int)
    parser.add_argument("--filler", type=int, default=0, help="so many articles are read, the others are copies")
    parser.add_argument("--home", type=Path, help="where articles and indices are kept for another run")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for count, found in figures(given.counts, given.filler, given.home or Path(temporary)):
            print(f"{count:>7} articles  " + "  ".join(f"{k} {v:.2f}" for k, v in found.items()), flush=True)


if __name__ == "__main__":
    main()
