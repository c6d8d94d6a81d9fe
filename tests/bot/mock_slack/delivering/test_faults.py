from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mock_slack.basics.errors import ControlError
from bot.mock_slack.delivering.faults import API_FAULTS, EVENT_FAULTS, Faults


def test_a_fault_strikes_as_often_as_it_should_and_goes() -> None:
    faults = Faults()
    faults.add({"kind": "http_error", "method": "chat.postMessage", "count": 2})
    assert faults.for_call("auth.test") == []
    assert [len(faults.for_call("chat.postMessage")) for _ in range(3)] == [1, 1, 0]
    assert faults.rules == []


def test_an_event_is_named_in_full_or_by_its_family() -> None:
    faults = Faults()
    faults.add({"kind": "drop", "event": "message", "count": None})
    faults.add({"kind": "double", "event": "app_mention"})
    assert faults.for_event("message.im") == "drop"
    assert faults.for_event("app_mention") == "double"
    assert faults.for_event("app_mention") == ""


def test_the_same_seed_strikes_at_the_same_places() -> None:
    def run(seed: int) -> list[int]:
        faults = Faults(seed)
        faults.add({"kind": "rate_limit", "probability": 0.3, "count": None})
        return [len(faults.for_call("x")) for _ in range(200)]

    assert run(1) == run(1) != run(2)
    assert 30 < sum(run(1)) < 90


def test_removing_and_clearing() -> None:
    changes = []
    faults = Faults(0, lambda: changes.append(1))
    first = faults.add({"kind": "latency", "seconds": 0.1})
    faults.add({"kind": "cut"})
    assert faults.remove(first.id)
    assert not faults.remove(first.id)
    assert [rule["kind"] for rule in faults.wire()] == ["cut"]
    faults.sow(9)
    assert (faults.seed, len(faults.rules)) == (9, 1)
    faults.clear()
    assert (faults.seed, faults.rules) == (9, [])
    assert changes


@given(
    st.dictionaries(
        st.sampled_from(["kind", "method", "event", "count", "probability", "status", "error", "seconds", "x"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([*API_FAULTS, *EVENT_FAULTS, "x"]),
    )
)
def test_any_wish_is_taken_or_refused(wish: dict[str, Any]) -> None:
    faults = Faults()
    with contextlib.suppress(ControlError):
        faults.add(wish)
    faults.for_call("x")
    faults.for_event("x")


def test_commands_and_clicks_are_struck_by_name_by_family_or_by_any() -> None:
    faults = Faults()
    for event in ("/ask", "slash_commands", None):
        faults.add({"kind": "drop", "event": event})
        assert faults.for_interaction("block_actions", "interactive") == ("drop" if event is None else "")
        assert faults.for_interaction("/ask", "slash_commands") == ("" if event is None else "drop")
    faults.add({"kind": "reorder"})
    assert faults.for_interaction("/ask", "slash_commands") == ""  # there is no later one that it could follow


def test_there_are_no_signatures_over_socket_mode() -> None:
    over_http = True
    faults = Faults(signing=lambda: over_http)
    faults.add({"kind": "bad_timestamp"})
    over_http = False
    assert faults.for_event("message.im") == ""
    assert faults.rules[0].struck == 0
    with pytest.raises(ControlError, match="no signatures"):
        faults.add({"kind": "bad_signature"})


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(ControlError, match="is one of"):
        Faults().add({"kind": "explode"})
