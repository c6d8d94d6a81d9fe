"""Behind the scenes: the traffic, the faults, the clock, how to connect."""

from __future__ import annotations

import json

from playwright.sync_api import Route, expect

from tests.bot.mock_slack.page.conftest import Desk


def test_the_traffic_is_shown_as_it_happens_filtered_and_saved(desk: Desk) -> None:
    desk.go("Traffic")
    desk.slack.client.say("hello <@replier> @replier")
    rows = desk.main.get_by_role("option")
    called = rows.filter(has_text="chat.postMessage")
    expect(called).to_contain_text("ok")
    expect(rows.filter(has_text="app_mention")).to_contain_text("acknowledged")
    desk.main.get_by_role("searchbox").fill("postmessage")
    expect(rows).to_have_count(1)
    called.click()
    expect(desk.main.get_by_role("region", name="Details")).to_contain_text("“An answer”")
    with desk.page.expect_download() as saved:
        desk.main.get_by_role("button", name="Save as file").click()
    (entry,) = json.loads(saved.value.path().read_text())
    assert entry["method"] == "chat.postMessage"
    desk.main.get_by_role("searchbox").fill("")
    desk.main.get_by_role("button", name="Only failures").click()
    expect(rows).to_have_count(0)
    desk.replier.client.retry_handlers.clear()
    desk.slack.client.fault("api_error", error="fatal_error", method="chat.postMessage")
    desk.slack.client.say("@replier again")
    expect(rows).to_contain_text("fatal_error")


def test_what_happens_while_the_traffic_is_fetched_is_not_lost(desk: Desk) -> None:
    def slowly(route: Route) -> None:
        answer = route.fetch()
        desk.replier.client.chat_postMessage(channel="general", text="meanwhile")
        known = "async (number) => (await import('/page/store.js')).store.number >= number"
        desk.page.wait_for_function(known, arg=desk.slack.client.state()["number"])
        route.fulfill(response=answer)

    desk.replier.client.chat_postMessage(channel="general", text="before")
    desk.page.route("**/_control/log", slowly)
    desk.go("Traffic")
    expect(desk.main.get_by_role("option").filter(has_text="chat.postMessage")).to_have_count(2)


def test_faults_are_set_and_taken_away(desk: Desk) -> None:
    desk.go("Faults & clock")
    expect(desk.main).to_contain_text("No faults are set")
    desk.main.get_by_label("Fault", exact=True).select_option("drop")
    desk.main.get_by_label("Event", exact=True).fill("app_mention")
    desk.main.get_by_role("button", name="Set this fault").click()
    expect(desk.main.locator(".fault-list")).to_contain_text("Dropapp_mention · 1 more time · struck 0×")
    assert desk.slack.client.state()["faults"][0]["event"] == "app_mention"
    desk.slack.client.say("@replier hello")
    expect(desk.main).to_contain_text("No faults are set")


def test_the_dice_are_sown(desk: Desk) -> None:
    desk.go("Faults & clock")
    desk.main.get_by_label("Seed").fill("42")
    desk.main.get_by_role("button", name="Start the dice anew").click()
    expect(desk.main).to_contain_text("drawn from the seed 42")
    assert desk.slack.client.state()["seed"] == 42
    desk.slack.client.act("fault", seed=0)


def test_the_clock_moves_on(desk: Desk) -> None:
    desk.go("Faults & clock")
    desk.main.get_by_role("button", name="+ 1 day").click()
    expect(desk.main).to_contain_text("24 hours ahead of this machine")
    assert desk.slack.client.state()["clock"]["offset"] == 86400


def test_how_to_connect(desk: Desk) -> None:
    desk.go("Connect an app")
    expect(desk.main).to_contain_text(f"export SLACK_API_URL={desk.slack.api_url}")
    expect(desk.main).to_contain_text("Replier is connected: 1 socket.")
