from __future__ import annotations

import pytest

from retrieval.entities.actors import Registry
from retrieval.entities.evidence import read
from retrieval.entities.overrides import Entry
from retrieval.types import ActorKind
from tests.retrieval.texts_of_states import RIVER, swapped


def registry_of(*texts: str, overrides: tuple[Entry, ...] = ()) -> Registry:
    return Registry.build({f"{number}.txt": read(text) for number, text in enumerate(texts)}, overrides)


def river() -> Registry:
    return Registry.build({source: read(text) for source, text in RIVER.items()})


def name_of(registry: Registry, text: str, source: str | None = None, at: int | None = None) -> str | None:
    hit = registry.named(text, source, at)
    return hit[0].name if hit else None


def test_states_that_no_gazetteer_knows() -> None:
    registry = river()
    assert registry.actors["Tarsia"].kind is ActorKind.STATE
    assert registry.actors["Korland"].kind is ActorKind.STATE
    assert name_of(registry, "Tarsian") == "Tarsia"
    assert name_of(registry, "Korlandic") == "Korland"
    assert name_of(registry, "Velmar") == "Tarsia"


@pytest.mark.parametrize(
    ("person", "speaks_for"),
    [
        ("Ona Brel", "Tarsia"),
        ("Ake Dahl", "Korland"),
        ("Jon Vale", "Tarsia"),
        ("Tom Farr", "Sund Lake Union"),
        ("Per Holm", "Reform Party"),
        ("Ilse Marn", None),
    ],
)
def test_a_person_speaks_for_an_actor_when_the_articles_say_so(person: str, speaks_for: str | None) -> None:
    actor = river().actors[person]
    assert actor.kind is ActorKind.PERSON
    assert actor.speaks_for == speaks_for


def test_the_speakers_of_a_state() -> None:
    assert [one.name for one in river().speakers_of("Tarsia")] == ["Ona Brel", "Jon Vale"]


def test_an_organisation_goes_by_its_acronym_too() -> None:
    assert name_of(river(), "Sund Lake Union") == name_of(river(), "SLU") == "Sund Lake Union"


def test_every_alias_carries_a_slice_or_the_lexicons_name() -> None:
    for actor in river().actors.values():
        for alias in actor.aliases:
            source, _, span = alias.evidence.partition(":")
            start, _, end = span.partition("-")
            assert alias.text in RIVER[source][int(start) : int(end)], (actor.name, alias)


def test_swapping_two_states_swaps_the_registry() -> None:
    mirrored = Registry.build({source: read(swapped(text)) for source, text in RIVER.items()})
    for name, actor in river().actors.items():
        other = mirrored.actors[swapped(name)]
        assert other.speaks_for == (swapped(actor.speaks_for) if actor.speaks_for else None)
        assert {a.text for a in other.aliases} == {swapped(a.text) for a in actor.aliases}


def test_spellings_of_one_person_fold_and_the_most_frequent_wins() -> None:
    registry = registry_of(
        "Ukrainian Foreign Minister Andrii Sybiha spoke. Sybiha left.",
        "Ukraine's Foreign Minister Andriy Sybiga spoke. Foreign Minister Andriy Sybiga wrote. Sibiga added.",
    )
    people = [actor for actor in registry.actors.values() if actor.kind is ActorKind.PERSON]
    assert [actor.name for actor in people] == ["Andriy Sybiga"]
    assert {"Andrii Sybiha", "Sybiha", "Sibiga"} <= {alias.text for alias in people[0].aliases}
    assert name_of(registry, "Sibiga") == "Andriy Sybiga"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Iran", "Iraq"), ("Niger", "Nigeria"), ("Slovakia", "Slovenia"), ("Austria", "Australia")],
)
def test_states_that_look_alike_stay_apart(one: str, other: str) -> None:
    registry = registry_of(f"{one} rejects it. {other} accepts it.", f"{one} says no.")
    assert name_of(registry, one) == one
    assert name_of(registry, other) == other
    assert registry.mentioned_in(one) == ("0.txt", "1.txt")
    assert registry.mentioned_in(other) == ("0.txt",)


