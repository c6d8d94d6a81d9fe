"""The buttons under answers."""

import json

import pytest

from bot.evaluation import Case
from tests.bot.slack.fake_desk import DEMAND, REFUSAL, answered
from tests.bot.slack.running import Message, Office
from tests.bot.slack.showing import bold, elements, parts, seen

QUESTION = "What does Ruritania demand?"


def asked(room: Office, channel: str = "general", line: str = f"/ask {QUESTION}") -> Message:
    room.people.command(line, channel)
    return room.ephemeral(channel)


def share(room: Office, message: Message, channel: str = "general") -> None:
    assert room.people.click(channel, message["ts"], "share")["ok"]


def posted(room: Office, channel: str = "general") -> list[Message]:
    return [one for one in room.people.messages(channel) if one.get("user") == room.bot and not one.get("subtype")]


def test_share_posts_the_answer_for_all_and_names_who_shared_it(room: Office) -> None:
    share(room, asked(room))
    assert seen(room.ephemeral(number=2)["blocks"]) == "Shared to the channel."
    message = posted(room)[0]
    assert f" shared an answer to “{QUESTION}”" in seen(message["blocks"])
    named = [part["user_id"] for part in parts(message["blocks"]) if part.get("type") == "user"]
    assert named == [room.people.state()["users"][0]["id"]]
    assert "Ruritania demands free passage" in seen(message["blocks"])
    assert "share" not in [button["action_id"] for button in elements(message["blocks"], "button")]
    assert [entry for entry in room.desk.history if entry[0] == "ask"] == [("ask", QUESTION)]


@pytest.mark.parametrize(
    "line", ["/compare Ruritania vs Borduria", "/timeline Ruritania", "/positions Ruritania", "/sources"]
)
def test_every_report_can_be_shared(room: Office, line: str) -> None:
    share(room, asked(room, line=line))
    room.ephemeral(number=2)
    assert f" shared an answer to “{line}”" in seen(posted(room)[0]["blocks"])


def test_a_second_press_shares_nothing_twice(room: Office) -> None:
    message = asked(room)
    share(room, message)
    share(room, message)
    texts = {room.ephemeral(number=2)["text"], room.ephemeral(number=3)["text"]}
    assert texts == {"Shared to the channel.", "This was shared to the channel already."}
    assert len(posted(room)) == 1


def test_a_question_under_a_shared_answer_is_answered(room: Office) -> None:
    share(room, asked(room))
    room.ephemeral(number=2)
    ts = posted(room)[0]["ts"]
    room.people.say("And what does it reject?", thread_ts=ts)
    assert "toll" in seen(room.reply("general", ts, 2)["blocks"])


def test_where_the_bot_is_no_member_it_says_so_and_can_share_once_invited(room: Office) -> None:
    message = asked(room, "random")
    share(room, message, "random")
    assert "I am not in this channel. Invite me with /invite" in room.ephemeral("random", 2)["text"]
    room.people.act("invite", channel="random", member=room.bot)
    share(room, message, "random")
    assert room.ephemeral("random", 3)["text"] == "Shared to the channel."
    assert any("shared an answer" in seen(one["blocks"]) for one in posted(room, "random"))


def test_what_is_shared_survives_a_restart(room: Office) -> None:
    message = asked(room)
    value = next(each["value"] for each in elements(message["blocks"], "button") if each["action_id"] == "share")
    channel = next(one["id"] for one in room.people.state()["channels"] if one["name"] == "general")
    assert json.loads(value) == {"kind": "ask", "text": QUESTION, "channel": channel}


def test_the_context_window_shows_the_quote_in_its_paragraph(room: Office) -> None:
    room.desk.on("pay", answered(REFUSAL))
    message = asked(room, line="/ask Who will pay?")
    assert room.people.click("general", message["ts"], "show_in_context")["ok"]
    view = room.modal()
    assert bold(view["blocks"]) == ["We will not pay the toll"]
    assert "its minister said. “We will not pay the toll,” he added." in seen(view["blocks"])
    assert "strait.txt, characters" in seen(view["blocks"])


def test_wrong_speaker_shows_the_evidence_and_how_to_overrule_it(room: Office) -> None:
    room.desk.on("pay", answered(REFUSAL))
    message = asked(room, line="/ask Who will pay?")
    assert room.people.click("general", message["ts"], "wrong_speaker")["ok"]
    shown = seen(room.modal()["blocks"])
    assert "The article says “its minister”, beside “said” (strait.txt)." in shown
    assert "Known as Strelsau (capital)." in shown
    assert "actors.yaml" in shown


