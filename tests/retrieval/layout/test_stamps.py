from __future__ import annotations

import pytest

from retrieval.layout.normal_form import normal_form


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("16.42 GMTReen: I stay\n14:05 - Haas rules it out.\n", "Reen: I stay\nHaas rules it out.\n"),
        ("[16:42]\nReen stays.\n", "\nReen stays.\n"),
        ("7:12 p.m. | Reen stays.\n7:02 p.m. | Haas goes.\n", "Reen stays.\nHaas goes.\n"),
        ("10.30 a.m. ET\nReen stays.\n", "\nReen stays.\n"),
        ("2h ago\nReen stays.\n", "\nReen stays.\n"),
    ],
)
def test_hours_before_entries_are_not_read(text: str, read: str) -> None:
    assert normal_form(text).text == read


def test_an_hour_in_a_sentence_stays() -> None:
    text = "At 16:42 Reen spoke.\n10:30 a.m. was too early, he said.\n"
    assert normal_form(text).text == text
