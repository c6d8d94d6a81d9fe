"""Who is who among companies and unions, where no lexicon of states helps."""

from __future__ import annotations

import pytest

from retrieval.entities.actors import Registry
from retrieval.entities.evidence import read
from retrieval.entities.speakers import resolve
from retrieval.types import ActorKind

STRIKE = {
    "a.txt": (
        "Drivers at Railco will walk out, the Northern Drivers' Guild said. Railco called it harmful. "
        "“Three per cent is an insult,” said Carla Moor, the guild's general secretary. "
        "Railco pays more than others. Its chief executive, Tom Hart, said it could pay no more. The group RailAid "
        "said it would wait. "
        "An opposition leader in Port Ainsley, Rolf Lind, accused both.\n"
    ),
    "b.txt": "The guild rejected the offer. Hart said Railco was sorry.\n",
}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.build({source: read(text) for source, text in STRIKE.items()})


def test_officers_speak_for_companies_and_unions(registry: Registry) -> None:
    assert registry.actors["Carla Moor"].speaks_for == "Northern Drivers' Guild"
    assert registry.actors["Tom Hart"].speaks_for == "Railco"


def test_whoever_says_something_is_an_actor(registry: Registry) -> None:
    assert registry.actors["RailAid"].kind is ActorKind.ORGANISATION
    assert registry.actors["Rolf Lind"].kind is ActorKind.PERSON


def test_somebody_renamed_at_the_start_of_a_line_is_no_place() -> None:
    text = "Councilman Dario Velez, who leads the opposition, rejects it. Velez, who spoke late, said no.\n"
    found = Registry.build({"a.txt": read(text)})
    assert found.actors["Dario Velez"].kind is ActorKind.PERSON


def test_the_guild_is_the_only_one_of_that_name(registry: Registry) -> None:
    assert [actor.name for actor, _ in registry.find("What does the guild demand?")[0]] == ["Northern Drivers' Guild"]
    assert registry.shortened("union") is None
    two = {**STRIKE, "c.txt": "The Bakers' Guild said it agreed. The Bakers' Guild said no more.\n"}
    assert Registry.build({source: read(text) for source, text in two.items()}).shortened("guild") is None


TITLES = (
    "Disney CEO Bob Iger said no. Stellantis spokeswoman Jodi Tinson agreed. UAW President Shawn Fain left. The United "
    "Auto Workers met. Rich Boyer, vice president of the United Auto Workers, stayed. Rep. Pramila Jay, D-Wash., "
    "chairwoman of the Congressional Reform Caucus, spoke. White House press secretary Brig. Gen. Karine Pierre wrote. "
    "Silvia Vasques, director of the Federal Highway Police, came. Danny Russel, senior vice president of something, "
    "sang. Former President Jon Vale and President-elect Tom Farr met. Ona Brel, an adviser to former President Vale, "
    "left. House Minority Leader Per Holm wept. Workers' Party leader Gleisi Hoff rose. Mark Regal, a senior adviser "
    "to Tarsian President Ake Dahl, spoke. Tarsia waits.\n"
)


@pytest.mark.parametrize(
    ("person", "side"),
    [
        ("Bob Iger", "Disney"),
        ("Jodi Tinson", "Stellantis"),
        ("Shawn Fain", "United Auto Workers"),
        ("Rich Boyer", "United Auto Workers"),
        ("Pramila Jay", "Congressional Reform Caucus"),
        ("Karine Pierre", "White House"),
        ("Danny Russel", None),
        ("Jon Vale", None),
        ("Tom Farr", None),
        ("Ona Brel", None),
        ("Per Holm", None),
        ("Gleisi Hoff", "Workers' Party"),
        ("Ake Dahl", "Tarsia"),
    ],
)
def test_for_whom_somebody_speaks_is_what_the_text_says(person: str, side: str | None) -> None:
    actor = Registry.build({"a.txt": read(TITLES)}).actors[person]
    assert (actor.kind, actor.speaks_for) == (ActorKind.PERSON, side)


BODIES = (
    "The Alliance of Motion Picture and Television Producers (AMPTP) met. The Qatari Foreign Ministry said no. Egypt's "
    "Foreign Ministry agreed. The White House Office of Budget and Planning wrote a budget. The Korean Peninsula "
    "waits. Former House Speaker Ona Brel left, and the House agreed. The House left. I'm late. We've won. Republican "
    "lawmakers wept. Republicans won. Some Republicans left. Amnesty International USA spoke.\n"
)


def test_bodies_are_whole_and_have_sides_of_their_own() -> None:
    registry = Registry.build({"a.txt": read(BODIES)})
    assert registry.actors["Qatari Foreign Ministry"].speaks_for == "Qatar"
    assert registry.actors["White House"].speaks_for == "United States"
    assert registry.sides("White House Office of Budget and Planning") == ("White House", "United States")
    alliance = registry.named("AMPTP")
    assert alliance is not None
    assert alliance[0].name in {"AMPTP", "Alliance of Motion Picture and Television Producers"}
    assert not {"Former House", "Korean Peninsula", "I'm", "We've", "Motion Picture"} & set(registry.actors)
    assert registry.spots("Amnesty International USA") == []
    egyptian = resolve(registry, "Egypt's Foreign Ministry", "a.txt", 120)
    assert egyptian is not None
    assert egyptian.speaks_for == "Egypt"
    some = resolve(registry, "some Republicans", "a.txt", len(BODIES))
    assert some is not None
    assert (some.name, some.speaks_for) == ("some Republicans", None)


def test_a_province_is_not_the_state_that_its_name_ends_with() -> None:
    text = "Mexico said no. New Mexico will vote on it, and New Mexico said so.\n"
    registry = Registry.build({"a.txt": read(text)})
    assert [spot.text for spot in registry.linked["a.txt"] if spot.actor == "Mexico"] == ["Mexico"]
    assert [spot.span.start for spot in registry.linked["a.txt"] if spot.actor == "Mexico"] == [0]
