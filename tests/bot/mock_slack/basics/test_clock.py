from __future__ import annotations

import asyncio

from bot.mock_slack.basics.clock import Clock


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


async def test_timers_of_one_leap_fire_in_their_order() -> None:
    clock = Clock()
    fired: list[int] = []
    for seconds in (50, 10, 40, 20, 30):
        clock.call_in(seconds, lambda seconds=seconds: fired.append(seconds))  # type: ignore[misc]
    clock.advance(60)
    await asyncio.sleep(0.01)
    assert fired == [10, 20, 30, 40, 50]


def test_without_a_loop_only_advancing_fires() -> None:
    clock = Clock()
    fired: list[int] = []
    clock.call_in(5, lambda: fired.append(1))
    clock.advance(4)
    assert fired == []
    clock.advance(1)
    assert fired == [1]


async def test_timers_from_before_the_loop_are_armed_at_the_start() -> None:
    clock = Clock()
    fired: list[int] = []
    await asyncio.to_thread(clock.call_in, 0.01, lambda: fired.append(1))  # a thread without a loop
    await asyncio.sleep(0.05)
    assert fired == []
    clock.start()
    await asyncio.sleep(0.05)
    assert fired == [1]
