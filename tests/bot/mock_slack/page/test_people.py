"""What people do with messages, and being somebody else."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.bot.mock_slack.page.conftest import Desk


def test_another_person_writes_and_it_is_unread_for_the_first(desk: Desk) -> None:
    desk.go("random")
    desk.act_as("Ben Okafor")
    desk.go("general")
    desk.send("hello @ada")
    expect(desk.message("hello")).to_contain_text("Ben Okafor")
    desk.go("random")
    desk.act_as("Ada Moreno")
    row = desk.page.get_by_role("navigation").get_by_role("button", name="general")
    expect(row).to_have_accessible_name("general, 1 for you")
    expect(desk.page).to_have_title("(1) random – Mock Workspace")
    row.click()
    expect(desk.main.locator(".new-line")).to_be_visible()
    expect(row).to_have_accessible_name("general")
    desk.slack.client.wait_for(
        lambda client: not any(one["unread"].get(ada(desk)) for one in client.state()["channels"])
    )


def ada(desk: Desk) -> str:
    return str(next(user["id"] for user in desk.slack.client.state()["users"] if user["name"] == "ada"))


def test_reactions_come_and_go(desk: Desk) -> None:
    desk.slack.client.as_user("ben").say("react to me")
    desk.message("react to me").hover()
    desk.main.get_by_role("button", name="Add reaction").click()
    desk.page.get_by_role("combobox", name="Emoji").fill("rocket")
    desk.page.keyboard.press("Enter")
    chip = desk.message("react to me").locator(".reaction[aria-pressed]")
    expect(chip).to_have_attribute("aria-pressed", "true")
    desk.act_as("Ben Okafor")
    expect(chip).to_have_attribute("aria-pressed", "false")
    chip.click()
    expect(chip.locator(".count")).to_have_text("2")
    chip.click()
    expect(chip.locator(".count")).to_have_text("1")


def test_people_change_and_delete_only_their_own_messages(desk: Desk) -> None:
    desk.send("a first wording for @ben")
    expect(desk.message("a first wording")).to_be_visible()
    desk.composer.press("ArrowUp")
    field = desk.main.get_by_label("Edit message")
    expect(field).to_have_value("a first wording for @ben")
    field.fill("a second wording for @ben")
    field.press("Enter")
    expect(desk.message("a second wording")).to_contain_text("(edited)")
    expect(desk.message("a second wording").locator(".mention")).to_have_text("@ben")
    desk.message("a second wording").hover()
    desk.main.get_by_role("button", name="More actions").click()
    desk.page.get_by_role("menuitem", name="Delete message").click()
    desk.page.get_by_role("button", name="Delete", exact=True).click()
    expect(desk.main).not_to_contain_text("a second wording")
    desk.slack.client.as_user("ben").say("not mine")
    desk.message("not mine").hover()
    desk.main.get_by_role("button", name="More actions").click()
    expect(desk.page.get_by_role("menuitem", name="Copy text")).to_be_visible()
    expect(desk.page.get_by_role("menuitem", name="Edit message")).to_have_count(0)


def test_a_file_is_shared_and_can_be_fetched(desk: Desk) -> None:
    desk.main.locator("input[type=file]").set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"what was said"}
    )
    card = desk.main.get_by_role("link", name="notes.txt")
    with desk.page.expect_download() as fetched:
        card.click()
    assert fetched.value.path().read_bytes() == b"what was said"


def test_a_channel_is_made_and_the_app_is_in_it(desk: Desk) -> None:
    desk.page.get_by_role("button", name="Add channels").click()
    desk.page.get_by_role("menuitem", name="Create a channel").click()
    desk.page.get_by_label("Name").fill("Plan Budget")
    desk.page.get_by_label("Name").press("Enter")
    expect(desk.main.get_by_role("heading", name="plan-budget").first).to_be_visible()
    desk.send("@replier hello")
    expect(desk.main.get_by_role("button", name="1 reply")).to_be_visible()


def test_a_direct_message(desk: Desk) -> None:
    desk.page.get_by_role("button", name="New message").click()
    desk.page.get_by_role("menuitem", name="Chiara Rossi").click()
    expect(desk.composer).to_have_attribute("placeholder", "Message Chiara Rossi")
    desk.send("between us")
    expect(desk.message("between us")).to_be_visible()
    desk.act_as("Chiara Rossi")
    expect(desk.message("between us")).to_be_visible()


LATE = """
const listen = EventSource.prototype.addEventListener;
EventSource.prototype.addEventListener = function (kind, take) {
  listen.call(this, kind, (event) => setTimeout(() => take(event), 300));
};
"""


def test_a_direct_message_whose_change_comes_after_the_answer(desk: Desk) -> None:
    desk.page.add_init_script(LATE)
    desk.page.reload()
    desk.page.get_by_role("button", name="New message").click()
    desk.page.get_by_role("menuitem", name="Chiara Rossi").click()
    expect(desk.composer).to_have_attribute("placeholder", "Message Chiara Rossi")
