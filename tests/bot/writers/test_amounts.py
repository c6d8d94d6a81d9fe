from __future__ import annotations

import pytest

from bot.writers.amounts import tells


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("When did they meet?", "They met on Monday.", True),
        ("When did they meet?", "They met in 2022.", True),
        ("When did they meet?", "They may meet.", False),
        ("how many came", "Fourteen came.", True),
        ("How many came?", "Many came.", False),
        ("How much has it fallen?", "It fell to a third.", True),
        ("Who came?", "Fourteen came on Monday.", False),
    ],
)
def test_a_sentence_tells_a_day_or_a_number_as_asked(question: str, sentence: str, told: bool) -> None:
    assert tells(question, sentence) is told
