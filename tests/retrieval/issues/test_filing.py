"""What induction needs of a statement: its vector and its words, or its words alone."""

from __future__ import annotations

import numpy as np

from retrieval.issues.filing import said_in
from retrieval.types import Act, Form, Span, Statement

QUOTE, BEHIND = Span(0, 20), Span(50, 70)


def statement(quote: Span) -> Statement:
    told = (quote, "the lake", Form.INDIRECT, Act.DEMAND, None, False, None, None, None)
    return Statement("a.txt", "Korland", None, None, None, *told)


def test_a_statement_has_its_vector_and_what_else_its_sentence_says() -> None:
    passages = [(Span(0, 30), np.ones(3, np.float32)), (Span(100, 120), np.zeros(3, np.float32))]
    found = [(statement(QUOTE), ("the lake",)), (statement(QUOTE), ("fishing rights",))]
    one, other = said_in(found, str, lambda _: passages)
    assert one.vector is not None
    assert one.terms == ("the lake",)
    assert list(one.around) == list(other.around) == ["the lake", "fishing rights"]


def test_where_no_passage_has_a_vector_all_its_words_are_left() -> None:
    found = [(statement(BEHIND), ("the lake", "fishing rights")), (statement(BEHIND), ())]
    one, other = said_in(found, str, lambda _: [(Span(0, 30), np.ones(3, np.float32))])
    assert one.vector is other.vector is None
    assert " ".join(one.terms) == "the lake fishing rights"
    assert " ".join(other.terms) == ""
    assert (one.side, one.source) == ("Korland", "a.txt")
