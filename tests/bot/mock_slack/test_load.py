"""The load benchmark in small: nothing lost, nothing doubled, everything in order."""

from __future__ import annotations

from tests.benchmarks import mock_load


def test_nothing_is_lost_or_doubled_and_the_order_is_kept() -> None:
    result = mock_load.run(seconds=2, rate=100, clients=20)
    assert result.sent == 200
    assert result.faultless, result.lines()
    assert result.memory_after - result.memory_before < 100
