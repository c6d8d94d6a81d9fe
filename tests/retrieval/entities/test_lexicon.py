from __future__ import annotations

import pytest

from retrieval.entities.lexicon import Sort, demonyms, key, lexicon, undotted


@pytest.mark.parametrize(
    ("word", "state", "sort"),
    [
        ("Russia", "Russia", Sort.NAME),
        ("Moscow", "Russia", Sort.CAPITAL),
        ("Kyiv", "Ukraine", Sort.CAPITAL),
        ("Kiev", "Ukraine", Sort.CAPITAL),
        ("kyiv", "Ukraine", Sort.CAPITAL),
        ("Ukrainian", "Ukraine", Sort.DEMONYM),
        ("U.S.", "United States", Sort.NAME),
        ("USA", "United States", Sort.NAME),
        ("Washington", "United States", Sort.CAPITAL),
        ("the United Kingdom", "United Kingdom", Sort.NAME),
        ("Russian Federation", "Russia", Sort.SPELLING),
        ("Kremlin", "Russia", Sort.SEAT),
        ("Slovenian", "Slovenia", Sort.DEMONYM),
        ("Kazakh", "Kazakhstan", Sort.DEMONYM),
        ("Brasilia", "Brazil", Sort.CAPITAL),
    ],
)
def test_a_word_stands_for_its_state(word: str, state: str, sort: Sort) -> None:
    found = lexicon().look(word)
    assert found is not None
    assert (found.state, found.sort) == (state, sort)
    assert found.evidence in {"countryinfo", "supplement"}


@pytest.mark.parametrize(
    "word", ["us", "it", "IT", "is", "and", "AM", "valley", "The Valley", "Tarsia", "cubic", "", "NATO"]
)
def test_everyday_words_and_codes_are_no_states(word: str) -> None:
    assert lexicon().look(word) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Iran", "Iraq"), ("Niger", "Nigeria"), ("Slovakia", "Slovenia"), ("Austria", "Australia"), ("Mali", "Malawi")],
)
@pytest.mark.parametrize("form", ["name", "demonym"])
def test_states_with_like_names_stay_apart(one: str, other: str, form: str) -> None:
    def words(state: str) -> set[str]:
        kept = {Sort.NAME} if form == "name" else {Sort.DEMONYM}
        return {key(word) for word, entry in lexicon().aliases(state) if entry.sort in kept}

    assert words(one)
    assert words(other)
    assert not words(one) & words(other)


def test_demonyms_are_made_as_english_makes_them() -> None:
    assert {"Tarsian"} <= demonyms("Tarsia")
    assert {"Korlander", "Korlandic", "Korish"} <= demonyms("Korland")
    assert "Ostravan" in demonyms("Ostrava")
    assert "Belmorese" in demonyms("Belmor")
    assert "Tarsia" not in demonyms("Tarsia")
    assert demonyms("North Tarsia") == set()
    assert demonyms("tarsia") == set()


def test_a_name_shared_with_a_province_is_known_as_such() -> None:
    assert lexicon().provinces["georgia"] == "United States"
    assert "russia" not in lexicon().provinces


def test_dots_of_an_acronym_do_not_count() -> None:
    assert undotted("U.S.") == "US"
    assert undotted("U.A.E") == "UAE"
    assert undotted("Moscow.") == "Moscow."
