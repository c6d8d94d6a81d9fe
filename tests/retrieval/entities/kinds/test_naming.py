from __future__ import annotations

from retrieval.entities.actors import Registry
from retrieval.entities.evidence import read
from retrieval.entities.kinds.naming import Naming
from retrieval.types import ActorKind


def test_a_name_of_several_articles_is_what_they_show_together() -> None:
    texts = ("Haldane said that he left.\n", "Vera Haldane, 41, said no. “Never,” Haldane said.\n")
    apart = [read(text) for text in texts]
    together = Naming({f"{n}.txt": one for n, one in enumerate(apart)}).of("Haldane")
    assert min(one.kinds["Haldane"].person for one in apart) <= together.person
    assert together.person <= max(one.kinds["Haldane"].person for one in apart) + 1


def test_a_name_that_no_article_has_is_told_by_its_words() -> None:
    assert Naming({}).of("Vesk Workers' Union").body > 50


def test_a_contest_and_a_continent_are_nobody() -> None:
    text = (
        "The World Cup begins in May. World Cup organisers said nothing. Mia Brandt said Eastern Europe would watch. "
        "Trains across Europe were full. In Europe the games are popular, from Europe to Asia. “Yes,” Brandt said.\n"
    )
    actors = Registry.build({"a.txt": read(text)}).actors
    assert [one.name for one in actors.values() if one.kind is ActorKind.PERSON] == ["Mia Brandt"]
