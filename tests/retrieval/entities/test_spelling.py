from __future__ import annotations

import pytest

from retrieval.entities.spelling import one_person, sound


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sybiha", "Sybiga"), ("Sybiga", "Sibiga"), ("Zelensky", "Zelenskyy"), ("Lavrov", "Lavrow"), ("Kyiv", "Kiev")],
)
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Iran", "Iraq"), ("Niger", "Nigeria"), ("Slovakia", "Slovenia"), ("Austria", "Australia"), ("Mali", "Malawi")],
)
def test_states_do_not(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Andrii Sybiha", "Andriy Sybiga", True),
        ("Jon Vale", "J. Vale", True),
        ("Jon Vale", "Jan Vale", False),
        ("Anna Holm", "Anna Holt", False),
        ("Anna Berg", "Anne Berg", False),
        ("Ona Brel", "Brel", False),
        ("Per Odo “Sund” de Brel", "Sund de Brel", True),
        ("Per Ona Brel", "Ona Brel", False),
        ("Ona “Fox” Brel", "Fox Brel", True),
        ("Ona “Fox” Brel", "Ona Brel", True),
    ],
)
def test_two_full_names_of_one_person(one: str, other: str, same: bool) -> None:
    assert one_person(tuple(one.split()), tuple(other.split())) is same
