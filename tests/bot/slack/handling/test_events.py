"""Messages to the bot, over Socket Mode: what is answered, where, how often, and what is left alone."""

import pytest

from bot.slack.wire.connection import web_client
from retrieval.errors import PositionsError
from tests.bot.slack.fake_desk import DEMAND, answered
from tests.bot.slack.running import Office
from tests.bot.slack.showing import elements, seen


def asked(room: Office) -> list[str]:
    return [entry[1] for entry in room.desk.history if entry[0] == "ask"]


def test_a_mention_is_answered_once_in_its_thread(room: Office) -> None:
    ts = room.people.say(f"{room.mention} What does Ruritania demand?")
    reply = room.reply("general", ts)
    room.settled()
    assert reply["thread_ts"] == ts
    assert seen(reply["blocks"]).startswith("Ruritania demands free passage")
    assert asked(room) == ["What does Ruritania demand?"]
    assert len(room.replies("general", ts)) == 1
    assert len(room.calls("chat.postMessage")) == 1


def test_a_mention_inside_a_thread_is_answered_there(room: Office) -> None:
    parent = room.people.say("Any news?")
    ts = room.people.say(f"{room.mention} What does Ruritania demand?", thread_ts=parent)
    assert room.reply("general", parent)["thread_ts"] == parent
    assert ts != parent


def test_a_direct_message_needs_no_mention(room: Office) -> None:
    dm = room.people.open_dm()
    ts = room.people.say("What does Ruritania demand?", dm)
    assert "free passage" in seen(room.reply(dm, ts)["blocks"])


def test_a_mention_in_a_direct_message_is_answered_once(room: Office) -> None:
    dm = room.people.open_dm()
    ts = room.people.say(f"{room.mention} What does Ruritania demand?", dm)
    room.reply(dm, ts)
    room.settled()
    assert len(asked(room)) == 1


def test_nothing_is_sent_that_unfurls_or_is_parsed(room: Office) -> None:
    ts = room.people.say(f"{room.mention} What does Ruritania demand?")
    room.reply("general", ts)
    sent = room.calls("chat.postMessage")[0]["arguments"]
    flags = {
        name: str(sent[name]).lower() for name in ("unfurl_links", "unfurl_media", "mrkdwn", "link_names", "parse")
    }
    assert flags.pop("parse") == "none"
    assert set(flags.values()) <= {"0", "false"}


def test_the_status_says_that_the_bot_is_at_work(room: Office) -> None:
    ts = room.people.say(f"{room.mention} What does Ruritania demand?")
    room.reply("general", ts)
    assert "articles" in room.calls("assistant.threads.setStatus")[0]["arguments"]["status"]


def test_where_there_is_no_status_the_answer_comes_all_the_same(room: Office) -> None:
    room.people.fault("api_error", method="assistant.threads.setStatus", error="unknown_method")
    ts = room.people.say(f"{room.mention} What does Ruritania demand?")
    assert room.reply("general", ts)


@pytest.mark.parametrize("text", ["", ":tada: :+1:", "   "])
def test_a_mention_without_a_question_is_helped(room: Office, text: str) -> None:
    ts = room.people.say(f"{room.mention} {text}")
    shown = seen(room.reply("general", ts)["blocks"])
    assert "There is no question" in shown
    assert "What does Ruritania demand?" in shown


def test_an_abstention_names_its_reason_and_what_is_covered(room: Office) -> None:
    ts = room.people.say(f"{room.mention} What happens tomorrow?")
    shown = seen(room.reply("general", ts)["blocks"])
    assert "I found nobody" in shown
    assert "Ruritania and Borduria" in shown


def test_our_own_error_is_told_with_its_remedy(room: Office) -> None:
    room.desk.on("broken", PositionsError("The index is broken.", "Run positions index."))
    ts = room.people.say(f"{room.mention} Is it broken?")
    assert seen(room.reply("general", ts)["blocks"]) == "The index is broken. Run positions index."


def test_an_unexpected_error_is_told_by_an_id(room: Office, caplog: pytest.LogCaptureFixture) -> None:
    room.desk.on("crash", RuntimeError("secret detail"))
    ts = room.people.say(f"{room.mention} Will it crash?")
    shown = seen(room.reply("general", ts)["blocks"])
    room.settled()
    assert "Something went wrong on my side (id " in shown
    assert "secret detail" not in shown
    assert shown.split("(id ")[1].split(")")[0] in caplog.text


