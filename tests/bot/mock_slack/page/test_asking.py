"""Asking the app: a mention, its thread, links to messages."""

from __future__ import annotations

import httpx
from playwright.sync_api import expect

from tests.bot.mock_slack.page.conftest import Desk


def test_an_empty_channel_says_how_to_begin(desk: Desk) -> None:
    expect(desk.main).to_contain_text("Ask in #general: @replier …")
    desk.main.get_by_role("button", name="Mention it").click()
    expect(desk.composer).to_have_value("@replier ")


def test_a_mention_is_completed_and_answered_in_a_thread(desk: Desk) -> None:
    desk.composer.press_sequentially("@rep")
    expect(desk.main.get_by_role("option", name="replier")).to_be_visible()
    desk.composer.press("Enter")
    expect(desk.composer).to_have_value("@replier ")
    desk.composer.press_sequentially("what now?")
    desk.composer.press("Enter")
    expect(desk.composer).to_have_value("")
    asked = desk.message("what now?")
    expect(asked.locator(".mention")).to_have_text("@replier")
    asked.get_by_role("button", name="1 reply").click()
    expect(desk.thread).to_contain_text("An answer to you")
    expect(desk.thread.locator(".badge")).to_have_text("APP")


def test_a_reply_can_go_to_the_channel_too(desk: Desk) -> None:
    ts = desk.slack.client.say("a question")
    desk.message("a question").hover()
    desk.main.get_by_role("button", name="Reply in thread").click()
    desk.thread.get_by_role("checkbox", name="Also send to").check()
    desk.thread.get_by_role("combobox", name="Message").fill("my reply")
    desk.thread.get_by_role("button", name="Send", exact=True).click()
    expect(desk.message("my reply")).to_contain_text("replied to a thread: a question")
    stored = desk.slack.client.messages("general", ts)[-1]
    assert stored["subtype"] == "thread_broadcast"


def test_what_only_one_person_sees_of_a_thread_is_told_under_its_parent(desk: Desk) -> None:
    state, ts = desk.slack.client.state(), desk.slack.client.say("a question")
    channel = next(one["id"] for one in state["channels"] if one["name"] == "general")
    place = {"channel": channel, "user": state["users"][0]["id"], "thread_ts": ts}
    token = {"authorization": f"Bearer {desk.slack.bot_token}"}
    assert httpx.post(
        f"{desk.slack.api_url}chat.postEphemeral", json={**place, "text": "for your eyes"}, headers=token
    ).json()["ok"]
    desk.message("a question").get_by_role("button", name="1 only visible to you").click()
    expect(desk.thread).to_contain_text("for your eyes")
    desk.page.reload()
    expect(desk.message("a question")).to_contain_text("1 only visible to you")


def test_shift_enter_breaks_the_line_and_drafts_stay(desk: Desk) -> None:
    desk.composer.press_sequentially("one")
    desk.composer.press("Shift+Enter")
    desk.composer.press_sequentially("two")
    desk.go("random")
    expect(desk.composer).to_have_value("")
    desk.go("general")
    expect(desk.composer).to_have_value("one\ntwo")
    desk.page.reload()
    expect(desk.composer).to_have_value("one\ntwo")


def test_a_link_to_a_message_leads_to_it(desk: Desk) -> None:
    ts = desk.slack.client.say("the one that is meant")
    for number in range(150):
        desk.slack.client.say(f"another {number}")
    channel = desk.slack.client.act("read", channel="general") and desk.page.url.split("/")[-1]
    desk.page.goto(f"{desk.slack.url}/#/{channel}/p{ts}")
    desk.page.reload()
    expect(desk.message("the one that is meant")).to_be_in_viewport()


def test_typed_markup_is_shown(desk: Desk) -> None:
    desk.send("a *bold* word, `code` and https://example.org/x?a=1&b=2 & more")
    message = desk.message("bold")
    expect(message.locator("strong")).to_have_text("bold")
    expect(message.locator("code")).to_have_text("code")
    expect(message.locator("a.link")).to_have_attribute("href", "https://example.org/x?a=1&b=2")
    expect(message.locator("a.link")).to_have_attribute("rel", "noopener noreferrer")


def test_slacks_own_link_to_a_message_opens_it_here(desk: Desk) -> None:
    channel = desk.page.url.split("/")[-1]
    ts = desk.slack.client.say("a question")
    desk.slack.client.say("the reply that is meant", thread_ts=ts)
    reply = desk.slack.client.messages("general", ts)[-1]["ts"]
    link = desk.replier.client.chat_getPermalink(channel=channel, message_ts=reply)["permalink"]
    desk.replier.client.chat_postMessage(channel=channel, text=f"see <{link}|there>")
    desk.main.get_by_role("link", name="there").click()
    expect(desk.thread).to_contain_text("the reply that is meant")
    expect(desk.thread.locator(".flash")).to_contain_text("the reply that is meant")
