"""What is only supposed, possible or asked is no statement of its subject."""

from __future__ import annotations

import pytest

from retrieval.types import Act
from tests.retrieval.attribution.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "Tarn is ready to leave the valley if Vesk drops its claim and agrees to talks.",
        "The loan was available as long as Vesk appointed a new board.",
        "Should Vesk agree to the terms, Tarn would lift the blockade.",
        "Were Vesk to accept the plan, Tarn would sign the pact.",
        "Had Vesk accepted the plan, Tarn would have signed the pact.",
        "If Vesk accepts the plan, the war will end.",
        "Until Vesk accepts the border, Tarn will keep its troops in the valley.",
        "Once Vesk approves the plan, work will start in May.",
        "Tarn asked for talks in case Vesk rejects the map.",
        "It is unclear whether Vesk accepts the plan.",
        "Tarn doubts that Vesk will accept the plan.",
        "Would Vesk accept the map? A person close to the talks says no.",
        "Does Vesk support the plan? Nobody knows.",
        "“Would Vesk accept such a deal?” Okoro asked.",
        "Okoro said that Vesk may find that the map is wrong.",
        "Okoro said that Vesk should accept the map.",
        "“Vesk can see that the war is lost,” Okoro said.",
    ],
)
def test_no_row_in_a_condition_or_a_question(read: Read, text: str) -> None:
    assert "Vesk" not in {row.holder.of(text) for row in read(text) if row.holder}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The war went on until Vesk accepted the map.", "the map"),
        ("Tarn left the talks after Vesk rejected the map.", "the map"),
        ("If the pact, which Vesk rejects, is signed, the war will end.", "the pact"),
        ("Vesk would accept the map only if Tarn withdrew.", "the map only if Tarn withdrew"),
        ("Tarn will stay if it is paid, and Vesk rejects that idea.", "that idea"),
        ("Vesk rejected the map. Why?", "the map"),
        ("Vesk cannot support the map.", "the map"),
        ("Okoro said that Vesk may have rejected the map.", "the map"),
    ],
)
def test_facts_beside_it_stay(read: Read, text: str, quote: str) -> None:
    assert quote in {
        row.quote.of(text) for row in read(text) if row.holder and row.holder.of(text) in ("Vesk", "which")
    }


@pytest.mark.parametrize(
    "text",
    [
        "“Would Tarn accept such a deal?” Okoro asked.",
        "Okoro asked if Tarn would accept the map.",
        "Okoro hopes that Tarn will accept the map.",
        "Okoro questioned whether the plan was acceptable.",
    ],
)
def test_to_ask_is_not_to_do(read: Read, text: str) -> None:
    assert [row.act for row in read(text)] == [Act.STATE]


def test_who_is_asked_has_not_said_what_was_asked(read: Read) -> None:
    for text in (
        "Asked by the panel whether he had threatened to leave, Brel said that his note was misread.",
        "Asked by Ann Rees, for the board, whether he had threatened to go, Brel said that his note was misread.",
    ):
        rows = {row.quote.of(text): row for row in read(text) if row.holder and row.holder.of(text) == "Brel"}
        assert list(rows) == ["his note was misread"]
    text = "Asked about the threat, Brel said it was a joke."
    assert [row.quote.of(text) for row in read(text)] == ["it was a joke"]


def test_an_answer_without_a_verb_takes_in_what_was_asked(read: Read) -> None:
    text = "Asked whether Tarn would accept the map, Okoro said it would not."
    (row,) = read(text)
    assert [part.of(text) for part in row.parts] == ["whether Tarn would accept the map", "it would not"]
