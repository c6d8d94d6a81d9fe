"""What a disk and a kill do to an index: bits that flip, no room, no right to write. It heals, or says what to do.

The numbers of flips and kills grow with FUZZ: `FUZZ=10 pytest tests/retrieval/index/test_damage.py` has 60 and 30.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from retrieval.errors import DamagedIndexError, IndexFolderError
from retrieval.index.chroma_seals import Hold, is_sealed
from retrieval.index.index import Index
from retrieval.index.vectors import VectorSpace
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.records.opening import open_ledger
from retrieval.types import Statement
from tests.fuzzing import examples

READ = """
import sys
from pathlib import Path
from retrieval.index.index import Index
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.records.opening import open_ledger
def say(*step): print(*step, flush=True)
index = Index.open(Path(sys.argv[1]), Path(sys.argv[2]), say)
ledger = open_ledger(index, Path(sys.argv[1]), say)
StatementVectors.open(index, ledger, say)
"""
LINES = 8  # that it prints
QUESTION = "What does Ilva Marn say about the dam?"
Seen = tuple[tuple[Statement, ...], tuple[str, ...], tuple[Statement, ...]]


def look(articles: Path, data: Path) -> Seen:
    """What is known and found, by all that is stored. Like the bot it looks again where damage was put aside."""
    try:
        return _look(articles, data)
    except DamagedIndexError:
        return _look(articles, data)


def _look(articles: Path, data: Path) -> Seen:
    with closing(Index.open(articles, data)) as index:
        ledger = open_ledger(index, articles)
        with closing(StatementVectors.open(index, ledger)) as vectors:
            asked = index.embedder.embed_question(QUESTION)
            near = tuple(vectors.nearest(asked, 5))
        hits = tuple(hit.passage.text for hit in index.search(QUESTION, 5))
        return tuple(ledger.statements), hits, near


def write_articles(folder: Path) -> None:
    folder.mkdir()
    (folder / "dam.txt").write_text(
        "Marn rejects the dam\n\nIlva Marn, the prime minister of Velland, rejected the dam on the Olt on Monday. "
        "She said that it would drown eleven villages. “We will not build it,” Marn said.\n"
    )
    (folder / "treaty.txt").write_text(
        "Sull offers a treaty\n\nThe republic of Sull offered a treaty on fishing. Oren Bask called it generous.\n"
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Seen]:
    """An articles folder, its index, and what is seen with it."""
    folder = tmp_path_factory.mktemp("built")
    articles = folder / "articles"
    write_articles(articles)
    seen = look(articles, folder / "data")
    assert seen[0]
    assert seen[2]
    return articles, folder / "data", seen


def database(data: Path) -> Path:
    return next(data.rglob("index.sqlite"))


def flip(path: Path, chosen: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chosen.randrange(len(content))] ^= 1 << chosen.randrange(8)
    path.write_bytes(content)


def flip_some(data: Path, chosen: random.Random, flips: int) -> None:
    files = sorted(each for each in data.rglob("*") if each.is_file() and each.stat().st_size)
    for path in (database(data), *chosen.choices(files, k=flips - 1)):
        flip(path, chosen)


@pytest.mark.parametrize("number", range(examples(6)))
def test_flipped_bits_change_no_answer(number: int, built: tuple[Path, Path, Seen], tmp_path: Path) -> None:
    articles, data, seen = built
    shutil.copytree(data, tmp_path / "data")
    flip_some(tmp_path / "data", random.Random(number), 5)
    assert look(articles, tmp_path / "data") == seen
    assert look(articles, tmp_path / "data") == seen


def test_what_would_end_chroma_is_opened_by_another_process_first(
    built: tuple[Path, Path, Seen], tmp_path: Path
) -> None:
    articles, data, seen = built
    shutil.copytree(data, tmp_path / "data")
    for path in (tmp_path / "data").rglob("*.bin"):
        path.write_bytes(random.Random(path.name).randbytes(path.stat().st_size))
    assert look(articles, tmp_path / "data") == seen


def test_whole_files_of_chroma_are_opened_by_no_other_process(built: tuple[Path, Path, Seen], tmp_path: Path) -> None:
    articles, data, seen = built
    shutil.copytree(data, tmp_path / "data")
    for _ in range(2):
        assert look(articles, tmp_path / "data") == seen
        folders = [each.parent for each in (tmp_path / "data").rglob("chroma.sqlite3")]
        assert len(folders) == 2
        assert all(map(is_sealed, folders))


def test_what_is_closed_last_is_sealed_and_what_a_living_process_has_open_is_known(tmp_path: Path) -> None:
    folder = tmp_path / "vectors"
    call = f"""
