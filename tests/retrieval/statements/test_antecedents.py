"""Whom "he" and "she" mean: invented people, in the order in which articles name them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from retrieval.articles.sentences import sentences
from retrieval.entities.actors import Registry
from retrieval.entities.evidence import read
from retrieval.statements.antecedents import Mention, chances, chosen, features, table
from retrieval.statements.coreference import Coreference
from retrieval.statements.discourse import Discourse, Turn
from retrieval.statements.genders import genders, given_names

TEXT = (
    "Katherine Vesk, who runs the ferry, met Douglas Arend on Monday. Arend laughed. "
    "“The boats are old,” Vesk said. The talks go on, {} said.\n"
)


def weighed(scene: Discourse, mention: Mention, turns: Sequence[Turn]) -> list[tuple[str | None, float]]:
    """Everybody whom a mention may mean, with how likely, the likeliest first; None is nobody who is named."""
    rows = features(scene, mention, turns)
    found = [(actor, chance) for (actor, _), chance in zip(rows, chances(table(), rows), strict=True)]
    return sorted(found, key=lambda row: -row[1])


def meant(pronoun: str, *, spoke: bool = True) -> list[tuple[str | None, float]]:
    text = TEXT.format(pronoun)
    evidence = {"a.txt": read(text)}
    registry = Registry.build(evidence)
    subjects = [seen.span for seen in registry.linked["a.txt"]]
    sexes = genders(registry, evidence, {"a.txt": text})
    scene = Coreference(registry, "a.txt", text, subjects, [], sexes, sentences(text), [])
    turns = [Turn("Katherine Vesk", text.index("Vesk said") + 5, "Vesk")] if spoke else []
    return weighed(scene, Mention(pronoun, text.rindex(pronoun + " said")), turns)


@pytest.mark.parametrize(("pronoun", "name"), [("she", "Katherine Vesk"), ("he", "Douglas Arend")])
def test_a_first_name_tells_who_is_he_and_who_is_she(pronoun: str, name: str) -> None:
    assert meant(pronoun)[0][0] == name


def test_everybody_named_is_weighed_and_nobody_too() -> None:
    found = meant("she", spoke=False)
    assert {name for name, _ in found} == {None, "Katherine Vesk"}  # Douglas is no she
    assert sum(chance for _, chance in found) == pytest.approx(1.0)
    assert [chance for _, chance in found] == sorted((chance for _, chance in found), reverse=True)


def test_a_first_name_may_mislead_where_nobody_else_is_named() -> None:
    text = "“The boats are old,” Jules Arend said on Monday. Arend runs the ferry. The talks go on, she said.\n"
    evidence = {"a.txt": read(text)}
    registry = Registry.build(evidence)
    subjects = [seen.span for seen in registry.linked["a.txt"]]
    scene = Coreference(registry, "a.txt", text, subjects, [], {"Jules Arend": "he"}, sentences(text), [])
    turns = [Turn("Jules Arend", text.index("said"), "Jules Arend")]
    assert weighed(scene, Mention("she", text.rindex("she said")), turns)[0][0] == "Jules Arend"


@pytest.mark.parametrize(
    ("sort", "what", "chance", "number"),
    [
        ("he", "person he", 0.45, 0),  # left open: a wrong name is worse than none
        ("he", "person he", 0.6, 1),
        ("body", "organisation body", 0.7, 0),
        ("body", "organisation body", 0.8, 1),
        ("it", "voice it", 0.2, 0),
        ("it", "voice it", 0.4, 1),
    ],
)
def test_who_is_not_likely_enough_is_not_meant(sort: str, what: str, chance: float, number: int) -> None:
    rest = (1 - chance) / 2
    rows = [(None, [f"nobody {sort}"]), ("Ona Brel", [what]), ("Odo Penn", [what])]
    assert chosen(sort, rows, [rest / 2, chance, rest / 2]) == number


def test_a_mention_without_anybody_before_it_means_nobody() -> None:
    text = "She said that the boats were old.\n"
    registry = Registry.build({"a.txt": read(text)})
    scene = Coreference(registry, "a.txt", text, [], [], {}, sentences(text), [])
    assert weighed(scene, Mention("She", 0), [])[0][0] is None


def test_a_state_is_no_she_and_mr_dahl_is_none() -> None:
    for text in ("Korland said no. The rain fell, she said.\n", "Mr. Ake Dahl said no. The rain fell, she said.\n"):
        evidence = {"a.txt": read("Korland's government met. " + text)}
        text = "Korland's government met. " + text
        registry = Registry.build(evidence)
        subjects = [seen.span for seen in registry.linked["a.txt"]]
        sexes = genders(registry, evidence, {"a.txt": text})
        scene = Coreference(registry, "a.txt", text, subjects, [], sexes, sentences(text), [])
        turns = [Turn(seen.actor, seen.span.end + 1, seen.text) for seen in registry.linked["a.txt"]][-1:]
        assert weighed(scene, Mention("she", text.index("she said")), turns)[0][0] is None


def test_first_names_are_small_and_have_one_sex() -> None:
    assert set(given_names().values()) == {"he", "she"}
    assert all(name == name.lower() for name in given_names())


def test_the_noun_is_the_one_before_a_preposition() -> None:
    assert Mention("the governing body for the rowing league", 0).head == "body"
    assert Mention("the company", 0).head == "company"


def test_a_body_is_no_voice_that_was_called_something_else() -> None:
    text = "A carters' union said no. Some experts warned of it. The union asks for more.\n"
    registry = Registry.build({"a.txt": read(text)})
    scene = Coreference(registry, "a.txt", text, [], [], {}, sentences(text), [])
    turns = [
        Turn("carters' union", text.index("said"), "A carters' union"),
        Turn("some experts", text.index("warned"), "Some experts"),
    ]
    found = weighed(scene, Mention("The union", text.index("The union")), turns)
    assert {name for name, _ in found} == {None, "carters' union"}
