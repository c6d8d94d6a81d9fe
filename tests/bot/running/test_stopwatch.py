"""A question's own time is what is left without what had to be loaded for it."""

from __future__ import annotations

import time

from bot.running.stopwatch import Stopwatch, uncounted


def test_it_stands_still_while_something_is_loaded() -> None:
    with uncounted():
        time.sleep(0.01)  # before it was started: none of its business
    watch = Stopwatch()
    with uncounted():
        time.sleep(0.3)
    assert watch.milliseconds() < 150
    time.sleep(0.05)
    assert 50 <= watch.milliseconds() < 250
