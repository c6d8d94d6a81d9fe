"""Who speaks for whom, asked often; and what the user's own list names."""

from __future__ import annotations

from retrieval.entities.actors import Registry
from retrieval.entities.evidence import read
from retrieval.entities.overrides import Entry
from retrieval.types import Actor, ActorKind


def test_speakers_are_those_who_have_a_name() -> None:
    text = "Tarsian Foreign Minister Ona Brel said no. Tarsia's government met. “No,” Brel said.\n"
    registry = Registry.build({"a.txt": read(text)})
    assert [one.name for one in registry.speakers_of("Tarsia")] == ["Ona Brel"]
    assert registry.speakers_of("Nobody") == ()
    heard = registry.with_voices([Actor("a spokeswoman", ActorKind.PERSON, speaks_for="Tarsia")])
    assert [one.name for one in heard.speakers_of("Tarsia")] == ["Ona Brel"]


def test_a_party_of_the_users_own_list_whose_members_are_named_stops_nothing() -> None:
    text = "The Democratic Party met. Democrats said no. Democrats said it again.\n"
    given = [Entry(name="Democratic Party", kind=ActorKind.ORGANISATION)]
    assert "Democratic Party" in Registry.build({"a.txt": read(text)}, given).actors


def test_a_valley_is_no_body_for_whoever_comes_from_it() -> None:
    text = "Ossa Valley's Odo Penn said no. The road to Ossa Valley was closed. In Ossa Valley it rained, Penn said.\n"
    assert "Ossa Valley" not in Registry.build({"a.txt": read(text)}).actors


def test_a_body_with_another_peoples_name_is_not_the_articles_states() -> None:
    text = (
        "Kyiv asked for help on Monday. Ukraine's army fights in the east of Ukraine, and Ukraine wants shells.\n"
        "The European Council met in the evening. The European Council said that Ukraine was right.\n"
    )
    assert Registry.build({"a.txt": read(text)}).actors["European Council"].speaks_for is None
