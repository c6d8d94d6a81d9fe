"""What was written while the bot was away, or was never delivered, is found in the history."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.slack.handling.catching_up import LOOKED, CatchingUp
from tests.bot.slack.running import Office
from tests.bot.slack.showing import seen


def test_what_was_never_delivered_is_answered_once(room: Office) -> None:
    before = room.people.say(f"{room.mention} What does Ruritania demand?")
    room.reply("general", before)
    room.settled()
    room.people.fault("drop", event="message", count=None)
    room.people.fault("drop", event="app_mention", count=None)
    missed = room.people.say(f"{room.mention} What does Ruritania reject?")
    follow = room.people.say("And what does it reject?", thread_ts=before)
    direct = room.people.open_dm()
    written = room.people.say("What does Ruritania reject?", direct)
    assert follow
    catching = CatchingUp(room.reception, room.bot)
    for _ in range(2):
        catching.look()
    assert "toll" in seen(room.reply("general", missed)["blocks"])
    assert "toll" in seen(room.reply("general", before, 2)["blocks"])
    assert "toll" in seen(room.reply(direct, written)["blocks"])
    catching.stop()
    room.settled()
    assert len(room.replies("general", missed)) == 1
    assert len(room.replies("general", before)) == 2


def test_an_app_that_may_not_list_group_conversations_looks_into_the_others(room: Office) -> None:
    room.people.fault("drop", event="message", count=None)
    room.people.fault("drop", event="app_mention", count=None)
    room.people.fault("api_error", method="users.conversations", error="missing_scope")
    missed = room.people.say(f"{room.mention} What does Ruritania reject?")
    catching = CatchingUp(room.reception, room.bot)
    catching.look()
    assert "toll" in seen(room.reply("general", missed)["blocks"])
    catching.stop()
    asked = [call["arguments"]["types"] for call in room.calls("users.conversations")]
    assert ["mpim" in types for types in asked[:2]] == [True, False]


def test_a_look_counts_from_where_the_last_whole_one_began(room: Office) -> None:
    room.people.fault("api_error", method="users.conversations", error="account_inactive")
    failing = CatchingUp(room.reception, room.bot, clock=lambda: 5.0)
    failing.look()
    room.people.wait_for(lambda _: room.calls("users.conversations"))
    failing.stop()
    inbox = room.reception.inbox
    assert inbox.last_key("looked ") not in (None, "looked 5.000000")  # only from when on it looks
    whole = CatchingUp(room.reception, room.bot, clock=lambda: 9.0)
    whole.look()
    while inbox.last_key("looked ") != "looked 9.000000":  # the test's own time limit ends this
        time.sleep(0.05)
    whole.stop()


@pytest.mark.parametrize(
    ("now", "is_whole", "fault"),
    [
        (21.0, False, {"kind": "http_error", "status": 503}),
        (20.0, True, {"kind": "api_error", "error": "not_in_channel"}),
    ],
)
def test_a_look_is_whole_where_no_channel_failed(
    now: float, is_whole: bool, fault: dict[str, Any], room: Office, caplog: pytest.LogCaptureFixture
) -> None:
    room.people.fault(**fault, method="conversations.history", count=1_000)
    inbox, noted = room.reception.inbox, f"looked {now:.6f}"
    catching = CatchingUp(room.reception, room.bot, clock=lambda: now)
    inbox.take(f"looked {now - 0.5:.6f}", LOOKED, {})
    catching.look()
    while inbox.last_key("looked ") != noted and "could not be looked through" not in caplog.text:
        time.sleep(0.05)
    catching.stop()
    assert (inbox.last_key("looked ") == noted) is is_whole
