"""Everything without a mouse."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.bot.mock_slack.page.conftest import Desk


def test_from_the_switcher_to_an_answer_and_back(desk: Desk) -> None:
    keys = desk.page.keyboard
    keys.press("Control+k")
    desk.page.get_by_role("combobox", name="Jump to").press_sequentially("rand")
    keys.press("Enter")
    expect(desk.main.get_by_role("heading", name="random").first).to_be_visible()
    keys.press("Alt+ArrowUp")
    keys.press("Alt+ArrowUp")
    expect(desk.main.get_by_role("heading", name="general").first).to_be_visible()
    expect(desk.composer).to_be_focused()
    keys.type("@rep")
    expect(desk.main.get_by_role("option", name="replier")).to_be_visible()
    keys.press("Enter")
    keys.type("hello")
    keys.press("Enter")
    expect(desk.main.get_by_role("button", name="1 reply")).to_be_visible()
    keys.press("Shift+F6")
    expect(desk.main.locator(".message:focus")).to_contain_text("hello")
    keys.press("t")
    expect(desk.thread.get_by_role("combobox", name="Message")).to_be_focused()
    keys.press("Escape")
    expect(desk.thread).to_be_hidden()
    expect(desk.composer).to_be_focused()


def test_menus_and_dialogs_give_the_focus_back(desk: Desk) -> None:
    keys = desk.page.keyboard
    team = desk.page.get_by_role("button", name="Mock Workspace")
    team.focus()
    keys.press("Enter")
    expect(desk.page.get_by_role("menuitem", name="Jump to…")).to_be_focused()
    keys.press("ArrowDown")
    expect(desk.page.get_by_role("menuitem", name="Browse channels")).to_be_focused()
    keys.press("Escape")
    expect(team).to_be_focused()
    keys.press("Control+/")
    expect(desk.page.get_by_role("dialog", name="Keys")).to_be_visible()
    keys.press("Escape")
    expect(team).to_be_focused()


def test_messages_are_walked_with_arrows_and_changed_by_letters(desk: Desk) -> None:
    desk.slack.client.say("the first")
    desk.slack.client.say("the second")
    expect(desk.message("the second")).to_be_visible()
    desk.message("the second").focus()
    desk.page.keyboard.press("ArrowUp")
    expect(desk.message("the first")).to_be_focused()
    desk.page.keyboard.press("e")
    field = desk.main.get_by_label("Edit message")
    expect(field).to_be_focused()
    desk.page.keyboard.type(", changed")
    desk.page.keyboard.press("Enter")
    expect(desk.message("the first, changed")).to_be_focused()


def test_a_form_is_filled_in_with_keys_alone(desk: Desk) -> None:
    keys = desk.page.keyboard
    keys.type("/for")
    keys.press("Enter")
    keys.press("Enter")
    form = desk.page.locator("dialog.modal")
    expect(form.get_by_label("Name")).to_be_focused()
    keys.type("somebody")
    keys.press("Tab")
    keys.press("Enter")
    keys.type("blu")
    keys.press("Enter")
    expect(form.get_by_role("button", name="Colour")).to_be_focused()
    form.get_by_label("Name").press("Enter")
    expect(form).to_be_hidden()
    assert desk.replier.submitted[0]["colour"]["value"]["selected_option"]["value"] == "blue"


def test_the_theme_is_remembered(desk: Desk) -> None:
    root = desk.page.locator("html")
    expect(root).to_have_attribute("data-theme", "light")
    desk.page.get_by_role("button", name="Switch to the dark theme").press("Enter")
    expect(root).to_have_attribute("data-theme", "dark")
    desk.page.reload()
    expect(root).to_have_attribute("data-theme", "dark")


def test_on_a_phone_the_sidebar_is_a_drawer(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 390, "height": 800})
    row = desk.page.get_by_role("navigation").get_by_role("button", name="random")
    expect(row).to_be_hidden()
    desk.main.get_by_role("button", name="Open the sidebar").click()
    row.click()
    expect(row).to_be_hidden()
    expect(desk.main.get_by_role("heading", name="random").first).to_be_visible()
