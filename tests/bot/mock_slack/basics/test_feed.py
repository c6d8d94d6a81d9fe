from __future__ import annotations

from bot.mock_slack.basics.feed import KEPT, Feed


def test_a_reader_gets_what_happens_from_now_on() -> None:
    feed = Feed("run")
    feed.publish("before", {})
    with feed.reader() as queue:
        assert feed.watched
        feed.publish("message", {"ts": "1"})
        change = queue.get_nowait()
    assert change is not None
    assert (change.number, change.kind, change.body) == (2, "message", {"ts": "1"})
    assert not feed.watched


def test_what_was_missed_can_be_caught_up_with_while_it_is_kept() -> None:
    feed = Feed("run")
    for number in range(KEPT + 10):
        feed.publish("message", {"n": number})
    missed = feed.since(KEPT + 7)
    assert missed is not None
    assert [change.number for change in missed] == [KEPT + 8, KEPT + 9, KEPT + 10]
    assert feed.since(KEPT + 10) == []
    assert feed.since(5) is None
    assert feed.since(KEPT + 11) is None


def test_a_sleeping_reader_is_let_go_and_told_so() -> None:
    feed = Feed("run")
    with feed.reader() as queue:
        for _ in range(KEPT + 5):
            feed.publish("message", {})
        assert queue.qsize() == KEPT
        last = [queue.get_nowait() for _ in range(KEPT)][-1]
    assert last is None
