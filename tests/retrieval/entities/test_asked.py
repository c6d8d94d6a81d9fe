from __future__ import annotations

import pytest

from retrieval.entities.actors import Registry
from retrieval.entities.evidence import read
from tests.retrieval.texts_of_states import RIVER

REGISTRY = Registry.build({source: read(text) for source, text in RIVER.items()})


@pytest.mark.parametrize(
    ("question", "actors", "unknown"),
    [
        ("What does Tarsia demand?", ["Tarsia"], []),
        ("what does velmar demand", ["Tarsia"], []),
        ("How do Velmar and Korland differ on inspectors?", ["Tarsia", "Korland"], []),
        ("What did Brel say about the Sund Lake Union?", ["Ona Brel", "Sund Lake Union"], []),
        ("What does Ostravia want?", [], ["Ostravia"]),
        ("what does china want", [], ["china"]),
        ("China?", [], ["China"]),
        ("What does Angela Merk think about Tarsia?", ["Tarsia"], ["Angela Merk"]),
        ("Who rejects inspectors?", [], []),
        ("Tell us about the President.", [], []),
        ("", [], []),
        ("🙂🙂", [], []),
    ],
)
def test_the_names_of_a_question(question: str, actors: list[str], unknown: list[str]) -> None:
    found, missing = REGISTRY.find(question)
    assert [actor.name for actor, _ in found] == actors
    assert missing == unknown
    for _, span in found:
        assert 0 <= span.start < span.end <= len(question)


@pytest.mark.parametrize(
    ("text", "question", "actor"),
    [
        ("The Kremlin rejected the treaty.", "What does Russia reject?", "Russia"),
        ("The Hague offered a port.", "What does the Netherlands offer?", "Netherlands"),
        ("Brussels offered a fund.", "What does the European Union offer?", "European Union"),
        ("Brussels offered a fund. Belgium paid.", "What does Belgium offer?", "Belgium"),
    ],
)
def test_a_seat_stands_for_whom_it_is_the_seat_of(text: str, question: str, actor: str) -> None:
    ((found, _),), missing = Registry.build({"a.txt": read(text)}).find(question)
    assert (found.name, missing) == (actor, [])


def test_the_span_covers_the_name_alone() -> None:
    question = "What does Tarsia's government want?"
    ((_, span),) = REGISTRY.find(question)[0]
    assert span.of(question) == "Tarsia"
