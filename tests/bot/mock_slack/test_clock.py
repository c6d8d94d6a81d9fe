from __future__ import annotations

import asyncio

from bot.mock_slack.clock import Clock


async def test_a_sleeper_wakes_when_the_clock_is_moved() -> None:
    clock = Clock()
    sleeper = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)
    clock.advance(3599)
    await asyncio.sleep(0.01)
    assert not sleeper.done()
    clock.advance(1)
    await asyncio.wait_for(sleeper, 5)


async def test_timers_fire_in_the_order_of_their_times() -> None:
    clock = Clock()
    fired: list[str] = []
    clock.call_in(60, lambda: fired.append("later"))
    clock.call_in(30, lambda: fired.append("sooner"))
    cancelled = clock.call_in(10, lambda: fired.append("never"))
    clock.cancel(cancelled)
    clock.advance(40)
    await asyncio.sleep(0.01)
    assert fired == ["sooner"]
    clock.advance(40)
    await asyncio.sleep(0.01)
    assert fired == ["sooner", "later"]


def test_it_never_goes_back() -> None:
    clock = Clock()
    clock.advance(-50)
    assert clock.offset == 0


def test_without_a_loop_a_timer_fires_when_the_clock_is_moved_past_it() -> None:
    clock, fired = Clock(), []
    clock.call_in(10, lambda: fired.append(1))
    clock.advance(9)
    assert fired == []
    clock.advance(2)
    clock.advance(10)
    assert fired == [1]
