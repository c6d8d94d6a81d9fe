from __future__ import annotations

from bot.mock_slack.delivering.limits import Limits


def test_a_bucket_empties_and_fills_with_time() -> None:
    now = [0.0]
    limits = Limits(lambda: now[0], on=True)
    waits = [limits.wait_for(("chat.postMessage", "C1"), 60) for _ in range(7)]
    assert waits == [0, 0, 0, 0, 0, 1, 1]
    assert limits.wait_for(("chat.postMessage", "C2"), 60) == 0
    now[0] = 1.0
    assert limits.wait_for(("chat.postMessage", "C1"), 60) == 0
    assert limits.wait_for(("chat.postMessage", "C1"), 60) == 1


def test_nothing_is_limited_until_it_is_asked_for() -> None:
    limits = Limits(lambda: 0.0)
    assert not any(limits.wait_for(("x",), 1) for _ in range(1000))


def test_slow_methods_say_how_long_to_wait() -> None:
    limits = Limits(lambda: 0.0, on=True)
    assert limits.wait_for(("apps.connections.open",), 1) == 0
    assert limits.wait_for(("apps.connections.open",), 1) == 60
