"""Who is who among companies and unions, where no lexicon of states helps."""

from __future__ import annotations

import pytest

from retrieval.entities.actors import Cast
from retrieval.entities.evidence import read
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
def cast() -> Cast:
    return Cast.build({source: read(text) for source, text in STRIKE.items()})


def test_officers_speak_for_companies_and_unions(cast: Cast) -> None:
    assert cast.actors["Carla Moor"].speaks_for == "Northern Drivers' Guild"
    assert cast.actors["Tom Hart"].speaks_for == "Railco"


def test_whoever_says_something_is_an_actor(cast: Cast) -> None:
    assert cast.actors["RailAid"].kind is ActorKind.ORGANISATION
    assert cast.actors["Rolf Lind"].kind is ActorKind.PERSON


def test_somebody_renamed_at_the_start_of_a_line_is_no_place() -> None:
    text = "Councilman Dario Velez, who leads the opposition, rejects it. Velez, who spoke late, said no.\n"
    found = Cast.build({"a.txt": read(text)})
    assert found.actors["Dario Velez"].kind is ActorKind.PERSON


def test_the_guild_is_the_only_one_of_that_name(cast: Cast) -> None:
    assert [actor.name for actor, _ in cast.find("What does the guild demand?")[0]] == ["Northern Drivers' Guild"]
    assert cast.shortened("union") is None
    two = {**STRIKE, "c.txt": "The Bakers' Guild said it agreed. The Bakers' Guild said no more.\n"}
    assert Cast.build({source: read(text) for source, text in two.items()}).shortened("guild") is None
