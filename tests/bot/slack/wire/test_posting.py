"""Posting when Slack is slow, refuses, or breaks after it has stored the message."""

import pytest

from bot.slack.layout import texts
from bot.slack.layout.limits import CHARACTERS
from bot.slack.layout.replies import Reply, saying
from bot.slack.wire.connection import web_client
from bot.slack.wire.posting import Place, mark_of, post, respond_to
from tests.bot.slack.running import Office
from tests.bot.slack.showing import seen

QUESTION = "What does Ruritania demand?"


def general(room: Office) -> str:
    return next(str(each["id"]) for each in room.people.state()["channels"] if each.get("name") == "general")


def share(room: Office, reply: Reply, *marks: str) -> list[str]:
    """Posts the reply to #general as often as there are marks; where it stands."""
    place, client = Place(general(room)), web_client(room.slack.bot_token, room.slack.api_url)
    client.retry_handlers = []
    return [
        room.inbox.on_loop(post(room.sender, client, place, reply, mark_of(mark), perhaps_posted=number > 0))
        for number, mark in enumerate(marks or ("one",))
    ]


@pytest.mark.parametrize("fault", [{"kind": "error_after", "status": 500}, {"kind": "cut"}])
def test_what_was_stored_before_the_failure_is_not_posted_twice(room: Office, fault: dict[str, object]) -> None:
    kind = str(fault["kind"])
    room.people.fault(kind, method="chat.postMessage", **{key: value for key, value in fault.items() if key != "kind"})
    ts = room.people.say(f"{room.mention} {QUESTION}")
    room.reply("general", ts)
    room.settled()
    assert len(room.replies("general", ts)) == 1
    assert len(room.calls("chat.postMessage")) == 1


@pytest.mark.parametrize("kind", ["error_after", "cut"])
def test_the_same_holds_for_what_is_shared_to_a_channel(room: Office, kind: str) -> None:
    room.people.fault(kind, method="chat.postMessage", status=503)
    share(room, saying("once"))
    assert [one["text"] for one in room.people.messages("general")] == ["once"]


def test_it_is_looked_for_after_every_failure_that_is_unclear(room: Office) -> None:
    room.people.fault("http_error", method="chat.postMessage", status=503, count=2)
    room.people.fault("error_after", method="chat.postMessage", status=503)
    ts = room.people.say(f"{room.mention} {QUESTION}")
    room.reply("general", ts)
    room.settled()
    assert len(room.replies("general", ts)) == 1


def test_what_an_earlier_run_may_have_posted_is_looked_for(room: Office) -> None:
    first, again = share(room, saying("once"), "one", "one")
    assert first == again
    assert len(room.people.messages("general")) == 1


def test_what_was_not_stored_is_posted_again(room: Office) -> None:
    room.people.fault("http_error", method="chat.postMessage", status=500)
    ts = room.people.say(f"{room.mention} {QUESTION}")
    room.reply("general", ts)
    room.settled()
    assert len(room.replies("general", ts)) == 1
    assert len(room.calls("chat.postMessage")) == 2


def test_an_error_that_slack_calls_internal_is_unclear_too(room: Office) -> None:
    room.people.fault("api_error", method="chat.postMessage", error="internal_error")
    ts = room.people.say(f"{room.mention} {QUESTION}")
    assert room.reply("general", ts)


def test_where_looking_fails_too_a_double_is_better_than_silence(room: Office) -> None:
    room.people.fault("http_error", method="chat.postMessage", status=500)
    room.people.fault("api_error", method="conversations.replies", error="ratelimited", count=None)
    ts = room.people.say(f"{room.mention} {QUESTION}")
    assert room.reply("general", ts)


def test_a_limited_rate_is_waited_out(room: Office) -> None:
    room.people.fault("rate_limit", method="chat.postMessage", seconds=0)
    ts = room.people.say(f"{room.mention} {QUESTION}")
    room.reply("general", ts)
    room.settled()
    assert len(room.replies("general", ts)) == 1


@pytest.mark.parametrize("error", ["invalid_blocks", "msg_blocks_too_long"])
def test_a_layout_that_slack_does_not_take_is_sent_as_text(room: Office, error: str) -> None:
    room.people.fault("api_error", method="chat.postMessage", error=error)
    ts = room.people.say(f"{room.mention} {QUESTION}")
    text = room.reply("general", ts)["text"]
    assert text.startswith("Ruritania demands free passage")
    assert "Slack did not take this answer's layout" in text


def test_a_layout_beyond_slacks_limits_is_sent_as_text(room: Office) -> None:
    block = {"type": "section", "text": {"type": "plain_text", "text": "x" * 2_900}}
    share(room, Reply("the text", [block] * (CHARACTERS // 2_900 + 2)))
    assert "the text" in room.people.messages("general")[-1]["text"]


def test_a_refusal_is_told_by_an_id_and_logged(room: Office, caplog: pytest.LogCaptureFixture) -> None:
    room.people.fault("api_error", method="chat.postMessage", error="no_permission")
    ts = room.people.say(f"{room.mention} {QUESTION}")
    assert "Something went wrong on my side" in seen(room.reply("general", ts)["blocks"])
    assert "no_permission" in caplog.text


def test_where_the_response_url_is_used_up_the_answer_comes_as_an_ephemeral_message(room: Office) -> None:
    ada = room.people.state()["users"][0]["id"]
    for number, address in enumerate((f"{room.slack.url}/commands/T0/0/none", "http://127.0.0.1:9/none"), 1):
        reply = saying(f"after all {number}")
        client = web_client(room.slack.bot_token, room.slack.api_url)
        room.inbox.on_loop(respond_to(room.sender, client, address, general(room), ada, reply))
        shown = room.ephemeral(user=ada, number=number)
        assert shown["text"].startswith(f"after all {number}")
        assert (texts.PERHAPS_TWICE in seen(shown["blocks"])) is (number == 2)  # nobody knows whether the first arrived


def test_an_ephemeral_message_after_one_that_may_have_arrived_says_so(room: Office) -> None:
    room.people.fault("error_after", method="chat.postEphemeral", status=503)
    ada = room.people.state()["users"][0]["id"]
    room.inbox.on_loop(respond_to(room.sender, room.reception.client, None, general(room), ada, saying("after all")))
    room.ephemeral(user=ada, number=2)
    shown = [each["message"] for each in room.people.ephemerals("general")]
    assert [texts.PERHAPS_TWICE in seen(each["blocks"]) for each in shown] == [False, True]


def test_where_the_bot_may_not_whisper_the_person_is_answered_in_their_own_conversation(room: Office) -> None:
    """The response URL of a command in a conversation without the bot has expired: after a restart, say."""
    ada = room.people.state()["users"][0]["id"]
    room.people.fault("api_error", method="chat.postEphemeral", error="channel_not_found")
    client = web_client(room.slack.bot_token, room.slack.api_url)
    address = f"{room.slack.url}/commands/T0/0/none"
    room.inbox.on_loop(respond_to(room.sender, client, address, general(room), ada, saying("after all")))
    direct = room.people.open_dm()
    assert [each["text"] for each in room.people.messages(direct)] == ["after all"]
