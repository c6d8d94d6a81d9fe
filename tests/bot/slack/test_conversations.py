"""Threads and direct messages as conversations: what the desk is told of the turns before, and what stays silent."""

import threading

import pytest

from bot.slack.handling.threads import earlier
from bot.slack.wire.connection import web_client
from bot.types import Answer, Kind, Question
from tests.bot.slack.fake_desk import DEMAND, REFUSAL, answered
from tests.bot.slack.running import Office
from tests.bot.slack.showing import elements, seen

FIRST = "What does Ruritania demand?"


def asked(room: Office) -> list[tuple[str, ...]]:
    """Each question that the desk was asked, with the turns before it."""
    return [entry[1:] for entry in room.desk.history if entry[0] == "ask"]


def test_a_follow_up_is_asked_with_the_turns_before_it(room: Office) -> None:
    ts = room.people.say(f"{room.mention} {FIRST}")
    room.reply("general", ts)
    room.people.say("And what does it reject?", thread_ts=ts)
    room.reply("general", ts, 2)
    room.people.say(f"{room.mention} and tomorrow?", thread_ts=ts)
    room.reply("general", ts, 3)
    assert asked(room) == [
        (FIRST,),
        ("And what does it reject?", FIRST),
        ("and tomorrow?", FIRST, "And what does it reject?"),
    ]


def test_another_thread_is_another_conversation(room: Office) -> None:
    for _ in range(2):
        ts = room.people.say(f"{room.mention} {FIRST}")
        room.reply("general", ts)
    assert asked(room) == [(FIRST,), (FIRST,)]


@pytest.mark.parametrize("text", ["and what about Borduria", "why", "more"])
def test_a_follow_up_needs_no_question_mark(text: str, room: Office) -> None:
    room.desk.on(text, answered(REFUSAL))
    ts = room.people.say(f"{room.mention} {FIRST}")
    room.reply("general", ts)
    room.people.say(text, thread_ts=ts)
    assert "toll" in seen(room.reply("general", ts, 2)["blocks"])


@pytest.mark.parametrize(
    "text", ["and tomorrow", "and I told them so", "ok, thanks", "I agree with Borduria", "what a mess", "hm"]
)
def test_chatter_in_a_thread_is_left_alone(text: str, room: Office) -> None:
    ts = room.people.say(f"{room.mention} {FIRST}")
    room.reply("general", ts)
    room.people.say(text, thread_ts=ts)
    room.settled()
    assert len(room.replies("general", ts)) == 1


def test_thanks_to_the_bot_are_returned_and_thanks_among_people_are_not(room: Office) -> None:
    thanks = Question(text="thanks", kind=Kind.THANKS)
    room.desk.on("thanks", Answer(question="", status="answered", note="You're welcome.", understood=thanks))
    ts = room.people.say(f"{room.mention} {FIRST}")
    room.reply("general", ts)
    room.people.say("Any thanks?", thread_ts=ts)
    room.settled()
    assert len(room.replies("general", ts)) == 1
    room.people.say(f"{room.mention} thanks", thread_ts=ts)
    assert seen(room.reply("general", ts, 2)["blocks"]) == "You're welcome."


def test_direct_messages_go_on_in_their_thread_and_below_it(room: Office) -> None:
    dm = room.people.open_dm()
    ts = room.people.say(FIRST, dm)
    room.reply(dm, ts)
    room.people.say("What does it reject?", dm, thread_ts=ts)
    room.reply(dm, ts, 2)
    for text in ("and tomorrow?", "What does Borduria reject?"):
        room.reply(dm, room.people.say(text, dm))
    assert asked(room) == [
        (FIRST,),
        ("What does it reject?", FIRST),
        ("and tomorrow?", FIRST, "What does it reject?"),
        ("What does Borduria reject?",),
    ]


def test_after_a_restart_a_thread_of_five_hundred_messages_is_read_again(room: Office) -> None:
    client = web_client(room.slack.bot_token, room.slack.api_url)
    channel = next(each["id"] for each in room.people.state()["channels"] if each.get("name") == "general")
    ts = room.people.say("An old thread")
    questions = [f"What did Ruritania demand in year {number}?" for number in range(15)]
    client.chat_postMessage(channel=channel, thread_ts=ts, text="an answer of an earlier run")
    for question in questions:
        room.people.say(question, thread_ts=ts)
    room.people.wait_for(lambda _: len(room.replies("general", ts)) == 16)
    for number in range(470):
        client.chat_postMessage(channel=channel, thread_ts=ts, text=f"line {number}")
    room.settled()
    direct = room.inbox.on_loop(earlier(room.sender, client, channel, ts, "9", room.bot, direct=False))
    assert direct is not None
    assert (direct.spoken, list(direct.asked)) == (True, questions[-10:])


