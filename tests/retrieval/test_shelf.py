"""A shelf gives what was put there, packed or not."""

from __future__ import annotations

import pytest

from retrieval.shelf import Shelf
from retrieval.types import Span

RUNS = [[Span(1, 2), Span(3, 4)], [], [Span(5, 6)]]


@pytest.mark.parametrize("packed", [False, True])
def test_in_the_order_it_was_put(packed: bool) -> None:
    shelf = Shelf(RUNS, packed=packed)
    assert list(shelf) == list(shelf) == [Span(1, 2), Span(3, 4), Span(5, 6)]
    assert [list(run) for run in shelf.runs()] == [RUNS[0], RUNS[2]]
    assert len(shelf) == 3
    assert shelf[-1] == Span(5, 6)
    assert list(shelf[1:]) == [Span(3, 4), Span(5, 6)]


def test_what_is_packed_is_no_longer_the_same_object() -> None:
    run = [Span(1, 2)]
    assert next(Shelf([run]).runs()) is run
    assert next(Shelf([run], packed=True).runs()) is not run
