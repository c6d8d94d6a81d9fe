"""Modals: opened, refused, changed, pushed, submitted, closed."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.bot.mock_slack.page.conftest import Desk


def opened(desk: Desk) -> Locator:
    desk.send("/form x")
    form = desk.page.locator("dialog.modal")
    expect(form).to_contain_text("A form")
    return form


def test_what_is_wrong_stands_at_its_field_and_then_it_goes(desk: Desk) -> None:
    form = opened(desk)
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("alert")).to_have_text("Please complete this required field.")
    form.get_by_label("Name").fill("nobody")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("alert")).to_have_text("There is no such name.")
    expect(form.get_by_label("Name")).to_have_value("nobody")
    form.get_by_label("Name").fill("somebody")
    form.get_by_role("button", name="Colour").click()
    desk.page.get_by_role("combobox", name="Colour").fill("gre")
    desk.page.keyboard.press("Enter")
    form.get_by_role("button", name="Found").click()
    desk.page.get_by_role("combobox", name="Found").fill("what")
    desk.page.get_by_role("option", name="what!").click()
    form.get_by_label("Name").press("Enter")
    expect(form).to_be_hidden()
    (values,) = desk.replier.submitted
    assert values["name"]["value"]["value"] == "somebody"
    assert values["colour"]["value"]["selected_option"]["value"] == "green"
    assert values["found"]["found"]["selected_option"]["value"] == "what!"


def test_a_view_is_changed_and_keeps_what_was_typed_and_one_is_put_before_it(desk: Desk) -> None:
    form = opened(desk)
    form.get_by_label("Name").fill("typed before")
    form.get_by_role("button", name="More").click()
    expect(form).to_contain_text("There is more")
    expect(form.get_by_label("Name")).to_have_value("typed before")
    form.get_by_role("button", name="Next").click()
    expect(form).to_contain_text("The second page")
    form.get_by_role("button", name="Back").first.click()
    expect(form.get_by_label("Name")).to_have_value("typed before")
    desk.page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    desk.slack.client.wait_for(lambda client: not any(client.state()["modals"].values()))


def test_only_whose_modal_it_is_sees_it(desk: Desk) -> None:
    form = opened(desk)
    form.get_by_role("button", name="Cancel").click()
    expect(form).to_be_hidden()
    desk.slack.client.as_user("ben").command("/form")
    desk.slack.client.wait_for(lambda client: any(client.state()["modals"].values()))
    desk.slack.client.say("to see that the page is up to date")
    expect(desk.message("up to date")).to_be_visible()
    expect(form).to_be_hidden()
    desk.act_as("Ben Okafor")
    expect(form).to_be_visible()
