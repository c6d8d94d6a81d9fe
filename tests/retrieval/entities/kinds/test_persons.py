from __future__ import annotations

import pytest

from retrieval.entities.actors import Registry
from retrieval.entities.evidence import read
from retrieval.entities.kinds.naming import Naming
from retrieval.entities.kinds.persons import Person, persons
from retrieval.entities.spelling import surname


def found(*texts: str) -> list[Person]:
    evidence = {f"{number}.txt": read(text) for number, text in enumerate(texts)}
    return persons(evidence, lambda name: name == "Tarsia", Naming(evidence))


@pytest.mark.parametrize(
    ("name", "last"),
    [("Ona Brel", "Brel"), ("Ursula von der Leyen", "von der Leyen"), ("Brel", "Brel"), ("Jan de Vries", "de Vries")],
)
def test_the_surname(name: str, last: str) -> None:
    assert surname(name) == last


def test_spellings_of_one_name_are_one_person() -> None:
    (one,) = found("Minister Andrii Sybiha said no.\n", "Minister Andriy Sybiga said no.\n")
    assert set(one.spellings) == {"Andrii Sybiha", "Andriy Sybiga"}
    assert set(one.sources) == {"0.txt", "1.txt"}


def test_two_of_one_surname_stay_two() -> None:
    assert {one.name for one in found("Minister Ona Brel said no. Senator Karl Brel said yes.\n")} == {
        "Ona Brel",
        "Karl Brel",
    }


def test_a_surname_alone_counts_for_its_person() -> None:
    (one,) = found("Minister Ona Brel said no. Later Brel said yes.\n")
    assert one.surnames == {"Brel": 1}


def test_a_party_before_a_place_and_a_verb_before_a_state_are_no_persons() -> None:
    text = "Republican Velmar voted. Velmar said no. See South Tarsia said it.\n"
    evidence = {"0.txt": read(text)}
    taken = {"Tarsia", "South Tarsia"}.__contains__
    assert [person.name for person in persons(evidence, taken, Naming(evidence), frozenset(("Republican",)))] == []


def test_a_surname_behind_small_particles_is_its_persons() -> None:
    text = "Minister Pieter van den Oord said no. “Never,” van den Oord said. Nell De Wael left. De Wael said yes.\n"
    assert {one.name: set(one.surnames) for one in found(text)} == {
        "Pieter van den Oord": {"Oord"},
        "Nell De Wael": {"De Wael"},
    }


def test_two_of_one_surname_are_told_apart_by_how_they_are_addressed() -> None:
    text = (
        "President Anton Brel said no. Senator Hilde Brel, his former wife, said yes.\n"
        "Mr. Brel left. Ms. Brel stayed.\n"
    )
    registry = Registry.build({"a.txt": read(text)})
    assert [seen.actor for seen in registry.linked["a.txt"][-2:]] == ["Anton Brel", "Hilde Brel"]


def test_sir_alan_is_alan_tree_and_a_peninsula_is_nobody() -> None:
    people = found("Alan Tree said no. Sir Alan said it twice. The Korean Peninsula said no.\n")
    assert [person.name for person in people] == ["Alan Tree"]


def test_two_of_one_name_are_no_person() -> None:
    text = "Ona Brel said no. Odo Penn said yes. The film Ona & Odo, by director Ona & Odo, opened.\n"
    assert not [one.name for one in found(text) if "&" in one.name]