def test_after_a_restart_the_turns_before_are_asked_again(room: Office) -> None:
    client = web_client(room.slack.bot_token, room.slack.api_url)
    channel = next(each["id"] for each in room.people.state()["channels"] if each.get("name") == "general")
    ts = room.people.say(f"I wonder. <@U0SOMEBODY> {FIRST}")
    room.people.say(FIRST, thread_ts=ts)  # to nobody: the bot has not spoken yet
    client.chat_postMessage(channel=channel, thread_ts=ts, text="an answer of an earlier run")
    room.people.say(f"{room.mention} What does it reject?", thread_ts=ts)
    room.reply("general", ts, 2)
    room.people.say("and tomorrow?", thread_ts=ts)
    room.reply("general", ts, 3)
    assert asked(room) == [("What does it reject?",), ("and tomorrow?", "What does it reject?")]


def test_a_thread_that_slack_does_not_show_is_no_conversation(room: Office) -> None:
    client = web_client(room.slack.bot_token, room.slack.api_url)
    found = room.inbox.on_loop(earlier(room.sender, client, "C0NOWHERE", "1.0", "2.0", room.bot, direct=False))
    assert found is None


def test_the_buttons_of_a_follow_up_carry_the_turns_before_it(room: Office) -> None:
    follows = Question(text="What does Borduria reject?", follows=True)
    room.desk.on("and Borduria", answered(REFUSAL, understood=follows))
    ts = room.people.say(f"{room.mention} {FIRST}")
    room.reply("general", ts)
    room.people.say("and Borduria?", thread_ts=ts)
    reply = room.reply("general", ts, 2)
    (buttons,) = elements(reply["blocks"], "feedback_buttons")
    assert FIRST in buttons["positive_button"]["value"]
    room.people.click("general", reply["ts"], buttons["action_id"], "negative")
    room.ephemeral()
    assert "What does Borduria reject?" in room.feedback.read_text(encoding="utf-8")


def test_several_questions_are_answered_under_their_headings(room: Office) -> None:
    parts = (answered(DEMAND, question=FIRST), answered(REFUSAL, question="And what does it reject?"))
    room.desk.on("and what", answered(DEMAND, REFUSAL, parts=parts, note="Only the first 2 of 9 questions."))
    ts = room.people.say(f"{room.mention} {FIRST} And what does it reject?")
    shown = seen(room.reply("general", ts)["blocks"])
    order = [f"1. {FIRST}", "free passage", "2. And what", "the toll", "Only the first 2"]
    places = [shown.index(text) for text in order]
    assert places == sorted(places)


def test_the_articles_are_listed_to_whoever_asks_for_them(room: Office) -> None:
    sources = Question(text="Which articles?", kind=Kind.SOURCES)
    room.desk.on("articles", Answer(question="", status="answered", note="…", understood=sources))
    ts = room.people.say(f"{room.mention} Which articles do you have?")
    shown = seen(room.reply("general", ts)["blocks"])
    assert "Border talks stall" in shown
    assert "3 articles" in shown


def test_what_the_bot_can_be_asked_is_a_list(room: Office) -> None:
    note = "I answer. You could ask:\nWhat does <!channel> want?\nWhat are the issues?"
    help_ = Question(text="help", kind=Kind.HELP)
    room.desk.on("help", Answer(question="", status="answered", note=note, understood=help_))
    ts = room.people.say(f"{room.mention} help")
    reply = room.reply("general", ts)
    assert "What are the issues?" in seen(reply["blocks"])
    assert not elements(reply["blocks"], "feedback_buttons")


def test_a_follow_up_waits_for_the_answer_that_it_follows(room: Office) -> None:
    gate = threading.Event()

    def slow(_: str) -> Answer:
        gate.wait(30)
        return answered(DEMAND)

    room.desk.on("demand", slow)
    ts = room.people.say(f"{room.mention} {FIRST}")
    room.people.say("And what does it reject?", thread_ts=ts)
    room.people.wait_for(lambda client: all(one["outcome"] != "pending" for one in client.journal("delivery")))
    assert room.replies("general", ts) == []
    gate.set()
    assert "free passage" in seen(room.reply("general", ts)["blocks"])
    assert "toll" in seen(room.reply("general", ts, 2)["blocks"])
    assert asked(room)[-1] == ("And what does it reject?", FIRST)


def test_a_follow_up_that_arrives_before_its_question_is_answered_too(room: Office) -> None:
    room.people.fault("drop", event="message")
    room.people.fault("drop", event="app_mention")
    ts = room.people.say(f"{room.mention} {FIRST}")
    room.people.say("And what does it reject?", thread_ts=ts)
    assert "toll" in seen(room.reply("general", ts)["blocks"])
    assert asked(room) == [("And what does it reject?", FIRST)]
