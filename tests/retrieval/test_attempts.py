"""What fails on one article fails alone; what concerns them all is raised."""

from __future__ import annotations

import pickle
from collections.abc import Sequence

import pytest

from retrieval.attempts import Failed, attempt, merge
from retrieval.errors import ModelError


def test_work_gives_what_it_makes_or_why_it_failed() -> None:
    assert attempt(int, "3") == 3
    failed = attempt(int, "three")
    assert isinstance(failed, Failed)
    assert failed.why == "ValueError"
    assert "three" in failed.trace
    assert pickle.loads(pickle.dumps(failed)) == failed


def test_what_concerns_more_than_one_article_is_raised() -> None:
    def missing() -> None:
        raise ModelError("The model is missing.", "Install it.")

    with pytest.raises(ModelError):
        attempt(missing)


def test_an_error_for_a_person_crosses_processes() -> None:
    error = ModelError("The model is missing.", "Install it.")
    assert str(pickle.loads(pickle.dumps(error))) == "The model is missing. Install it."


def joined(names: Sequence[str]) -> str:
    """Falls over "x", and over "a" and "b" together."""
    if "x" in names or {"a", "b"} <= set(names):
        raise OverflowError(",".join(names))
    return "".join(names)


def test_a_merge_leaves_out_what_breaks_it_and_says_why() -> None:
    made, failed = merge(joined, list("caxbd"))
    assert made == "cad"
    assert {name: one.why for name, one in failed.items()} == {"x": "OverflowError", "b": "OverflowError"}
    assert merge(joined, list("cad")) == ("cad", {})


def test_a_merge_tries_first_without_those_that_broke_it_before() -> None:
    tried: list[str] = []

    def work(names: Sequence[str]) -> str:
        tried.append("".join(names))
        return joined(names)

    made, failed = merge(work, list("caxd"), {"x"})
    assert (made, set(failed), tried) == ("cad", {"x"}, ["caxd", "cad"])
    assert merge(work, list("cad"), {"a"}) == ("cad", {})


def test_a_merge_that_works_with_no_article_is_no_articles_fault() -> None:
    def never(names: Sequence[str]) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        merge(never, ["a", "b"])
    assert merge(len, []) == (0, {})
