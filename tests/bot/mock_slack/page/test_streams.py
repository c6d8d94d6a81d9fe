"""Messages that are written bit by bit, and the conversation with an agent."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.bot.mock_slack.page.conftest import Desk
from tests.bot.mock_slack.page.replying import FEEDBACK


def begun(desk: Desk) -> dict[str, Any]:
    """A stream that has begun, and its thread open."""
    desk.send("/stream x")
    desk.main.get_by_role("button", name="1 reply").click()
    expect(desk.thread.locator(".streaming")).to_contain_text("The first")
    root = desk.slack.client.messages("general")[-1]["ts"]
    return {"channel": desk.page.url.split("/")[4], "ts": desk.slack.client.messages("general", root)[-1]["ts"]}


def test_a_stream_grows_and_ends_with_its_blocks(desk: Desk) -> None:
    place = begun(desk)
    desk.replier.client.chat_appendStream(**place, markdown_text="word\n\n- and a list")
    expect(desk.thread.locator(".streaming")).to_contain_text("The first word")
    expect(desk.thread.locator(".streaming strong")).to_have_text("first")
    chunk = {"type": "task_update", "id": "1", "title": "Reading", "status": "in_progress"}
    desk.replier.client.api_call("chat.appendStream", json={**place, "chunks": [chunk]})
    expect(desk.thread.get_by_label("In progress")).to_be_visible()
    desk.replier.client.chat_stopStream(**place, blocks=[FEEDBACK])
    expect(desk.thread.locator(".streaming")).to_have_count(0)
    expect(desk.thread.locator("li")).to_have_text("and a list")
    good = desk.thread.get_by_role("button", name="Good answer")
    good.click()
    expect(good).to_have_attribute("aria-pressed", "true")
    desk.slack.client.wait_for(lambda _: [action["value"] for action in desk.replier.actions] == ["good"])


def test_a_person_stops_a_stream(desk: Desk) -> None:
    begun(desk)
    desk.thread.get_by_role("button", name="Stop").click()
    expect(desk.thread).to_contain_text("You stopped this answer.")


def test_the_conversation_with_an_agent(desk: Desk) -> None:
    desk.go("replier")
    desk.main.get_by_role("button", name="Say hello").click()
    expect(desk.main).to_contain_text("You said: hello there")
    desk.send("think about it")
    expect(desk.main.get_by_role("status")).to_contain_text("replier is thinking…")
    desk.message("You said").hover()
    desk.main.get_by_role("button", name="Reply in thread").first.click()
    expect(desk.thread.get_by_role("heading", name="About it")).to_be_visible()


def test_loading_messages_take_turns(desk: Desk) -> None:
    ts = desk.slack.client.say("a question")
    channel = desk.page.url.split("/")[4]
    words = ["Reading…", "Comparing…", "Writing…"]
    desk.replier.client.assistant_threads_setStatus(
        channel_id=channel, thread_ts=ts, status="is thinking…", loading_messages=words
    )
    line = desk.main.locator(".status-more")
    for one in words:
        expect(line).to_have_text(one)


def test_the_agent_hears_what_one_looks_at(desk: Desk) -> None:
    channels = {one["name"]: one["id"] for one in desk.slack.client.state()["channels"]}

    def looked_at() -> list[Any]:
        sent = [one["payload"]["event"] for one in desk.slack.client.journal("delivery")]
        return [one["context"]["entities"][0]["value"] for one in sent if one["type"] == "app_context_changed"]

    desk.go("random")
    desk.go("replier")
    assert looked_at() == []
    desk.go("newsroom")
    desk.go("general")
    desk.slack.client.wait_for(lambda _: looked_at() == [channels["newsroom"], channels["general"]])


def test_the_home_tab(desk: Desk) -> None:
    desk.go("replier")
    desk.page.get_by_role("tab", name="Home").click()
    expect(desk.main.get_by_role("heading", name="Welcome")).to_be_visible()
    desk.main.get_by_role("button", name="Go").click()
    desk.slack.client.wait_for(lambda _: [action["action_id"] for action in desk.replier.actions] == ["go_home"])