def test_a_very_long_question_reaches_the_desk_whole_and_its_buttons_still_work(room: Office) -> None:
    long = "What does Ruritania demand " + "really " * 1400
    ts = room.people.say(f"{room.mention} {long}")
    reply = room.reply("general", ts)
    assert len(asked(room)[0]) > 9_000
    buttons = elements(reply["blocks"], "feedback_buttons")
    room.people.click("general", reply["ts"], buttons[0]["action_id"], "negative")
    room.ephemeral()
    assert "really really" in room.feedback.read_text(encoding="utf-8")


def test_a_follow_up_in_a_thread_of_the_bot_needs_no_mention(room: Office) -> None:
    ts = room.people.say(f"{room.mention} What does Ruritania demand?")
    room.reply("general", ts)
    room.people.say("And what does it reject?", thread_ts=ts)
    assert "toll" in seen(room.reply("general", ts, 2)["blocks"])


@pytest.mark.parametrize(
    "text", ["Thanks, what they demand is clear.", "<@{ben}> what does it demand?", "Shall we have lunch?"]
)
def test_what_is_not_asked_of_the_bot_is_left_alone(room: Office, text: str) -> None:
    ts = room.people.say(f"{room.mention} What does Ruritania demand?")
    room.reply("general", ts)
    ben = next(user["id"] for user in room.people.state()["users"] if user["name"] == "ben")
    room.people.say(text.replace("{ben}", ben), thread_ts=ts)
    room.settled()
    assert len(room.replies("general", ts)) == 1


def test_an_untagged_question_about_a_stranger_is_answered_aloud(room: Office) -> None:
    ts = room.people.say(f"{room.mention} What does Ruritania demand?")
    room.reply("general", ts)
    room.people.say("And what about Syldavia?", thread_ts=ts)
    assert "None of the articles mentions" in seen(room.reply("general", ts, 2)["blocks"])


def test_threads_in_which_the_bot_did_not_speak_are_left_alone(room: Office) -> None:
    ts = room.people.say("What does Ruritania demand?")
    room.people.say("What does Ruritania demand, anybody?", thread_ts=ts)
    room.settled()
    assert asked(room) == []


def test_after_a_restart_the_bot_still_knows_its_threads(room: Office) -> None:
    client = web_client(room.slack.bot_token, room.slack.api_url)
    ts = room.people.say("An old thread")
    general = next(each["id"] for each in room.people.state()["channels"] if each.get("name") == "general")
    client.chat_postMessage(channel=general, thread_ts=ts, text="an answer of an earlier run")
    room.people.say("And what does Ruritania demand?", thread_ts=ts)
    assert "free passage" in seen(room.reply("general", ts, 2)["blocks"])


def test_other_bots_edits_and_joins_are_left_alone(room: Office) -> None:
    ts = room.people.say("What does Ruritania demand?")
    room.people.act("edit-message", channel="general", ts=ts, text="What does Ruritania demand now?")
    room.people.act("create-channel", name="talks")
    room.people.act("invite", channel="talks", member="ben")
    room.settled()
    assert asked(room) == []


@pytest.mark.parametrize("fault", ["double", "retry_only", "reorder"])
def test_whatever_slack_delivers_twice_or_late_is_answered_once(room: Office, fault: str) -> None:
    room.people.fault(fault, event="app_mention", count=None)
    room.people.fault(fault, event="message", count=None)
    ts = room.people.say(f"{room.mention} What does Ruritania demand?")
    room.people.say("an event more, so that a held one is let go")
    room.reply("general", ts)
    room.settled()
    assert len(room.replies("general", ts)) == 1
    assert len(asked(room)) == 1


def test_a_mention_is_answered_where_only_one_of_its_two_events_arrives(room: Office) -> None:
    for event in ("message", "app_mention"):
        room.people.fault("drop", event=event)
        ts = room.people.say(f"{room.mention} What does Ruritania demand?")
        room.reply("general", ts)
        room.people.act("fault", clear=True)


def test_many_at_once_get_each_their_own_answer(room: Office) -> None:
    room.desk.on("number", lambda question: answered(DEMAND.model_copy(update={"text": f"Ruritania says {question}"})))
    asked_at = {number: room.people.say(f"{room.mention} number {number}?") for number in range(20)}
    for number, ts in asked_at.items():
        assert f"number {number}?" in seen(room.reply("general", ts)["blocks"])
    room.settled()
    assert all(len(room.replies("general", ts)) == 1 for ts in asked_at.values())


def test_the_bot_greets_a_channel_it_is_added_to(room: Office) -> None:
    room.people.act("create-channel", name="talks")
    room.people.act("invite", channel="talks", member=room.bot)
    greeting = room.people.wait_for_message("talks", lambda one: one.get("user") == room.bot and not one.get("subtype"))
    room.people.act("invite", channel="talks", member="ben")
    room.settled()
    assert "Mention me" in greeting["text"]
    assert len(room.calls("chat.postMessage")) == 1
