from concurrent.futures import ThreadPoolExecutor

from bot.slack.duplicates import KEPT_SECONDS, Seen


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_key_is_claimed_once_until_it_is_forgotten() -> None:
    clock = Clock()
    seen = Seen(seconds=600, clock=clock)
    assert seen.claim("a")
    clock.now = 599.9
    assert not seen.claim("a")
    assert "a" in seen
    clock.now = 600
    assert "a" not in seen
    assert seen.claim("a")


def test_keys_are_kept_for_longer_than_slack_retries() -> None:
    assert KEPT_SECONDS >= 600


def test_a_released_key_can_be_claimed_again() -> None:
    seen = Seen()
    seen.claim("a")
    seen.release("a")
    seen.release("never claimed")
    assert seen.claim("a")


def test_it_is_bounded_and_forgets_the_oldest() -> None:
    seen = Seen(most=3)
    for key in range(10):
        seen.claim(key)
    assert len(seen) == 3
    assert 9 in seen
    assert 0 not in seen


def test_of_many_threads_one_wins() -> None:
    seen = Seen()
    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(lambda _: seen.claim("a"), range(200))) == 1
