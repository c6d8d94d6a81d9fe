"""The home tab and the suggested prompts."""

from bot.reports import SourceEntry
from bot.slack.handling.home import home_blocks
from tests.bot.slack.fake_desk import FakeDesk
from tests.bot.slack.running import Message, Office
from tests.bot.slack.showing import check, elements, seen


def home(room: Office) -> Message:
    room.people.open_home()
    view: Message = room.people.wait_for(lambda client: next(iter(client.state()["homes"].values()), None))
    return view


def test_the_home_tab_says_what_is_covered_what_to_ask_and_from_where(room: Office) -> None:
    text = seen(home(room)["blocks"])
    assert "Covered: Ruritania and Borduria" in text
    assert "What does Ruritania demand?" in text
    assert "3 articles, 2 different stories" in text
    assert "strait.txt" in text


def test_an_example_is_answered_in_a_window(room: Office) -> None:
    view = home(room)
    assert room.people.click_in_view(view["id"], "try_example_0")["ok"]
    assert "Ruritania demands free passage" in seen(room.modal(lambda text: "free passage" in text)["blocks"])


def test_opening_the_conversation_suggests_what_the_articles_can_answer(room: Office) -> None:
    room.people.open_dm()
    thread = room.people.wait_for(lambda client: next(iter(client.state()["agent_threads"]), None))
    assert [prompt["message"] for prompt in thread["prompts"]] == list(room.desk.examples())


def test_where_prompts_cannot_be_set_nothing_else_suffers(room: Office) -> None:
    room.people.fault("api_error", method="assistant.threads.setSuggestedPrompts", error="unknown_method")
    dm = room.people.open_dm()
    ts = room.people.say("What does Ruritania demand?", dm)
    assert room.reply(dm, ts)


def test_many_sources_are_cut_and_an_empty_folder_is_a_home_too() -> None:
    many = tuple(SourceEntry(source=f"{n}.txt", title="T" * 100, origin=f"{n}.txt") for n in range(2000))
    blocks = home_blocks(FakeDesk(many))
    check(blocks)
    assert "more stories were left out" in seen(blocks)
    check(home_blocks(FakeDesk(())))
    assert not elements(home_blocks(FakeDesk(())), "table")
