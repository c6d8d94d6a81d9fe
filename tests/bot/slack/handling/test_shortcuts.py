"""The shortcuts and the windows that they open."""

from retrieval.errors import PositionsError
from tests.bot.slack.fake_desk import DEMAND, REFUSAL, answered
from tests.bot.slack.running import Office
from tests.bot.slack.showing import bold, check, elements, seen


def test_who_holds_this_looks_a_message_up_for_the_one_who_wonders(room: Office) -> None:
    room.desk.on("toll is theft", answered(REFUSAL))
    ts = room.people.say("The toll is theft")
    room.people.as_user("ben").shortcut("who_holds_this", "general", ts)
    message = room.ephemeral()
    assert ("ask", "Who holds this position: “The toll is theft”?") in room.desk.history
    assert "Ruritania – We will not pay" in seen(message["blocks"])
    room.settled()
    assert len(room.people.messages("general")) == 1


def test_a_message_without_words_is_said_to_have_none(room: Office) -> None:
    ts = room.people.say(":tada:")
    room.people.shortcut("who_holds_this", "general", ts)
    assert "no text that I could look up" in room.ephemeral()["text"]


def test_ask_positions_asks_from_a_window_and_answers_in_it(room: Office) -> None:
    room.people.shortcut("ask_positions")
    view = room.modal()
    assert view["submit"]["text"] == "Ask"
    assert room.people.submit(view["id"], question="What does Ruritania demand?")["ok"]
    answer = room.modal(lambda text: "Ruritania demands free passage" in text)
    check([{key: value for key, value in block.items() if key != "block_id"} for block in answer["blocks"]])
    assert not elements(answer["blocks"], "feedback_buttons")


def test_a_passage_opens_on_top_of_the_answer(room: Office) -> None:
    room.people.shortcut("ask_positions")
    room.people.submit(room.modal()["id"], question="What does Ruritania demand?")
    answer = room.modal(lambda text: "Ruritania demands free passage" in text)
    assert room.people.click_in_view(answer["id"], "show_in_context")["ok"]
    context = room.modal(lambda text: "characters" in text)
    assert bold(context["blocks"]) == [DEMAND.citations[0].quote]
    stacks = [stack for stack in room.people.state()["modals"].values() if stack]
    assert [len(stack) for stack in stacks] == [2]


def test_what_goes_wrong_is_said_in_the_window(room: Office) -> None:
    room.desk.on("broken", PositionsError("The index is broken.", "Run positions index."))
    room.people.shortcut("ask_positions")
    room.people.submit(room.modal()["id"], question="Is it broken?")
    room.modal(lambda text: text == "The index is broken. Run positions index.")
