"""Where contents end, and which say nothing."""

from __future__ import annotations

import pytest

from tests.retrieval.attribution.conftest import Read


def rows_of(read: Read, text: str) -> list[tuple[str, str, str]]:
    return [(row.holder.of(text) if row.holder else "", str(row.act), row.quote.of(text)) for row in read(text)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Okoro said it was “a step forward but a small one”.", "it was “a step forward but a small one"),
        (
            "Okoro said Tarn would sign “if it is fair and it lasts”.",
            "Tarn would sign “if it is fair and it lasts",
        ),
    ],
)
def test_a_quotation_is_not_cut(read: Read, text: str, quote: str) -> None:
    assert quote in {row.quote.of(text) for row in read(text)}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Tarn said it would defend its crews but ruled out sending ships.",
            [("Tarn", "accept", "it would defend its crews"), ("Tarn", "reject", "sending ships")],
        ),
        (
            "Brel said the minister had been asleep and called on him to resign.",
            [("Brel", "state", "the minister had been asleep"), ("Brel", "appeal", "him to resign")],
        ),
        (
            "Okoro said the plan was a disaster and urged Vesk to drop it.",
            [("Okoro", "state", "the plan was a disaster"), ("Okoro", "appeal", "Vesk to drop it")],
        ),
        (
            "The union said its members had gone on strike and demanded new talks.",
            [("The union", "state", "its members had gone on strike"), ("The union", "demand", "new talks")],
        ),
        (
            "His deputy, Owen Brel, said Okoro had lied to the house and called on him to resign.",
            [("His deputy", "state", "Okoro had lied to the house"), ("His deputy", "appeal", "him to resign")],
        ),
    ],
)
def test_the_speaker_goes_on_behind_what_was_said(read: Read, text: str, rows: list[tuple[str, str, str]]) -> None:
    assert rows_of(lambda text: tuple(row for row in read(text) if row.outer is None), text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "Okoro said that Tarn rejected the plan and demanded talks.",
        "Okoro said Tarn would talk but would not sign.",
        "Witnesses said he was drunk and refused to leave.",
    ],
)
def test_two_verbs_of_one_clause_stay_together(read: Read, text: str) -> None:
    assert read(text)[0].quote.of(text) == text.split(" said ")[1].removeprefix("that ").rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "The union leader demanded exactly that, and got it.",
        "That is what she had told colleagues she would do.",
        "Town councillors will debate a motion opposing the merger.",
        "Tarn rejects just that.",
    ],
)
def test_what_tells_nothing_is_no_row(read: Read, text: str) -> None:
    assert [row for row in read(text) if row.quote.of(text) in ("exactly that", "just that", "she would do")] == []
    assert [row for row in read(text) if row.holder and row.holder.of(text) == "Town councillors"] == []


def test_who_issues_a_paper_says_what_it_says(read: Read) -> None:
    text = "Tarn issued a statement condemning the attack."
    assert ("Tarn", "reject", "the attack") in rows_of(read, text)


def test_a_plain_demand_needs_no_name(read: Read) -> None:
    text = "The group met the minister on Monday. It demanded a complete ban on fishing until 2036."
    assert ("It", "demand", "a complete ban on fishing until 2036") in rows_of(read, text)
