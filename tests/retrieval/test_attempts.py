"""What fails on one article fails alone; what concerns them all is raised."""

from __future__ import annotations

import pickle

import pytest

from retrieval.attempts import Failed, attempt
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
