from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mock_slack.basics.journal import BODY_LIMIT, KEPT, Entry, Journal, redact


def journal() -> tuple[Journal, list[Entry]]:
    told: list[Entry] = []
    return Journal(lambda: 1.0, told.append), told


@given(st.text(), st.sampled_from(["xoxb-12-ab", "xoxp-99-Zz-1", "xapp-1-A0-77-ff", "xoxe.xoxp-1-Mi0y"]), st.text())
def test_no_token_survives(before: str, token: str, after: str) -> None:
    text = redact(json.dumps({"text": f"{before} {token} {after}", "token": token}))
    assert token not in text


def test_secrets_are_known_by_their_fields() -> None:
    text = redact('{"client_secret": "abc", "token": "verification", "url": "ws://h/link/?ticket=0a1b&app_id=A"}')
    assert "abc" not in text
    assert "verification" not in text
    assert "0a1b" not in text
    assert "app_id=A" in text


def test_entries_are_read_back_whole_and_by_kind() -> None:
    book, told = journal()
    book.write("call", {"method": "auth.test"}, arguments={"a": 1})
    book.write("socket", {"what": "opened"})
    assert book.entries(kind="call") == [
        {"number": 1, "at": 1.0, "kind": "call", "method": "auth.test", "arguments": {"a": 1}}
    ]
    assert [entry["number"] for entry in book.entries(since=1)] == [2]
    assert len(told) == 2


def test_an_outcome_is_added_later_and_told_again() -> None:
    book, told = journal()
    entry = book.write("delivery", {"outcome": "pending"})
    book.amend(entry, outcome="acknowledged")
    assert book.entries()[0]["outcome"] == "acknowledged"
    assert [one.number for one in told] == [1, 1]


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.mock_slack.basics.journal.TOTAL_LIMIT", 10 * BODY_LIMIT)
    book, _ = journal()
    for _ in range(KEPT + 100):
        book.write("call", {}, arguments={})
    assert len(book.entries()) == KEPT
    for _ in range(30):
        book.write("call", {}, arguments={"text": "x" * 10 * BODY_LIMIT})
    assert sum(len(json.dumps(entry)) for entry in book.entries()) < 11 * BODY_LIMIT
    assert "cut" in book.entries()[-1]
