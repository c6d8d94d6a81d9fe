"""Modals: opened, refused, changed, pushed, submitted, closed."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from tests.bot.mock_slack.page.conftest import Desk
from tests.bot.mock_slack.page.replying import COLOURS, FORM


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


def field(block_id: str, kind: str, **fields: Any) -> dict[str, Any]:
    label = {"type": "plain_text", "text": block_id.title()}
    element = {"type": kind, "action_id": "value", **fields}
    return {"type": "input", "block_id": block_id, "label": label, "element": element}


def test_every_kind_of_field_is_filled_in(desk: Desk) -> None:
    blocks = [
        field("name", "plain_text_input", initial_value="somebody"),
        field("mail", "email_text_input"),
        field("amount", "number_input", is_decimal_allowed=False),
        field("words", "rich_text_input"),
        field("day", "datepicker"),
        field("hour", "timepicker"),
        field("several", "checkboxes", options=COLOURS),
        field("one", "radio_buttons", options=COLOURS),
        field("people", "multi_users_select"),
        field("room", "channels_select"),
        field("papers", "file_input"),
    ]
    trigger = desk.slack.client.command("/whisper x")["trigger_id"]
    desk.replier.client.views_open(trigger_id=trigger, view={**FORM, "blocks": blocks})
    form = desk.page.locator("dialog.modal")
    form.get_by_label("Mail").fill("not an address")
    form.get_by_label("Amount").fill("7")
    form.get_by_label("Words").fill("some words")
    form.get_by_label("Day").fill("2026-03-04")
    form.get_by_label("Hour").fill("13:45")
    form.get_by_role("checkbox", name="Red").check()
    form.get_by_role("checkbox", name="Blue").check()
    form.get_by_role("radio", name="Green").check()
    form.get_by_role("button", name="People").click()
    for name in ("Ben Okafor", "Chiara Rossi"):
        desk.page.get_by_role("option", name=name).click()
    desk.page.keyboard.press("Escape")
    form.get_by_role("button", name="Room").click()
    desk.page.get_by_role("option", name="random").click()
    form.get_by_label("Papers").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"a"})
    expect(form.get_by_role("button", name="Remove a.txt")).to_be_visible()
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("alert")).to_have_text("Please enter a valid email address.")
    expect(form.get_by_label("Mail")).to_be_focused()
    form.get_by_label("Mail").fill("ada@mock.example")
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    (values,) = desk.replier.submitted
    given = {name: one["value"] for name, one in values.items()}
    users = {user["id"]: user["name"] for user in desk.slack.client.state()["users"]}
    assert given["amount"]["value"] == "7"
    assert given["words"]["rich_text_value"]["elements"][0]["elements"][0]["text"] == "some words"
    assert (given["day"]["selected_date"], given["hour"]["selected_time"]) == ("2026-03-04", "13:45")
    assert [option["value"] for option in given["several"]["selected_options"]] == ["red", "blue"]
    assert given["one"]["selected_option"]["value"] == "green"
    assert [users[one] for one in given["people"]["selected_users"]] == ["ben", "chiara"]
    assert given["room"]["selected_channel"].startswith("C")
    assert [file["name"] for file in given["papers"]["files"]] == ["a.txt"]


def test_ids_with_any_character_or_none_and_a_form_that_begins_where_one_is(desk: Desk) -> None:
    name = field("a|b", "plain_text_input")
    name["element"]["action_id"] = "x|y"
    where = field("where", "conversations_select", default_to_current_conversation=True)
    button = {"type": "button", "text": {"type": "plain_text", "text": "Nameless"}}
    blocks = [name, where, {"type": "actions", "elements": [button]}]
    trigger = desk.slack.client.command("/whisper x")["trigger_id"]
    desk.replier.client.views_open(trigger_id=trigger, view={**FORM, "blocks": blocks})
    form = desk.page.locator("dialog.modal")
    expect(form.locator(".select-one")).to_have_text("#general")
    form.get_by_role("button", name="Nameless").click()
    form.get_by_label("A|B").fill("somebody")
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    (values,) = desk.replier.submitted
    general = next(one["id"] for one in desk.slack.client.state()["channels"] if one["name"] == "general")
    assert values["a|b"]["x|y"]["value"] == "somebody"
    assert values["where"]["value"]["selected_conversation"] == general


def test_a_button_that_cannot_be_pressed_says_so(desk: Desk) -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "Too late"}, "action_id": "late"}
    posted = desk.replier.client.chat_postMessage(
        channel="general", text="x", blocks=[{"type": "actions", "elements": [button]}]
    )
    desk.page.route(
        "**/_control/interact", lambda route: route.fulfill(status=404, json={"ok": False, "error": "Gone."})
    )
    desk.message("Too late").get_by_role("button", name="Too late").click()
    expect(desk.page.locator("#toasts")).to_contain_text("Gone.")
    assert posted["ok"]


def test_a_select_without_a_placeholder_says_what_it_is_for(desk: Desk) -> None:
    kinds = ["users_select", "multi_channels_select", "conversations_select", "external_select"]
    blocks = [field(f"b{number}", kind) for number, kind in enumerate(kinds)]
    trigger = desk.slack.client.command("/whisper x")["trigger_id"]
    desk.replier.client.views_open(trigger_id=trigger, view={**FORM, "blocks": blocks})
    hints = desk.page.locator("dialog.modal .select-hint")
    expect(hints).to_have_text(["Select a person", "Select channels", "Select a conversation", "Find an option"])
