"""Slash commands: the menu, answers for one person alone, what goes wrong."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.bot.mock_slack.page.conftest import Desk


def test_the_menu_shows_the_manifests_commands(desk: Desk) -> None:
    desk.composer.press_sequentially("/")
    menu = desk.main.get_by_role("listbox", name="Suggestions")
    expect(menu.get_by_role("option")).to_have_count(4)  # three commands and the global shortcut
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
