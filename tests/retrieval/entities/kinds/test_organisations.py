from __future__ import annotations

from retrieval.entities.evidence import read
from retrieval.entities.kinds.naming import Naming
from retrieval.entities.kinds.organisations import Organisation, gather, members


def found(*texts: str) -> dict[str, Organisation]:
    evidence = {f"{number}.txt": read(text) for number, text in enumerate(texts)}
    return {
        one.name: one
        for one in gather(
            evidence, lambda name: name in {"Korland", "Tarsia"}, Naming(evidence), members(evidence, Naming(evidence))
        )
    }


def test_a_name_and_its_initials_are_one() -> None:
    (union,) = found("The Sund Lake Union (SLU) met. The SLU said it agreed. The SLU left.\n").values()
    assert union.name == "Sund Lake Union"
    assert set(union.names) == {"SLU", "Sund Lake Union"}
    assert all(where.startswith("0.txt:") for where in union.names.values())


def test_initials_in_another_article_mean_it_too() -> None:
    (union,) = found("The Sund Lake Union met in the city.\n", "Ministers of the SLU met in the city.\n").values()
    assert set(union.names) == {"SLU", "Sund Lake Union"}


def test_a_state_is_no_organisation_and_two_are_not_one() -> None:
    assert set(found("Korland met the Bakers' Guild and the Sailors' Guild in Tarsia.\n")) == {
        "Bakers' Guild",
        "Sailors' Guild",
    }


def test_what_an_apposition_calls_an_officer_is_no_organisation() -> None:
    assert found("Tom Hart, the chief executive of the bank, left.\n") == {}


def test_initials_mean_every_long_form_that_differs_in_words_cut_short() -> None:
    (union,) = found("Head of the Sund Auto Union said so. The Sund Automobile Union left. The SAU met.\n").values()
    assert {"SAU", "Sund Auto Union", "Sund Automobile Union"} == set(union.names)


def test_a_short_form_stands_beside_its_long_one() -> None:
    far = "The Harbour Party met. The Party agreed.\n"
    assert any("Party" in one.names for one in found(far).values())
    texts = (far, *("The Party of the hills sang in the square. The Party left.\n",) * 3)
    assert not any("Party" in one.names for name, one in found(*texts).items() if name == "Harbour Party")


def test_a_family_is_no_party() -> None:
    text = "Ona Brel said no. Brel officials met. Brel's brother Odo Brel, a Brel spokesman, said the Brels had left.\n"
    assert "Brels" not in found(text)


def test_a_department_is_named_either_way_round_and_a_university_is_not() -> None:
    text = "The Harbour Department left. The Department of Harbour and the Department of the Harbour said so.\n"
    (one,) = found(text).values()
    assert {"Harbour Department", "Department of Harbour"} <= set(one.names)
    assert len(found("The Sund University met. The University of Sund left.\n")) == 2
