"""Calls to Slack: one at a time in each place, and nobody waits for what another place has to wait for."""

from __future__ import annotations

import asyncio
import threading

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.inbox.pools import Pool
from bot.slack.wire.sending import Sender, is_unclear, retry_after


def refusal(error: str, status: int = 200, headers: dict[str, str] | None = None) -> SlackApiError:
    response = SlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data={"ok": False, "error": error},
        headers=headers or {}, status_code=status,
    )  # fmt: skip
    return SlackApiError("refused", response)  # type: ignore[no-untyped-call]


def failing(*errors: Exception) -> tuple[list[str], object]:
    left, done = list(errors), list[str]()

    def work() -> str:
        done.append("tried")
        if left:
            raise left.pop(0)
        return "well"

    return done, work


async def test_a_place_that_has_to_wait_holds_no_hand_and_no_other_place() -> None:
    sender = Sender(Pool("sending", 1))
    tried = threading.Event()

    def limited() -> None:
        tried.set()
        raise refusal("ratelimited", 429, {"Retry-After": "300"})

    waiting = asyncio.create_task(sender.call("C1", limited))
    behind = asyncio.create_task(sender.call("C1", lambda: "behind it"))
    await asyncio.to_thread(tried.wait, 30)
    assert await sender.call("C2", lambda: "elsewhere") == "elsewhere"
    assert not waiting.done()
    assert not behind.done()
    for task in (waiting, behind):
        task.cancel()
    await asyncio.gather(waiting, behind, return_exceptions=True)
    assert not sender._places


async def test_a_limited_call_did_not_happen_and_is_repeated() -> None:
    done, work = failing(refusal("ratelimited", 429, {"retry-after": "0"}), refusal("ratelimited", 429))
    assert await Sender(Pool("sending", 1)).call("C1", work) == "well"  # type: ignore[arg-type]
    assert len(done) == 3


async def test_what_is_harmless_is_repeated_while_slack_fails_and_no_longer() -> None:
    sender = Sender(Pool("sending", 1), pauses=(0, 0))
    done, work = failing(OSError("broken"), refusal("internal_error", 500))
    assert await sender.insist("m", work) == "well"  # type: ignore[arg-type]
    assert len(done) == 3
    done, work = failing(*[OSError("broken")] * 9)
    with pytest.raises(OSError, match="broken"):
        await sender.insist("m", work)  # type: ignore[arg-type]
    assert len(done) == 3


def test_only_what_slack_refuses_for_a_reason_is_clear() -> None:
    assert is_unclear(OSError())
    assert is_unclear(refusal("x", 503))
    assert is_unclear(refusal("Received a response in a non-JSON format: <html>"))
    assert not is_unclear(refusal("not_in_channel"))
    assert retry_after(refusal("ratelimited", 429, {"Retry-After": "soon"})) == 1.0
