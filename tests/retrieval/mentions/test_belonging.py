"""Whose a body is, by its name and by the words around it."""

from __future__ import annotations

import pytest

from retrieval.mentions.belonging import belonging
from retrieval.mentions.facts import Sort
from retrieval.mentions.words import words


@pytest.mark.parametrize(
    ("text", "body", "of", "role"),
    [
        ("according to Tarsia’s weather agency, AMET.", "AMET", "Tarsia", "weather agency"),
        ("as the Tarsian space agency Roskor said.", "Roskor", "Tarsian", "space agency"),
        ("Roskor, the Tarsian space agency, said no.", "Roskor", "Tarsian", "space agency"),
        ("at NAVA’s Jet Propulsion Laboratory in Velmar", "Jet Propulsion Laboratory", "NAVA", None),
    ],
)
def test_a_body_belongs_by_the_words_around_it(text: str, body: str, of: str, role: str | None) -> None:
    assert (Sort.PART, body, of, role) in {(f.sort, f.name, f.of, f.role) for f in belonging(text, words(text))}


def test_what_a_body_is_called_tells_it_by_itself() -> None:
    (fact,) = belonging(text := "Tarsia's Defense Ministry said no.", words(text))
    assert (fact.sort, fact.name, fact.of) == (Sort.OWNED, "Defense Ministry", "Tarsia")


@pytest.mark.parametrize(
    "text", ["Velmar, Aldervane execs play blame games as carmaker cuts jobs.", "Tarsia's Minister Ona Brel"]
)
def test_what_stands_beside_belongs_to_nobody(text: str) -> None:
    assert list(belonging(text, words(text))) == []
