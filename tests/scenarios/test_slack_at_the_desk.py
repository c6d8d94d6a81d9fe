"""What people do with the bot in Slack, told as they would tell it. A scripted desk answers: odd cases on order."""

from collections.abc import Iterator

import pytest

from bot.types import Reason
from tests.bot.slack.fake_desk import DEMAND, REFUSAL, FakeDesk, abstained, answered, claim
from tests.bot.slack.running import Office, office
from tests.bot.slack.showing import bold, elements, seen


@pytest.fixture(scope="module")
def building(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("scenarios"), FakeDesk()) as running:
        yield running


@pytest.fixture
def room(building: Office) -> Office:
    return building.fresh()


def test_an_analyst_asks_reads_the_passage_and_asks_on(room: Office) -> None:
    """Ada asks in the channel, checks the quote in its paragraph, and asks on in the thread without tagging the bot."""
    room.desk.on("demand", answered(DEMAND, dropped=1)).on("toll", answered(REFUSAL))
    ts = room.people.say("@positions What does Ruritania demand?")
    answer = room.reply("general", ts)
    assert "free passage through the strait" in seen(answer["blocks"])
    assert "1 claim was left out because its quote could not be verified" in seen(answer["blocks"])

    room.people.click("general", answer["ts"], "show_in_context")
    assert bold(room.modal()["blocks"]) == ["Ruritania demands free passage through the strait"]

    room.people.say("And the toll?", thread_ts=ts)
    assert "We will not pay the toll" in seen(room.reply("general", ts, 2)["blocks"])


def test_colleagues_talk_among_themselves_and_the_bot_does_not_barge_in(room: Office) -> None:
    room.desk.on("demand", answered(DEMAND))
    ts = room.people.say("@positions What does Ruritania demand?")
    room.reply("general", ts)
    room.people.as_user("ben").say("Thanks! That is what I had heard.", thread_ts=ts)
    room.people.as_user("ben").say("@chiara do you agree that they demand it?", thread_ts=ts)
    room.people.as_user("chiara").say("Lunch?", thread_ts=ts)
    room.settled()
    assert len(room.replies("general", ts)) == 1


def test_a_private_comparison_is_shared_when_it_is_worth_it(room: Office) -> None:
    ben = room.people.as_user("ben")
    ben.command("/compare Ruritania vs Borduria")
    table = room.ephemeral()
    assert room.people.messages("general") == []
    ben.click("general", table["ts"], "share")
    shared = room.people.wait_for_message("general", lambda one: one.get("user") == room.bot)
    assert elements(shared["blocks"], "table")
    assert "They disagree most on the toll" in seen(shared["blocks"])


def test_an_article_cannot_call_the_whole_channel(room: Office) -> None:
    """An article says “<!channel> click <https://evil.example|here>” inside a quote; it is shown, and that is all."""
    quote = "<!channel> click <https://evil.example|here> *now* `rm -rf` <@U0000000001>"
    room.desk.on("demand", answered(claim(quote, "Ruritania <!here>")))
    ts = room.people.say("@positions What does Ruritania demand?")
    answer = room.reply("general", ts)
    assert "click" in seen(answer["blocks"])
    assert "*now* `rm -rf`" in seen(answer["blocks"])
    assert "<!" not in answer["text"]
    assert not elements(answer["blocks"], "link")
    assert not elements(answer["blocks"], "broadcast")


def test_a_newcomer_opens_the_app_and_takes_a_suggestion(room: Office) -> None:
    room.desk.on("demand", answered(DEMAND))
    dm = room.people.open_dm()
    thread = room.people.wait_for(lambda client: next(iter(client.state()["agent_threads"]), None))
    ts = room.people.say(thread["prompts"][0]["message"], dm)
    assert "free passage" in seen(room.reply(dm, ts)["blocks"])


def test_silence_is_said_aloud_and_what_is_covered_with_it(room: Office) -> None:
    room.desk.on("Syldavia", abstained(Reason.UNKNOWN_ACTOR))
    ts = room.people.say("@positions What does Syldavia demand?")
    shown = seen(room.reply("general", ts)["blocks"])
    assert "None of the articles mentions whom you ask about" in shown
    assert "Ruritania and Borduria" in shown
    assert "What does Borduria reject?" in shown


def test_what_only_others_say_is_not_passed_off_as_the_actors_own(room: Office) -> None:
    said = claim("free passage", reported_by="Borduria", act=DEMAND.act)
    room.desk.on("demand", answered(said, reason=Reason.ONLY_OTHERS_SAY))
    ts = room.people.say("@positions What does Ruritania demand?")
    lines = seen(room.reply("general", ts)["blocks"]).splitlines()
    assert lines[0] == "This is what others say, not Ruritania."
    assert lines[1].startswith("Ruritania, according to Borduria – free passage")


def test_slack_breaks_in_the_middle_and_the_answer_stands_there_once(room: Office) -> None:
    """The socket is cut, an event comes twice, and the first posting fails after Slack has stored it."""
    room.desk.on("demand", answered(DEMAND))
    room.people.fault("double", event="app_mention")
    room.people.fault("error_after", method="chat.postMessage", status=503)
    ts = room.people.say("@positions What does Ruritania demand?")
    room.reply("general", ts)
    room.settled()
    assert len(room.replies("general", ts)) == 1


def test_a_long_answer_arrives_with_its_sources(room: Office) -> None:
    """Onlookers know answers that are rejected for their length; this one is cut, and says by how much."""
    long = [claim(f"{number} " + "and so on " * 60, text=f"Ruritania goes on, {number}") for number in range(40)]
    room.desk.on("demand", answered(*long))
    ts = room.people.say("@positions What does Ruritania demand?")
    answer = room.reply("general", ts)
    assert "more claims were left out to fit into one message" in seen(answer["blocks"])
    assert elements(answer["blocks"], "feedback_buttons")
    assert elements(answer["blocks"], "section")


def test_a_wrong_answer_becomes_a_case_to_test_against(room: Office) -> None:
    room.desk.on("demand", answered(DEMAND))
    ts = room.people.say("@positions What does Ruritania demand?")
    room.people.click("general", room.reply("general", ts)["ts"], "feedback", "negative")
    assert "kept as a case" in room.ephemeral()["text"]
    assert '"verdict": "unhelpful"' in room.feedback.read_text(encoding="utf-8")


def test_an_attachment_is_not_passed_over_in_silence(room: Office) -> None:
    room.desk.on("demand", answered(DEMAND))
    content = "UnVyaXRhbmlh"  # base64
    room.people.act(
        "upload", channel="general", name="notes.txt", content=content, text="@positions What does Ruritania demand?"
    )
    answer = room.people.wait_for(
        lambda client: next(
            (
                reply
                for message in client.messages("general")
                for reply in room.replies("general", message["ts"])
                if reply.get("thread_ts")
            ),
            None,
        )
    )
    assert seen(answer["blocks"]).startswith("I did not read the attached file: I answer from the articles only.")
