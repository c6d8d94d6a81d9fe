from __future__ import annotations

import pytest

from retrieval.entities.actors import Registry
from retrieval.entities.evidence import read
from retrieval.entities.speakers import is_no_actor, issued_by, may_speak, resolve
from tests.retrieval.texts_of_states import RIVER

REGISTRY = Registry.build({source: read(text) for source, text in RIVER.items()})


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Tarsia", "Tarsia"),
        ("Velmar", "Tarsia"),
        ("the Korlandic government", "Korland"),
        ("the government of Korland", "Korland"),
        ("the Tarsian side", "Tarsia"),
        ("Brel", "Ona Brel"),
        ("Tarsian Foreign Minister Ona Brel", "Ona Brel"),
        ("the Tarsian minister", "Ona Brel"),
        ("Jon Vale, a spokesman for the Tarsian foreign ministry", "Jon Vale"),
        ("the Sund Lake Union", "Sund Lake Union"),
        ("Tarsia on Friday", "Tarsia"),
        ("Ona Brel, late last week", "Ona Brel"),
        ("Reformist Sen. Ona Brel of Velmar", "Ona Brel"),
        ("House Minority Leader Ona Brel on Lake Radio", "Ona Brel"),
    ],
)
def test_words_that_name_somebody(words: str, actor: str) -> None:
    found = resolve(REGISTRY, words, "a.txt", len(RIVER["a.txt"]))
    assert found is not None
    assert found.name == actor


@pytest.mark.parametrize(
    ("words", "name", "speaks_for"),
    [
        ("Tarsian officials", "Tarsian officials", "Tarsia"),
        ("a senior official in Velmar, who left", "senior official in Velmar", "Tarsia"),
        ("a spokesman for Dahl", "spokesman for Dahl", "Ake Dahl"),
        ("SLU diplomats", "SLU diplomats", "Sund Lake Union"),
        ("an Ona Brel aide", "Ona Brel aide", "Ona Brel"),
        ("the Brel administration", "Brel administration", "Tarsia"),
    ],
)
def test_a_voice_without_a_name_speaks_for_somebody_all_the_same(words: str, name: str, speaks_for: str) -> None:
    found = resolve(REGISTRY, words, "a.txt", len(RIVER["a.txt"]))
    assert found is not None
    assert (found.name, found.speaks_for) == (name, speaks_for)


@pytest.mark.parametrize(
    "words",
    """she|analysts|opponents of Tarsia|critics of Brel|the Tarsian opposition|a former Tarsian official|Tarsians
    |Tarsian farmers|the allies of Korland|pro-Tarsian rebels|a Brel fan of Velmar||,|the minister""".replace(
        "\n    ", ""
    ).split("|"),
)
def test_words_that_name_nobody_or_somebody_else(words: str) -> None:
    assert resolve(REGISTRY, words, "a.txt", 0) is None


@pytest.mark.parametrize("words", ["new legislation", "whose parent company", "The", "inflation"])
def test_deeds_and_pieces_of_a_clause_say_nothing(words: str) -> None:
    assert not may_speak(words)


def test_a_noun_that_the_data_shows_to_be_silent_says_nothing() -> None:
    assert not may_speak("the bold crews", frozenset(("crew",)))
    assert may_speak("the bold crews")
    assert may_speak("the committee", frozenset(("committee",)))


@pytest.mark.parametrize(
    "words", ["analysts", "the opposition", "families of prisoners", "recent statement", "witness"]
)
def test_people_and_bodies_may_speak(words: str) -> None:
    assert may_speak(words)


@pytest.mark.parametrize("words", ["the clock", "flood of photos", "each of these actions", "now-deleted footage"])
def test_things_say_nothing(words: str) -> None:
    assert not may_speak(words)


def test_a_thing_that_is_known_to_tell_may_speak_and_is_no_actor() -> None:
    assert may_speak("the video", telling=frozenset(("video",)))
    assert all(map(is_no_actor, ("video", "official documents", "videos on social media", "statement")))


def test_an_amount_is_no_actor() -> None:
    assert all(map(is_no_actor, ("Both", "78%", "most", "others")))


@pytest.mark.parametrize(
    "words", ["unions", "source close to Brel", "majority of senators", "many in the West", "Emtedad news"]
)
def test_people_and_bodies_are_actors(words: str) -> None:
    assert not is_no_actor(words)


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("a statement from the port's trade group", "the port's trade group"),
        ("the unions’ statement", "the unions"),
        ("the union's brief statement on the vote", "the union"),
        ("a letter from the club to its members", "the club"),
        ("the union letter to actors", "the union"),
        ("his statement", None),
        ("the statement", None),
        ("a group of miners", None),
    ],
)
def test_a_paper_is_of_whoever_issued_it(words: str, whose: str | None) -> None:
    assert issued_by(words) == whose


UNIVERSITY = (
    "The University of Vesk met the Sund Lake Union. 16 members of the Sund Lake Union wrote. The members of the"
    " Sund Lake Union's rowing team wrote.\n"
)


@pytest.mark.parametrize(
    "words", ["16 members of the Sund Lake Union", "the members of the Sund Lake Union's rowing team"]
)
def test_some_members_are_not_the_body(words: str) -> None:
    registry = Registry.build({"a.txt": read(UNIVERSITY)})
    assert getattr(resolve(registry, words, "a.txt", len(UNIVERSITY)), "name", None) != "Sund Lake Union"
    whole = resolve(registry, "members of the Sund Lake Union", "a.txt", len(UNIVERSITY))
    assert whole is not None
    assert whole.name == "Sund Lake Union"


def test_an_official_of_a_ministry_speaks_for_it() -> None:
    text = "Tarsia's Sund Ministry met. An official from Tarsia's Sund Ministry said so. Tarsia agreed.\n"
    found = resolve(Registry.build({"a.txt": read(text)}), "An official from Tarsia's Sund Ministry", "a.txt", 27)
    assert found is not None
    assert "Sund Ministry" in found.name


def test_about_so_many_are_nobody() -> None:
    assert is_no_actor("around 40%")
    assert is_no_actor("just over half")
    assert not is_no_actor("around 40 rowers")
