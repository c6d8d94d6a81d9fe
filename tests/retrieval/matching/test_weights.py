"""How surely words are held by whom they are shown with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.matching.weights import HOLDING, holding_features, weights
from retrieval.types import Act, Actor, ActorKind, Form, Span, Statement


def row(confidence: float = 0.98, reporter: str | None = None) -> Statement:
    return Statement(
        source="a.txt",
        holder="Ona Brel",
        holder_span=None,
        reporter=reporter,
        cue_span=None,
        quote_span=Span(0, 4),
        quote="rain",
        form=Form.DIRECT,
        act=Act.STATE,
        polarity=None,
        hedge=False,
        issue=None,
        said=None,
        published=None,
        confidence=confidence,
    )


def held(*told: object) -> float:
    return weights().holding(holding_features(*told))  # type: ignore[arg-type]


PERSON = Actor("Ona Brel", ActorKind.PERSON)
VOICE = Actor("officials", ActorKind.GROUP)


def test_a_sure_statement_of_somebody_with_a_name_is_surest() -> None:
    best = held(row(), PERSON, "Brel said “rain”.")
    assert best > 0.95
    for doubted in (
        (row(0.5), PERSON, ""),
        (row(), VOICE, ""),
        (row(reporter="Odo Penn"), PERSON, ""),
        (None, None, "It rained."),
    ):
        assert held(*doubted) < best


def test_quotation_marks_that_nobody_is_known_to_speak_in_are_not_the_articles_words() -> None:
    assert held(None, None, "He called it “a total disaster”.") < weights().held < held(None, None, "It rained.")


@given(st.one_of(st.none(), st.floats(0, 1)), st.sampled_from([None, PERSON, VOICE]), st.text())
def test_any_row_gives_a_probability(confidence: float | None, holder: Actor | None, words: str) -> None:
    one = None if confidence is None else row(confidence)
    assert len(holding_features(one, holder, words)) == len(HOLDING)
    assert 0 < held(one, holder, words) < 1


@pytest.mark.parametrize("name", ["held", "least", "shown", "answered"])
def test_the_bars_are_probabilities(name: str) -> None:
    assert 0 < getattr(weights(), name) < 1
