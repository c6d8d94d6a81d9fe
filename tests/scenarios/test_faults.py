"""The campaign of `make faults`, in short: kills and stops in the middle, over both ways of delivery."""

from __future__ import annotations

import pytest

from tests.benchmarks.faults import run


@pytest.mark.timeout(900)
@pytest.mark.parametrize("way", ["socket", "http"])
def test_nothing_is_lost_doubled_or_misplaced(way: str) -> None:
    result = run(way, questions=40, seconds=60, kills=1, stops=1, settling=300)
    assert result.faultless, "\n".join(result.lines())
