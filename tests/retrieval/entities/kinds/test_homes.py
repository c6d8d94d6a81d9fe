"""Where an article is at home, and whose an office without a word of whose may be."""

from __future__ import annotations

from retrieval.entities.candidates import Candidates
from retrieval.entities.evidence import read
from retrieval.entities.linking import Builder


def ways(name: str, text: str) -> set[tuple[str, str]]:
    """How the text leads to the sides of an office, and to which."""
    builder = Builder({"a.txt": read(text)}, ())
    candidates = Candidates(builder, builder.registry())
    facts = [fact for fact in builder.evidence["a.txt"].facts if fact.name == name]
    return {(one.how, one.side) for fact in facts for one in candidates.of_office(fact, "a.txt")}


def test_the_body_named_before_an_office_may_be_whose_it_is() -> None:
    found = ways("Ona Brel", "Aldervane Inc grew. Tarn Foods Inc shrank. “We wait,” said CEO Ona Brel.\n")
    assert ("near", "Tarn Foods Inc") in found


def test_a_governor_may_be_of_the_province_that_the_article_names_most() -> None:
    text = "Kansas voted. Kansas waited for Ohio. Gov. Ona Brel said no.\n"
    assert ("region", "Kansas") in ways("Ona Brel", text)


def test_the_countrys_minister_is_of_the_articles_own_state() -> None:
    assert ways("Ona Brel", "Spain voted. Spain waited. The country's minister Ona Brel said no.\n") == {
        ("home", "Spain")
    }
