"""What is kept at the head of a conversation, and how messages show it."""

from __future__ import annotations

import time

from playwright.sync_api import expect

from tests.bot.mock_slack.page.conftest import Desk


def test_a_message_is_pinned_found_again_and_unpinned(desk: Desk) -> None:
    desk.go("general")
    desk.send("keep me")
    desk.message("keep me").hover()
    desk.main.get_by_role("button", name="More actions").click()
    desk.page.get_by_role("menuitem", name="Pin to this conversation").click()
    expect(desk.message("keep me")).to_contain_text("Pinned by you")
    desk.main.get_by_role("button", name="1 pinned").click()
    desk.page.get_by_role("menuitem", name="keep me").click()
    desk.message("keep me").hover()
    desk.main.get_by_role("button", name="More actions").click()
    desk.page.get_by_role("menuitem", name="Un-pin").click()
    expect(desk.main.locator(".shelf")).to_have_count(0)


def test_bookmarks_and_scheduled_messages_stand_at_the_head(desk: Desk) -> None:
    desk.go("general")
    app = desk.replier.app.client
    general = next(c["id"] for c in desk.slack.client.state()["channels"] if c["name"] == "general")
    app.bookmarks_add(channel_id=general, title="The docs", type="link", link="https://docs.example.com")
    app.bookmarks_add(channel_id=general, title="A trap", type="link", link="https://x.example.com/<script>")
    app.chat_scheduleMessage(channel=general, text="good morning", post_at=int(time.time()) + 600)
    expect(desk.main.locator(".shelf").get_by_role("link", name="The docs")).to_have_attribute(
        "href", "https://docs.example.com/"
    )
    desk.main.get_by_role("button", name="1 scheduled").click()
    expect(desk.page.get_by_role("menuitem", name="good morning")).to_be_visible()
    desk.page.keyboard.press("Escape")
    desk.slack.client.advance(601)
    expect(desk.message("good morning")).to_be_visible()
    expect(desk.main.get_by_role("button", name="1 scheduled")).to_have_count(0)


def test_a_user_group_is_called_by_its_handle(desk: Desk) -> None:
    desk.go("general")
    app = desk.replier.app.client
    group = app.usergroups_create(name="The night desk")["usergroup"]["id"]
    app.chat_postMessage(channel="general", text=f"over to <!subteam^{group}>")
    expect(desk.message("over to")).to_contain_text("@the-night-desk")
    ada = next(user["id"] for user in desk.slack.client.state()["users"] if user["name"] == "ada")
    app.usergroups_users_update(usergroup=group, users=ada)
    expect(desk.message("over to").locator(".mention.me")).to_have_text("@the-night-desk")


def test_a_me_message_leans(desk: Desk) -> None:
    desk.go("general")
    desk.replier.app.client.chat_meMessage(channel="general", text="waves")
    expect(desk.message("waves").locator(".doing")).to_have_text("waves")
