from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.mock_slack.basics.ids import Ids


def test_ids_never_repeat_and_look_like_slacks() -> None:
    ids = Ids()
    made = [ids.new("C") for _ in range(20_000)]
    assert len(set(made)) == len(made)
    assert all(len(one) == 10 and one.isalnum() and one.isupper() and one.startswith("C0") for one in made)


def test_the_same_seed_gives_the_same_ids() -> None:
    assert [Ids(7).new("U"), Ids(7).digest("bot")] == [Ids(7).new("U"), Ids(7).digest("bot")]
    assert Ids(7).new("U") != Ids(8).new("U")
    assert Ids(7).digest("bot") != Ids(8).digest("bot")


@given(st.lists(st.floats(min_value=0, max_value=4e9), max_size=50))
def test_timestamps_only_grow_whatever_the_clock_does(times: list[float]) -> None:
    ids = Ids()
    made = [ids.ts(now) for now in times]
    numbers = [float(ts) for ts in made]
    assert numbers == sorted(numbers)
    assert len(set(made)) == len(made)
    assert all(len(ts.partition(".")[2]) == 6 for ts in made)
