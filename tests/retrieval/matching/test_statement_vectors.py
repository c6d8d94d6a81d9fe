"""The statements' vectors in a real Chroma: nearest in meaning, in step with the ledger, filled again when lost."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import pytest

from retrieval.index.index import Index
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.records.opening import open_ledger
from retrieval.types import Statement
from tests.retrieval.matching.conftest import TEXTS, Newsroom, write

HOTTER = "Is the ocean getting hotter?"  # no word of this stands in the articles
SPOKEN = "Oren Bask speaks\n\n9 May 2031\n\nOren Bask said that the lighthouse must be rebuilt.\n"


class Embedded:
    """Counts what is embedded, as progress tells it."""

    def __init__(self) -> None:
        self.statements = 0

    def __call__(self, what: str, done: int, total: int) -> None:
        if what == "embedding statements":
            self.statements = total


def opened(tmp_path: Path, texts: dict[str, str], stack: ExitStack, url: str | None = None) -> tuple[Newsroom, int]:
    """The newsroom of these articles alone, and how many statements were embedded for it."""
    folder = tmp_path / "articles"
    shutil.rmtree(folder, ignore_errors=True)
    index = stack.enter_context(closing(Index.open(write(folder, texts), tmp_path / "index", chroma_url=url)))
    ledger, told = open_ledger(index), Embedded()
    vectors = stack.enter_context(closing(StatementVectors.open(index, ledger, told)))
    return Newsroom(index, ledger, vectors), told.statements


def nearest(room: Newsroom, question: str, k: int = 99, *sides: str) -> list[Statement]:
    return room.vectors.nearest(room.index.embedder.embed_question(question), k, frozenset(sides))


def test_the_nearest_in_meaning_shares_no_word(newsroom: Newsroom) -> None:
    assert nearest(newsroom, HOTTER, 1)[0].quote == "the warm sea"


def test_every_statement_has_a_vector_of_unit_length(newsroom: Newsroom) -> None:
    found = newsroom.vectors.vectors(newsroom.ledger.counted)
    assert set(found) == set(newsroom.ledger.counted) == set(nearest(newsroom, HOTTER))
    assert all(abs(float(np.linalg.norm(vector)) - 1) < 0.01 for vector in found.values())


def test_what_chroma_wrote_when_it_was_killed_is_not_used(tmp_path: Path) -> None:
    with ExitStack() as stack:
        room, _ = opened(tmp_path, TEXTS, stack)
        before, found = room.index.store.meta("statement_space"), nearest(room, HOTTER)
        room.index.store.set_meta("placing statements", "")
    with ExitStack() as stack:
        room, embedded = opened(tmp_path, TEXTS, stack)
        assert embedded == 0
        assert room.index.store.meta("statement_space") != before
        assert nearest(room, HOTTER) == found


def test_a_side_is_an_actor_and_those_who_speak_for_it(newsroom: Newsroom) -> None:
    assert {row.holder for row in nearest(newsroom, HOTTER, 99, "Korland")} == {"Korland", "Oren Bask"}
    assert {row.holder for row in nearest(newsroom, HOTTER, 99, "Oren Bask")} == {"Oren Bask"}
    assert nearest(newsroom, HOTTER, 99, "Nobody") == []


def test_they_follow_what_changes_and_nothing_else_is_embedded_again(tmp_path: Path) -> None:
    with ExitStack() as stack:
        room, new = opened(tmp_path, TEXTS, stack)
        assert new == len(room.ledger.counted)
    with ExitStack() as stack:
        assert opened(tmp_path, TEXTS, stack)[1] == 0
    with ExitStack() as stack:
        texts = {name: text for name, text in TEXTS.items() if name != "fish.txt"} | {"light.txt": SPOKEN}
        room, new = opened(tmp_path, texts, stack)
        assert new == len(room.ledger.in_source("light.txt"))
        found = nearest(room, "Should the lighthouse be built again?")
        assert found[0].source == "light.txt"
        assert set(found) == set(room.ledger.counted)


def test_a_statement_that_gets_another_holder_is_another_one(tmp_path: Path) -> None:
    with ExitStack() as stack:
        opened(tmp_path, {"light.txt": SPOKEN}, stack)
    with ExitStack() as stack:
        room, new = opened(tmp_path, {"light.txt": SPOKEN.replace("Oren Bask", "Ilva Marn")}, stack)
        assert new == 1
        assert [row.holder for row in nearest(room, "lighthouse")] == ["Ilva Marn"]


def test_a_lost_collection_is_filled_again(tmp_path: Path) -> None:
    with ExitStack() as stack:
        room, _ = opened(tmp_path, TEXTS, stack)
        before = nearest(room, HOTTER)
        lost = room.index.folder / "statement-vectors"
    shutil.rmtree(lost)
    with ExitStack() as stack:  # nothing is new, so that only the first question finds it gone
        room, new = opened(tmp_path, TEXTS, stack)
        assert new == 0
        assert nearest(room, HOTTER) == before
    shutil.rmtree(lost)
    with ExitStack() as stack:  # lost, and something is new
        room, _ = opened(tmp_path, {**TEXTS, "light.txt": SPOKEN}, stack)
        assert set(nearest(room, HOTTER)) == set(room.ledger.counted)


@pytest.mark.parametrize("text", ["", "The ferry sails at noon.\n"])
def test_articles_without_a_statement_have_no_nearest(text: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        room, new = opened(tmp_path, {"a.txt": text}, stack)
        assert (new, nearest(room, HOTTER)) == (0, [])


def test_a_server_serves_as_well(tmp_path: Path, chroma_url: str) -> None:
    with ExitStack() as stack:
        room, _ = opened(tmp_path, TEXTS, stack, chroma_url)
        assert nearest(room, HOTTER, 1)[0].quote == "the warm sea"
        assert set(nearest(room, HOTTER)) == set(room.ledger.counted)


def test_those_of_a_side_are_the_same_compared_one_by_one(newsroom: Newsroom) -> None:
    """As they are among very many."""
    asked, sides = newsroom.index.embedder.embed_question(HOTTER), frozenset({"Korland"})
    with closing(StatementVectors(newsroom.index, newsroom.ledger, many=0)) as one_by_one:
        newsroom.vectors.close()
        found = one_by_one.nearest(asked, 2, sides)
        assert one_by_one._space is None, "Chroma was not asked"
    assert found == newsroom.vectors.nearest(asked, 2, sides) != []
