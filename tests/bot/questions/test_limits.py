"""Which days of a question say when something was said."""

from __future__ import annotations

import pytest

from bot.questions.limits import Dated, dated
from retrieval.types import Span
from tests.bot.written_library import WrittenLibrary

LIBRARY = WrittenLibrary({})


@pytest.mark.parametrize(
    ("text", "when", "dates"),
    [
        ("What did Brel say in March?", "in March", Dated.SAYING),
        ("What has Brel demanded after 3 May?", "after 3 May", Dated.SAYING),
        ("What did Brel say before March about the quay?", "before March", Dated.SAYING),
        ("In 2022, what did Brel say?", "In 2022", Dated.SAYING),
        ("What was Brel's position in February?", "in February", Dated.SAYING),
        ("timeline of Brel since July", "since July", Dated.SAYING),
        ("What did Brel say about the strike in May?", "in May", Dated.EITHER),
        ("What did Brel say about meeting Voss on June 17?", "on June 17", Dated.EITHER),
        ("What has Brel said about the plan to close the quay since March?", "since March", Dated.EITHER),
        ("What does Brel say about the strike in May?", "in May", Dated.TOPIC),
        ("What does Brel say about the tag they put on them on April 4?", "on April 4", Dated.TOPIC),
        ("What did Brel say about the letter that was sent on 4 April?", "on 4 April", Dated.TOPIC),
        ("What did Brel say about the ship seized on April 4?", "on April 4", Dated.TOPIC),
        ("What did Brel say she would do in May?", "in May", Dated.TOPIC),
        ("What did Brel say about last week's vote?", "last week", Dated.TOPIC),
        ("What did Brel pay in 2000 villages?", "in 2000", Dated.TOPIC),
        ("What does Brel want by June?", "by June", Dated.TOPIC),
        ("What are Brel's plans for the quay in 2023?", "in 2023", Dated.TOPIC),
        ("What were Brel's plans for the quay in 2023?", "in 2023", Dated.SAYING),
    ],
)
def test_a_day_dates_the_saying_where_it_hangs_on_the_main_clause(text: str, when: str, dates: Dated) -> None:
    start = text.index(when)
    assert dated(Span(start, start + len(when)), LIBRARY.parse(text)) is dates


def test_a_day_that_stands_nowhere_dates_the_saying() -> None:
    assert dated(Span(90, 95), LIBRARY.parse("What did Brel say?")) is Dated.SAYING
