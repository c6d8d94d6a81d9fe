from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from retrieval.articles.passages import passages
from retrieval.database.database import BrokenDatabaseError
from retrieval.index.rows.store import Store
from retrieval.types import Article


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "index.sqlite")) as store:
        yield store


def put(store: Store, source: str, text: str, digest: str = "1") -> None:
    article = Article(source, text, digest)
    with store.transaction():
        store.remove(source)
        store.add(article, text.split("\n")[0], passages(article))


def test_what_is_added_is_found_by_any_form_of_its_words(store: Store) -> None:
    put(store, "a.txt", "Dam\nMarn rejected the dam.")
    put(store, "b.txt", "Fish\nHerring is cheap.")
    assert [source for source, _ in store.match('"rejects" OR "dams"', 9, 1.0)] == ["a.txt"]
    assert store.frequency("dams") == 1
    title, rows = store.passages_of({"a.txt": "1"})["a.txt"]
    assert title == "Dam"
    assert [(row.place, row.first, row.past) for row in rows] == [(0, 0, 3), (1, 4, 26)]
    assert store.passages_of({"a.txt": "another"}) == {}


def test_removing_leaves_nothing_but_what_chroma_must_forget(store: Store) -> None:
    put(store, "a.txt", "Dam\nMarn rejected the dam.")
    store.readings.put("speech", "1", Article("a.txt", "", "1"), "[]")
    store.readings.put("speech", "1", Article("unknown.txt", "", "1"), "[]")
    first, *_ = store.without_vector(10)
    store.vectors.put([(first.number, b"\0\0")])
    with store.transaction():
        store.remove("a.txt")
    assert store.count() == (0, 0)
    assert store.readings.of("speech", "1", {"a.txt": "1", "unknown.txt": "1"}) == {}
    assert store.match('"dam"', 9, 1.0) == []
    assert store.vectors.gone() == [first.number]


def test_a_number_is_never_used_again(store: Store) -> None:
    put(store, "a.txt", "Dam")
    (before,) = store.without_vector(1)
    put(store, "a.txt", "Dam", "2")
    (after,) = store.without_vector(1)
    assert after.number > before.number


def test_readings_belong_to_a_version_and_a_content(store: Store) -> None:
    put(store, "a.txt", "Dam")
    article, present = Article("a.txt", "Dam", "1"), {"a.txt": "1"}
    store.readings.put("speech", "1", article, "[1]")
    assert store.readings.of("speech", "1", present) == {"a.txt": "[1]"}
    assert store.readings.of("speech", "1", {"a.txt": "2"}) == {}
    assert store.readings.of("speech", "2", present) == {}
    store.readings.put("speech", "2", article, "[2]")
    assert store.readings.of("speech", "1", present) == {}
    put(store, "a.txt", "Dam, changed", "2")
    assert store.readings.of("speech", "2", {"a.txt": "2"}) == {}
    store.readings.put("speech", "2", article, "[of the older content]")
    assert store.readings.of("speech", "2", {"a.txt": "2"}) == {}
    assert store.readings.of("speech", "2", present) == {}


def test_a_transaction_that_fails_changes_nothing(store: Store) -> None:
    def fail() -> None:
        with store.transaction():
            store.set_meta("key", "value")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.meta("key") is None


def test_another_format_or_a_strange_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    store = Store(path)
    store.set_meta("format", "older")
    store.close()
    with pytest.raises(BrokenDatabaseError, match="another version"):
        Store(path)
    path.write_bytes(b"no database " * 1_000)
    with pytest.raises(DatabaseError):
        Store(path)


def test_a_word_of_another_folder_stands_nowhere_here(store: Store) -> None:
    put(store, "north/a.txt", "Dam\nMarn rejected the dam.")
    assert store.some_with("dams", 1) == store.within("north").some_with("dams", 1) == ["north/a.txt"]
    assert store.within("south").some_with("dams", 1) == []
