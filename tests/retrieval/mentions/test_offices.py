from __future__ import annotations

import pytest

from retrieval.mentions.facts import Fact, Sort
from retrieval.mentions.offices import offices
from retrieval.mentions.words import words


def facts(text: str) -> list[Fact]:
    return [fact for fact in offices(text, words(text)) if fact.sort is Sort.OFFICE]


@pytest.mark.parametrize(
    ("text", "name", "of", "role"),
    [
        ("Tarsian Foreign Minister Ona Brel said", "Ona Brel", "Tarsian", "Foreign Minister"),
        ("Tarsia's deputy water minister Ona Brel said", "Ona Brel", "Tarsia", "deputy water minister"),
        ("the President of Tarsia, Ilse Marn, said", "Ilse Marn", "Tarsia", "President"),
        ("the President of Tarsia Ilse Marn said", "Ilse Marn", "Tarsia", "President"),
        ("Ona Brel, Tarsia's chief negotiator, said", "Ona Brel", "Tarsia", "chief negotiator"),
        ("Ona Brel, the foreign minister of Tarsia, said", "Ona Brel", "Tarsia", "foreign minister"),
        ("Jon Vale, a spokesman for the Tarsian foreign ministry, said", "Jon Vale", "Tarsian", "spokesman"),
        ("SLU Secretary General Mark Ruth said", "Mark Ruth", "SLU", "Secretary General"),
        ("Minister for Foreign Affairs of Korland Ake Dahl said", "Ake Dahl", "Korland", "Minister"),
        ("his Tarsian counterpart, Ona Brel, said", "Ona Brel", "Tarsian", "counterpart"),
        ("The Union met. Its secretary general, Tom Farr, said", "Tom Farr", "Union", "secretary general"),
        ("Ona Brel, the leader of the opposition Reform Party, said", "Ona Brel", "Reform Party", "leader"),
        ("Prime Minister Theresa May said", "Theresa May", None, "Prime Minister"),
        ("Ona Brel, the guild's general secretary, said", "Ona Brel", "guild", "general secretary"),
        ("Railco paid. Its chief executive, Tom Hart, said", "Tom Hart", "Railco", "chief executive"),
        ("Tor Amsel, 58, who runs the Rowers' Union, said", "Tor Amsel", "Rowers' Union", "head"),
        ("Her Reform Party opponents left. Ona Brel, their leader, said", "Ona Brel", "Reform Party", "leader"),
        ("Tarn Systems left. Its vice-president, Tom Hart, said", "Tom Hart", "Tarn Systems", "vice-president"),
        ("Ona Brel, Chief Executive Officer, said", "Ona Brel", None, "Chief Executive Officer"),
        ("Ostrail paid. Railco balked, its leader, Tom Hart, said", "Tom Hart", "Railco", "leader"),
        ("Ostrail paid. Railco balked, a spokesman, Tom Hart, said", "Tom Hart", "Railco", "spokesman"),
        ("Railco balked, a spokesman for Ostrail, Tom Hart, said", "Tom Hart", "Ostrail", "spokesman"),
        ("Korland met Ostrail, the SLU said. Its leader, Tom Hart, said", "Tom Hart", "Korland", "leader"),
        ("Ona Brel, who chairs the committee, said", "Ona Brel", "committee", "head"),
        ("Ona Brel, a spokeswoman for the ministry, said", "Ona Brel", "ministry", "spokeswoman"),
        ("Ona Brel, the president of the Tarsian Action Forum, said", "Ona Brel", "Tarsian Action Forum", "president"),
        ("Ona Brel, the president of the rail workers' union RWU, said", "Ona Brel", "RWU", "president"),
        ("Ona Brel, Korland's Foreign Ministry spokeswoman, said", "Ona Brel", "Foreign Ministry", "spokeswoman"),
        ("Ona Brel, the head of Tarsia's biggest bank, said", "Ona Brel", None, "head"),
    ],
)
def test_an_office_and_whose_it_is(text: str, name: str, of: str | None, role: str) -> None:
    assert [(f.name, f.of, f.role, f.speaks) for f in facts(text)] == [(name, of, role, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Former Tarsian prime minister Ake Dahl said",
        "Tarsian opposition leader Ake Dahl said",
        "Ake Dahl, a former Tarsian minister, said",
        "Tarsian lawmaker Ake Dahl said",
        "the Tarsian rebel leader Ake Dahl said",
        "Tarsian analyst Ake Dahl said",
        "Tarsian chancellor candidate Ake Dahl said",
        "Ake Dahl, the exiled Tarsian president, said",
    ],
)
def test_who_left_an_office_or_opposes_it_does_not_speak(text: str) -> None:
    assert [(f.name, f.speaks) for f in facts(text)] == [("Ake Dahl", False)]


def test_an_ambassador_speaks_for_who_sent_him() -> None:
    assert [f.of for f in facts("The Tarsian ambassador to Korland, Jan Pell, said")] in ([], ["Tarsian"])
    assert [f.of for f in facts("Tarsia's ambassador to Korland, Jan Pell, said")] in ([], ["Tarsia"])


def test_spans_are_slices_that_hold_the_name() -> None:
    text = "In Velmar, Tarsian Foreign Minister Ona Brel said no."
    (fact,) = facts(text)
    assert fact.span.of(text) == "Tarsian Foreign Minister Ona Brel"


def test_a_plural_in_apposition_is_no_office_of_one() -> None:
    assert facts("It flew west of Cape Ona Peninsula, Tarsia's Joint Chiefs said.") == []


def test_whoever_heads_what_a_state_has_does_not_head_the_state() -> None:
    assert facts("Ona Brel, who heads Tarsia's biggest union, said") == []


def test_a_former_lawyer_speaks_for_nobody() -> None:
    ((now),) = facts("Brel attorney Odo Penn said")
    ((before),) = facts("Former Brel attorney Odo Penn said")
    assert (now.speaks, before.speaks) == (True, False)