def test_a_file_that_has_changed_shows_no_wrong_passage(room: Office) -> None:
    message = asked(room)
    room.desk.text = "Something else stands here now."
    room.people.click("general", message["ts"], "show_in_context")
    assert seen(room.modal()["blocks"]) == "I cannot show the passage. strait.txt has changed since. Ask again."


def test_where_the_window_cannot_open_in_time_the_person_is_told(room: Office) -> None:
    message = asked(room)
    room.people.fault("api_error", method="views.open", error="expired_trigger_id")
    room.people.click("general", message["ts"], "show_in_context")
    dm = room.people.open_dm()
    told = room.people.wait_for_message(dm, lambda one: one.get("user") == room.bot)
    assert told["text"] == "Slack gave up waiting before I could open the window. Press it again."


@pytest.mark.parametrize(("value", "verdict"), [("positive", "helpful"), ("negative", "unhelpful")])
def test_feedback_is_kept_as_a_case_and_thanked_for(room: Office, value: str, verdict: str) -> None:
    ts = room.people.say(f"{room.mention} {QUESTION}")
    reply = room.reply("general", ts)
    room.people.click("general", reply["ts"], "feedback", value)
    assert room.ephemeral()["text"].startswith("Thank you")
    written = json.loads(room.feedback.read_text(encoding="utf-8"))
    case = Case.model_validate(written["case"])
    assert case.question == QUESTION
    assert written["verdict"] == verdict
    assert written["shown"][0]["actor"] == "Ruritania"
    assert "xox" not in room.feedback.read_text(encoding="utf-8")


def test_a_second_press_of_the_same_button_is_thanked_for_and_kept_once(room: Office) -> None:
    ts = room.people.say(f"{room.mention} {QUESTION}")
    reply = room.reply("general", ts)
    for _ in range(2):
        room.people.click("general", reply["ts"], "feedback", "negative")
    room.ephemeral(number=2)
    assert len(room.feedback.read_text(encoding="utf-8").splitlines()) == 1


def test_feedback_that_cannot_be_written_is_said(room: Office) -> None:
    room.feedback.mkdir()
    try:
        ts = room.people.say(f"{room.mention} {QUESTION}")
        room.people.click("general", room.reply("general", ts)["ts"], "feedback", "negative")
        assert "could not write your feedback down" in room.ephemeral()["text"]
    finally:
        room.feedback.rmdir()


def test_an_archived_channel_is_a_sentence(room: Office) -> None:
    message = asked(room)
    room.people.fault("api_error", method="chat.postMessage", error="is_archived")
    share(room, message)
    assert "I may not post in this channel" in room.ephemeral(number=2)["text"]


def test_all_that_is_cited_of_an_article_is_shown_in_one_window(room: Office) -> None:
    room.desk.on("both", answered(DEMAND, REFUSAL))
    message = asked(room, line="/ask both?")
    room.people.click("general", message["ts"], "show_in_context")
    assert bold(room.modal()["blocks"]) == [
        "Ruritania demands free passage through the strait",
        "We will not pay the toll",
    ]


def test_a_suggestion_in_a_channel_is_answered_to_whom_pressed_it_in_the_thread(room: Office) -> None:
    ts = room.people.say(f"{room.mention} Something else?")
    silent = room.reply("general", ts)
    ben = room.people.as_user("ben")
    assert ben.click("general", silent["ts"], "try_example_1")["ok"]
    told = room.ephemeral()
    assert told["thread_ts"] == ts
    assert "You asked: What does Borduria reject?" in seen(told["blocks"])
    assert ("ask", "What does Borduria reject?") in room.desk.history
    assert len(room.replies("general", ts)) == 1


def test_a_suggestion_in_a_direct_message_is_answered_in_its_thread(room: Office) -> None:
    room.desk.on("demand", answered(DEMAND))
    dm = room.people.open_dm()
    ts = room.people.say("Something else?", dm)
    assert room.people.click(dm, room.reply(dm, ts)["ts"], "try_example_0")["ok"]
    assert "free passage" in seen(room.reply(dm, ts, 2)["blocks"])
