from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.entities.evidence import Evidence, initials, long_form, read
from retrieval.mentions.facts import Sort


def told(text: str, sort: Sort) -> list[tuple[str, str | None]]:
    return [(fact.name, fact.of) for fact in read(text).facts if fact.sort is sort]


@pytest.mark.parametrize(
    ("text", "place", "of"),
    [
        ("Velmar, the Tarsian capital, hosted talks.", "Velmar", "Tarsian"),
        ("They met in the Tarsian capital, Velmar.", "Velmar", "Tarsian"),
        ("Tarsia's capital, Velmar, was calm.", "Velmar", "Tarsia"),
        ("They met in the capital of Tarsia, Velmar.", "Velmar", "Tarsia"),
        ("the Reed House, the seat of the Tarsian government, said", "Reed House", "Tarsian"),
    ],
)
def test_a_capital_or_a_seat_is_said_to_be_one(text: str, place: str, of: str) -> None:
    assert told(text, Sort.CAPITAL) == [(place, of)]


def test_the_home_of_something_else_is_no_seat() -> None:
    assert told("Velmar, the home of Tarsian opera, burned.", Sort.CAPITAL) == []


def test_an_acronym_is_explained() -> None:
    assert told("the Sund Fishing Authority (SFA) said", Sort.ALIAS) == [("SFA", "Sund Fishing Authority")]
    assert told("the old harbour (SFA) said", Sort.ALIAS) == []


def test_initials_and_long_forms() -> None:
    assert initials("Organization of the Lake States") == "OLS"
    assert long_form("EU", "ministers of the European Union ") == "European Union"
    assert long_form("EU", "ministers of the union ") is None


def test_an_office_that_runs_into_a_name_is_cut() -> None:
    text = "Deputy Prime Minister for River Affairs Ona Brel said so. Brel left."
    assert [name.text for name in read(text).names if "Brel" in name.text] == ["Ona Brel", "Brel"]


def test_evidence_survives_being_kept() -> None:
    text = (
        "Tarsian Foreign Minister Ona Brel said in Velmar, the Tarsian capital, that the SFA talks failed.\nSo it is."
    )
    read_once = read(text)
    assert Evidence.load(read_once.dump()) == read_once


@given(st.text(max_size=300))
def test_any_text_gives_slices(text: str) -> None:
    one = read(text)
    for name in one.names:
        assert name.span.of(text) == name.text
    for fact in one.facts:
        assert 0 <= fact.span.start < fact.span.end <= len(text)
    assert Evidence.load(one.dump()) == one


@pytest.mark.parametrize("text", ["Talks met. Ona Brel of", "Ona Brel from", "who is leading talks for Ona Brel,"])
def test_a_text_that_breaks_off_can_be_read(text: str) -> None:
    assert not [fact for fact in read(text).facts if fact.sort is Sort.OFFICE]


def test_of_one_persons_offices_the_longer_stands_first() -> None:
    """Whatever order a set has in this program: who takes the first takes the same in every one."""
    text = " ".join(
        f"{name}, chairman and chief executive of {body}, said no."
        for name, body in (("Ona Brel", "Tarn Motors"), ("Odo Penn", "Velmar Steel"), ("Ada Lind", "Korland Rail"))
    )
    roles = [fact.role for fact in read(text).facts if fact.sort is Sort.OFFICE]
    assert len(roles) == 6
    assert all(len(one or "") > len(two or "") for one, two in zip(roles[::2], roles[1::2], strict=True))
