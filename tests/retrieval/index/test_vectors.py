from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import IndexFolderError
from retrieval.index.chroma_seals import is_sealed
from retrieval.index.vectors import BrokenVectorsError, VectorSpace


@pytest.fixture(params=["embedded", "server"])
def space(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorSpace]:
    url = request.getfixturevalue("chroma_url") if request.param == "server" else None
    with closing(VectorSpace(tmp_path / "vectors", f"positions-{uuid.uuid4().hex}", url)) as space:
        yield space


def unit(count: int, seed: int = 0) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    vectors = np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def test_the_nearest_come_first(space: VectorSpace) -> None:
    vectors = unit(50)
    space.add(range(100, 150), vectors)
    expected = np.argsort(-(vectors @ vectors[7]))[:5] + 100
    assert space.nearest(vectors[7], 5) == expected.tolist()
    assert len(space.nearest(vectors[7], 500)) == 50


def test_added_twice_stands_once_and_removed_is_gone(space: VectorSpace) -> None:
    vectors = unit(3)
    space.add([1, 2, 3], vectors)
    space.add([1, 2, 3], vectors)
    assert space.count() == 3
    space.remove([2, 99])
    assert space.count() == 2
    assert 2 not in space.nearest(vectors[1], 3)


def test_an_empty_space_has_no_nearest(space: VectorSpace) -> None:
    assert space.nearest(unit(1)[0], 5) == []


def test_others_of_the_prefix_are_dropped_on_the_server(chroma_url: str, tmp_path: Path) -> None:
    old, new = (VectorSpace(tmp_path, f"positions-drop-{name}", chroma_url) for name in ("old", "new"))
    with closing(old), closing(new):
        old.add([1], unit(1))
        new.add([1, 2], unit(2))
        new.drop_others("positions-drop-")
        assert new.count() == 2
        old.close()
        assert old.count() == 0


def test_a_collection_that_is_gone_from_the_server_is_broken_not_unreachable(chroma_url: str, tmp_path: Path) -> None:
    mine, other = (VectorSpace(tmp_path, f"positions-gone-{name}", chroma_url) for name in ("mine", "other"))
    with closing(mine), closing(other):
        mine.add([1], unit(1))
        other.drop_others("positions-gone-")
        with pytest.raises(BrokenVectorsError):
            mine.nearest(unit(1)[0], 1)


def test_a_chroma_that_answers_is_reached(space: VectorSpace) -> None:
    space.reach()
    space.reach()
    assert space.count() == 0


def test_what_failed_is_not_sealed(tmp_path: Path) -> None:
    space = VectorSpace(tmp_path / "vectors", "positions-failed")
    space.add([1, 2], unit(2))
    space.close()
    assert is_sealed(tmp_path / "vectors")
    for fail in (partial(space.check, 3, []), partial(space.add, [3], unit(1)[:, :8])):
        with pytest.raises(BrokenVectorsError):
            fail()
        space.close()
        assert not is_sealed(tmp_path / "vectors")


def test_a_broken_folder_says_that_it_is_broken(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database " * 1_000)
    with closing(VectorSpace(tmp_path, "positions-broken")) as space, pytest.raises(BrokenVectorsError):
        space.count()
    assert "BrokenVectorsError" in caplog.text  # what the process that tried said last


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    space = VectorSpace(tmp_path, "positions-none", "http://127.0.0.1:9")
    for ask in (space.count, space.reach):
        with pytest.raises(IndexFolderError, match=r"127\.0\.0\.1:9 does not answer.*CHROMA_URL"):
            ask()
