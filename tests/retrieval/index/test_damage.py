"""What a disk does to an index: bits that flip, no room, no right to write. It heals, or says what to do."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from retrieval.errors import DamagedIndexError, IndexFolderError
from retrieval.index.index import Index
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.statements.ledger import Ledger
from retrieval.types import Statement
from tests.fuzzing import examples

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
        ledger = Ledger.open(index, articles)
        with closing(StatementVectors.open(index, ledger)) as vectors:
            asked = index.embedder.embed_question(QUESTION)
            near = tuple(vectors.nearest(asked, 5))
        hits = tuple(hit.passage.text for hit in index.search(QUESTION, 5))
        return ledger.statements, hits, near


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Seen]:
    """An articles folder, its index, and what is seen with it."""
    folder = tmp_path_factory.mktemp("built")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "dam.txt").write_text(
        "Marn rejects the dam\n\nIlva Marn, the prime minister of Velland, rejected the dam on the Olt on Monday. "
        "She said that it would drown eleven villages. “We will not build it,” Marn said.\n"
    )
    (articles / "treaty.txt").write_text(
        "Sull offers a treaty\n\nThe republic of Sull offered a treaty on fishing. Oren Bask called it generous.\n"
    )
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


@pytest.mark.parametrize("number", range(examples(6)))
def test_flipped_bits_change_no_answer(number: int, built: tuple[Path, Path, Seen], tmp_path: Path) -> None:
    articles, data, seen = built
    shutil.copytree(data, tmp_path / "data")
    chosen = random.Random(number)
    files = sorted(each for each in (tmp_path / "data").rglob("*") if each.is_file() and each.stat().st_size)
    for path in (database(tmp_path / "data"), *chosen.choices(files, k=4)):
        flip(path, chosen)
    assert look(articles, tmp_path / "data") == seen
    assert look(articles, tmp_path / "data") == seen


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE readings SET json = replace(json, 'e', 'f')",
        "UPDATE readings SET json = '['",
        "UPDATE meta SET value = replace(value, 'Marn', 'Barn') WHERE key = 'ledger'",
        "UPDATE meta SET value = '{' WHERE key = 'unread'",
        "UPDATE passages SET first = first + 1",
        "UPDATE passages SET vector = zeroblob(length(vector))",
        "UPDATE articles SET title = 'Herring'",
        "UPDATE articles SET source = 'z.txt' WHERE number = 1",
        "UPDATE statements SET vector = zeroblob(length(vector))",
        "UPDATE statements SET key = 'x' || number",
        "UPDATE words_content SET c1 = 'herring'",
        "DELETE FROM statements WHERE number = 1",
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
        if "readings" in damage:  # the readings are looked at only where there is no ledger
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
