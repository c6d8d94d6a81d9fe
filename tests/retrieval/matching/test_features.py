from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.index.rows.store import Row
from retrieval.layout.normal_form import plain
from retrieval.matching.features import NAMES, Candidate, as_read, ask, choose, features, read_words
from retrieval.matching.query import parse

TITLE = "Bask on nets"
TEXT = "Bask on nets\nOren Bask praised nets.\nHe likes boats.\nNets were praised by Oren Bask.\n"
SPANS = [(0, 12), (13, 36), (37, 52), (53, 84)]


def table(question: str) -> tuple[list[Candidate], NDArray[np.float64]]:
    rows = [Row(n, "a.txt", n, first, past) for n, (first, past) in enumerate(SPANS)]
    query = parse(question)
    asked = ask(query, dict.fromkeys(query.words, 1), 4, np.zeros(2, np.float32), {"a.txt": 2.0})
    candidates = sorted(choose(asked, [read_words("a.txt", TEXT, TITLE, rows)], 9), key=lambda one: one.place)
    return candidates, features(asked, candidates)


def column(question: str, name: str) -> list[float]:
    return [round(value, 2) for value in table(question)[1][:, NAMES.index(name)].tolist()]


QUESTION = "What is Oren Bask's position on nets?"


def test_the_holder_is_looked_for_by_the_share_of_its_name() -> None:
    assert column(QUESTION, "holder") == [0.5, 1.0, 0.0, 1.0]
    assert column(QUESTION, "issue") == [1.0, 1.0, 0.0, 1.0]
    assert column(QUESTION, "both") == [0.5, 1.0, 0.0, 1.0]


def test_a_pronoun_after_the_holder_counts() -> None:
    assert column(QUESTION, "pronoun") == [0, 0, 1, 0]
    assert column(QUESTION, "carried") == [0, 0, 1, 0]


def test_who_is_named_first() -> None:
    assert column(QUESTION, "order") == [1, 1, 0, 0]


def test_a_plain_question_has_no_holder() -> None:
    assert column("nets and boats", "holder") == [0, 0, 0, 0]
    assert column("nets and boats", "issue") == [0.5, 0.5, 0.5, 0.5]


def test_every_feature_is_finite_even_without_words_or_vectors() -> None:
    candidates, values = table("nets")
    assert values.shape == (len(candidates), len(NAMES))
    assert np.isfinite(values).all()
    nothing = ask(parse(""), {}, 0, np.zeros(2, np.float32), {})
    assert features(nothing, []).shape == (0, len(NAMES))


@pytest.mark.parametrize(
    "text",
    [
        "Korland wants the lake.",
        "<b>Korland</b> wants&nbsp;the lake.",
        "Cafe\u0301 owners in\u00a0Velmar\u200b agree.",
        "BREL: We want the lake.",
        "- Korland\n- Tarsia\n",
        "| who | wants |\n|---|---|\n| Korland | the lake |\n",
        "[00:12:31] Korland wants the lake.",
        "**Korland** wants\nthe lake.",
        "",
    ],
)
def test_a_sentence_is_read_as_its_normal_form(text: str) -> None:
    assert as_read(text) == plain(text)
