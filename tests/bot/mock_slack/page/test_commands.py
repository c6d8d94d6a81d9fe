"""Slash commands: the menu, answers for one person alone, what goes wrong."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.bot.mock_slack.page.conftest import Desk


def test_the_menu_shows_the_manifests_commands(desk: Desk) -> None:
    desk.composer.press_sequentially("/")
    menu = desk.main.get_by_role("listbox", name="Suggestions")
    expect(menu.get_by_role("option")).to_have_count(8)  # three commands, the global shortcut, and of Slack's own
    expect(menu.get_by_role("option").first).to_contain_text("/whisper[words]Answer me alone")
    desk.composer.press_sequentially("str")
    expect(menu.get_by_role("option")).to_have_count(1)
    desk.composer.press("Tab")
    expect(desk.composer).to_have_value("/stream ")
    expect(desk.main.locator(".composer-hint")).to_contain_text("Write bit by bit")


def test_an_ephemeral_answer_is_seen_by_one_person_and_can_be_dismissed(desk: Desk) -> None:
    desk.composer.press_sequentially("/whi")
    desk.composer.press("ArrowDown")
    desk.composer.press("ArrowUp")
    desk.composer.press("Enter")
    desk.composer.press_sequentially("a secret")
    desk.composer.press("Enter")
    answer = desk.message("for you: a secret")
    expect(answer).to_contain_text("Only visible to you")
    desk.act_as("Ben Okafor")
    expect(desk.main).not_to_contain_text("a secret")
    desk.act_as("Ada Moreno")
    answer.get_by_role("button", name="Dismiss").click()
    expect(desk.main).not_to_contain_text("a secret")
    assert desk.slack.client.ephemerals("general") == []


def test_an_unknown_command_and_one_in_a_thread_are_refused(desk: Desk) -> None:
    desk.send("/nothing here")
    expect(desk.message("Slackbot")).to_contain_text("/nothing is not a valid command")
    desk.slack.client.say("a parent")
    desk.message("a parent").hover()
    desk.main.get_by_role("button", name="Reply in thread").click()
    field = desk.thread.get_by_role("combobox", name="Message")
    field.fill("/whisper x")
    field.press("Enter")
    expect(desk.thread).to_contain_text("/whisper is not supported in threads. Sorry!")


def test_shortcuts_of_the_app(desk: Desk) -> None:
    desk.slack.client.say("look at this")
    desk.message("look at this").hover()
    desk.main.get_by_role("button", name="More actions").click()
    desk.page.get_by_role("menuitem", name="Look this up").click()
    desk.slack.client.wait_for(lambda _: desk.replier.looked_up == ["look at this"])
    desk.main.get_by_role("button", name="Shortcuts and files").click()
    desk.page.get_by_role("menuitem", name="Ask it").click()
    expect(desk.page.get_by_role("dialog", name="A form")).to_be_visible()


def test_who_is_mentioned_and_not_there_is_added_from_slackbots_word(desk: Desk) -> None:
    desk.go("random")
    desk.send("@replier are you there?")
    offer = desk.message("they’re not in this channel")
    expect(offer).to_contain_text("Only visible to you")
    offer.get_by_role("button", name="Add Them").click()
    expect(desk.main).not_to_contain_text("they’re not in this channel")
    expect(desk.main).to_contain_text("has joined the channel")
    desk.send("/me waves")
    expect(desk.main.locator(".doing")).to_have_text("waves")
    desk.send("/invite @chiara")
    expect(desk.message("already in this channel")).to_contain_text("Slackbot")
    assert desk.replier.actions == []


def test_escape_leaves_a_thread_open_while_one_writes_in_it(desk: Desk) -> None:
    ts = desk.slack.client.say("a parent")
    reply = desk.slack.client.say("a reply", thread_ts=ts)
    desk.message("a parent").get_by_role("button", name="1 reply").click()
    field = desk.thread.get_by_role("combobox", name="Message")
    field.press_sequentially("/fo")
    expect(desk.thread.get_by_role("option").first).to_be_visible()
    field.press("Escape")
    expect(desk.thread.get_by_role("option")).to_have_count(0)
    field.press("Escape")
    expect(desk.thread).to_be_visible()
    expect(field).to_have_value("/fo")
    field.fill("")
    field.press("Escape")
    expect(desk.thread).to_be_hidden()
    assert reply


def test_what_only_one_sees_is_no_reply(desk: Desk) -> None:
    ts = desk.slack.client.say("a parent")
    desk.slack.client.say("a reply", thread_ts=ts)
    state = desk.slack.client.state()
    channel = next(one["id"] for one in state["channels"] if one["name"] == "general")
    place = {"channel": channel, "user": state["users"][0]["id"], "thread_ts": ts}
    desk.message("a parent").get_by_role("button", name="1 reply").click()
    desk.replier.client.chat_postEphemeral(**place, text="psst")
    expect(desk.thread).to_contain_text("psst")
    expect(desk.thread.locator(".reply-count")).to_have_text("1 reply")
