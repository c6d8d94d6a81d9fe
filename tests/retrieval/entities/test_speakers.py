from __future__ import annotations

import pytest

from retrieval.entities.actors import Cast
from retrieval.entities.evidence import read
from retrieval.entities.speakers import resolve
from tests.retrieval.texts_of_states import RIVER

CAST = Cast.build({source: read(text) for source, text in RIVER.items()})


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Tarsia", "Tarsia"),
        ("Velmar", "Tarsia"),
        ("velmar", "Tarsia"),
        ("Tarsian officials", "Tarsia"),
        ("officials in Velmar", "Tarsia"),
        ("the Korlandic government", "Korland"),
        ("the government of Korland", "Korland"),
        ("the Tarsian side", "Tarsia"),
        ("Brel", "Ona Brel"),
        ("Tarsian Foreign Minister Ona Brel", "Ona Brel"),
        ("the Tarsian minister", "Ona Brel"),
        ("Jon Vale, a spokesman for the Tarsian foreign ministry", "Jon Vale"),
        ("a spokesman for Dahl", "Korland"),
        ("SLU diplomats", "SLU"),
        ("the Sund Lake Union", "SLU"),
        ("Tarsia on Friday", "Tarsia"),
        ("Ona Brel, late last week", "Ona Brel"),
    ],
)
def test_words_that_name_somebody(words: str, actor: str) -> None:
    found = resolve(CAST, words, "a.txt", len(RIVER["a.txt"]))
    assert found is not None
    assert found.name == actor


@pytest.mark.parametrize(
    "words",
    """she|analysts|opponents of Tarsia|critics of Brel|the Tarsian opposition|a former Tarsian official|Tarsians
    |Tarsian farmers|the allies of Korland|pro-Tarsian rebels||,|the minister""".replace("\n    ", "").split("|"),
)
def test_words_that_name_nobody_or_somebody_else(words: str) -> None:
    assert resolve(CAST, words, "a.txt", 0) is None
