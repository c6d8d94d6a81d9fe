from __future__ import annotations

import pytest

from bot.models.json_replies import closed, read, read_partly
from bot.models.replies import ModelClaims

CLAIM = '{"text": "a", "actor": "b", "passage": 1, "quote": "c"}'


@pytest.mark.parametrize(
    "text",
    [
        f'{{"claims": [{CLAIM}]}}',
        f'Here you are:\n```json\n{{"claims": [{CLAIM}]}}\n```\nAnything else?',
        f'{{"thinking": "…"}} {{"claims": [{CLAIM}]}}',
        f'{{"claims": [{CLAIM}], "mood": "good"}}',
        f'Voilà : {{"claims": [{CLAIM}]}}',
    ],
)
def test_json_is_found_in_whatever_stands_around_it(text: str) -> None:
    found = read(text, ModelClaims)
    assert found is not None
    assert [each.actor for each in found.claims] == ["b"]


@pytest.mark.parametrize("text", ["", "I think that b wants c.", '{"claims": [{"te', '{"answer": 42}', "{" * 50_000])
def test_what_is_no_reply_is_none(text: str) -> None:
    assert read(text, ModelClaims) is None


def test_of_a_reply_that_is_still_written_the_whole_items_are_read() -> None:
    whole = f'{{"claims": [{CLAIM}, {CLAIM}]}}'
    counts = [len(found.claims) if (found := read_partly(whole[:end], ModelClaims)) else 0 for end in range(len(whole))]
    assert counts == sorted(counts)
    assert set(counts) == {0, 1, 2}
    assert closed('{"a": [1, "x]') == '{"a": []}'
