"""People take turns at a bounded number of hands."""

from __future__ import annotations

import threading

import pytest

from bot.inbox.pools import Pool


def test_nobodys_tenth_comes_before_somebodys_first() -> None:
    pool, done, gate = Pool("test", 1), list[str](), threading.Event()
    begun = threading.Event()

    def hold() -> None:
        begun.set()
        gate.wait(20)

    pool.submit(hold, "ada")
    begun.wait(20)
    waiting = [pool.submit(lambda number=number: done.append(f"ada {number}"), "ada") for number in range(3)]  # type: ignore[misc]
    assert pool.ahead("ben") == 2
    assert pool.ahead("ada") == 4
    waiting.append(pool.submit(lambda: done.append("ben"), "ben"))
    gate.set()
    for each in waiting:
        each.result(20)
    assert done == ["ada 0", "ben", "ada 1", "ada 2"]
    pool.close()


def test_what_goes_wrong_belongs_to_whoever_asked() -> None:
    pool = Pool("test", 1)
    with pytest.raises(KeyError):
        pool.submit(lambda: dict[str, int]()["missing"]).result(20)
    assert pool.submit(lambda: "and the hand goes on").result(20)
    pool.close()


def test_a_closed_pool_gives_no_more_turns() -> None:
    pool = Pool("test", 2)
    pool.close()
    assert not pool.submit(lambda: 1).done()