import sys
from pathlib import Path
import numpy as np
from retrieval.index.vectors import VectorSpace
space = VectorSpace(Path({str(folder)!r}), "some")
space.add([1], np.ones((1, 4), np.float32))
print("open", flush=True)
sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", call], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with closing(Hold(folder)) as hold:
            assert not hold.is_first()
        here = VectorSpace(folder, "some")
        assert here.count() == 1
        here.close()
        assert not is_sealed(folder)
    assert process.returncode == 0
    assert is_sealed(folder)
    with subprocess.Popen([sys.executable, "-c", call], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    assert not is_sealed(folder)
    with closing(Hold(folder)) as hold:
        assert hold.is_first()


@pytest.mark.parametrize("number", range(10))
def test_whoever_waited_for_one_that_gave_up_looks_for_itself(number: int, tmp_path: Path) -> None:
    firsts = list[bool]()

    def look_and_give_up() -> None:
        with closing(Hold(tmp_path)) as hold:
            firsts.append(hold.is_first())

    first = Hold(tmp_path)
    assert first.is_first()
    waiting = [threading.Thread(target=look_and_give_up, daemon=True) for _ in range(20)]
    for each in waiting:
        each.start()
    first.close()
    for each in waiting:
        each.join()
    assert all(firsts)
    assert len(firsts) == len(waiting)


@pytest.mark.parametrize("number", range(examples(3)))
def test_a_kill_while_articles_are_read_changes_no_answer(
    number: int, built: tuple[Path, Path, Seen], tmp_path: Path
) -> None:
    articles, _, seen = built
    line = random.Random(number).randrange(LINES)
    call = [sys.executable, "-c", READ, str(articles), str(tmp_path / "data")]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for at, _ in enumerate(process.stdout):
            if at == line:
                process.kill()
    assert look(articles, tmp_path / "data") == seen


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE readings SET json = replace(json, 'e', 'f')",
        "UPDATE readings SET json = '['",
        "UPDATE texts SET text = replace(text, 'e', 'f')",
        "UPDATE texts SET given = '['",
        "DELETE FROM texts WHERE text LIKE '%Marn%'",
        "UPDATE statements SET holder = replace(holder, 'Marn', 'Barn')",
        "UPDATE statements SET quote = replace(quote, 'e', 'f'), act = 'herring'",
        "UPDATE statements SET vector = zeroblob(8)",
        "DELETE FROM statements WHERE headline",
        "UPDATE entities SET name = replace(name, 'Marn', 'Barn'), kind = 'herring'",
        "UPDATE aliases SET text = 'Herring'",
        "UPDATE mentions SET spans = '['",
        "UPDATE persons SET spellings = '{'",
        "UPDATE articles SET details = '['",
        "UPDATE articles SET origin = 'z.txt'",
        "UPDATE articles SET origin = NULL",
        "UPDATE meta SET value = '[' WHERE key IN ('states', 'filing', 'changed since', 'rows')",
        "UPDATE meta SET value = replace(value, 'a', 'b') WHERE key = 'ledger'",
        "UPDATE meta SET value = '{' WHERE key = 'unread'",
        "UPDATE passages SET first = first + 1",
        "UPDATE passages SET vector = zeroblob(length(vector))",
        "UPDATE articles SET title = 'Herring'",
        "UPDATE articles SET source = 'z.txt' WHERE number = 1",
        "UPDATE statement_vectors SET vector = zeroblob(length(vector))",
        "UPDATE statement_vectors SET key = 'x' || number",
        "UPDATE words_content SET c1 = 'herring'",
        "DELETE FROM statement_vectors WHERE number = 1",
        "DELETE FROM gone",
        "UPDATE meta SET value = 'x' WHERE key = 'mine'",
    ],
)
def test_whatever_no_longer_fits_its_seal_is_made_again(
    damage: str, built: tuple[Path, Path, Seen], tmp_path: Path
) -> None:
    articles, data, seen = built
    shutil.copytree(data, tmp_path / "data")
    with closing(sqlite3.connect(database(tmp_path / "data"))) as db, db:
        db.execute(damage)
        if "readings" in damage:  # the readings are looked at only where rows are made again
            db.execute("DELETE FROM meta WHERE key = 'ledger'")
    assert look(articles, tmp_path / "data") == seen


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder], capture_output=True)
    if made.returncode:
        pytest.skip("no right to mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_is_named_with_its_remedy(built: tuple[Path, Path, Seen], tmp_path: Path) -> None:
    with disk(tmp_path / "small", "64k") as full, pytest.raises(IndexFolderError, match=r"disk is full.+Make room"):
        look(built[0], full / "data")


def test_a_complete_index_can_be_asked_where_nobody_can_write(built: tuple[Path, Path, Seen], tmp_path: Path) -> None:
    articles, data, seen = built
    with disk(tmp_path / "disk", "64m") as closed:
        shutil.copytree(data, closed / "data")
        subprocess.run(["mount", "-o", "remount,ro", closed], check=True)
        assert look(articles, closed / "data") == seen
        shutil.copytree(articles, tmp_path / "more")
        (tmp_path / "more" / "new.txt").write_text("Herring cost 40 crowns in Porto Sull.\n")
        with pytest.raises(IndexFolderError, match=r"cannot be written.+Allow writing there"):
            look(tmp_path / "more", closed / "data")