def test_a_capital_that_is_only_a_place_names_nobody() -> None:
    registry = registry_of("Ministers met in Brussels. Tarsia's government said no.")
    assert registry.mentioned_in("Belgium") == ()
    assert registry.find("What does Brussels want?") == ([], ["Brussels"])


def test_a_capital_that_acts_is_its_state_in_any_spelling() -> None:
    registry = registry_of(
        "Kyiv insists on it. Officials in Kiev said so.", "Moscow rejects it. The Kremlin was silent."
    )
    assert registry.mentioned_in("Ukraine") == ("0.txt",)
    assert registry.mentioned_in("Russia") == ("1.txt",)


def test_a_first_name_or_a_surname_is_no_state() -> None:
    registry = registry_of(
        "Jordan Pell, a farmer, spoke. Pell said so.", "Denzel Washington spoke. Washington said no."
    )
    assert registry.mentioned_in("Jordan") == ()
    assert name_of(registry, "Washington", "1.txt", 30) == "Denzel Washington"


def test_the_province_of_georgia_is_not_the_state() -> None:
    american = (
        "Georgia Governor Ann Pell spoke in the United States Senate. U.S. officials said no to Georgia. The US agreed."
    )
    registry = registry_of(american, "Georgia insists on it, the Georgian minister said in Tbilisi.")
    assert registry.mentioned_in("Georgia") == ("1.txt",)


def test_two_persons_of_one_surname_are_told_apart_by_place() -> None:
    text = "Tarsian minister Ona Brel spoke. Brel left. Korland's envoy Ake Brel spoke. Brel stayed."
    registry = registry_of(text)
    assert name_of(registry, "Brel", "0.txt", text.index("Brel left")) == "Ona Brel"
    assert name_of(registry, "Brel", "0.txt", text.index("Brel stayed")) == "Ake Brel"


def test_a_capital_that_no_article_calls_one_is_found_by_how_it_acts() -> None:
    registry = registry_of(
        "Korland and Tarsia met. Hallen rejected the plan. “No,” said Ake Dahl, Korland's chief negotiator.",
        "HALLEN (SNA) — Korland's prime minister, Emil Kasp, spoke. Tarsia says that Hallen wants more.",
        "Hallen insists on it. Korlandic Foreign Minister Sanna Tveit said so. Tarsian officials reject it.",
    )
    assert name_of(registry, "Hallen") == "Korland"
    assert name_of(registry, "Tarsia") == "Tarsia"


def test_overrides_come_first() -> None:
    entries = (
        Entry(name="Tarsia", aliases=("Hall of Reeds", "Brel")),
        Entry(name="Per Holm", kind=ActorKind.PERSON, speaks_for="Tarsia", role="envoy"),
        Entry(name="Ona Brel", kind=ActorKind.PERSON, speaks_for=""),
    )
    registry = Registry.build({source: read(text) for source, text in RIVER.items()}, entries)
    assert name_of(registry, "Hall of Reeds") == "Tarsia"
    assert name_of(registry, "Brel", "a.txt", 200) == "Tarsia"
    assert registry.actors["Per Holm"].speaks_for == "Tarsia"
    assert registry.actors["Ona Brel"].speaks_for is None
    assert any(alias.evidence == "actors.yaml" for alias in registry.actors["Tarsia"].aliases)


def test_no_articles_no_registry() -> None:
    registry = Registry.build({})
    assert registry.actors == {}
    assert registry.find("What does Tarsia want?") == ([], ["Tarsia"])


def test_a_party_is_known_by_what_its_members_are_called() -> None:
    registry = registry_of(
        "The Marshist Party met. Marshists want peace. The Democratic Party met. House Democrats said no."
        " Senate Marshists said yes. Democrats' officials left."
    )
    for name, party in (("Marshists", "Marshist Party"), ("Democrats", "Democratic Party")):
        known = registry.named(name)
        assert known is not None
        assert (known[0].name, known[0].kind) == (party, ActorKind.ORGANISATION)
    assert [spot.actor for spot in registry.spots("House Democrats")] == ["Democratic Party"]
    assert "House Democrats" not in registry.actors
    assert "Senate Marshists" not in registry.actors
