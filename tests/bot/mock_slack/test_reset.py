"""The first day again: nothing of the days before reaches the app any more, and nothing it got then works."""

from __future__ import annotations

import time

import httpx

from bot.mock_slack import MockWorkspace


def test_what_was_to_be_tried_again_is_let_go(slack: MockWorkspace) -> None:
    slack.client.say("Nobody is there to hear this")  # no app is connected, so it is tried four times
    slack.client.wait_for(lambda client: [one for one in client.journal("delivery") if one["outcome"] != "pending"])
    slack.client.reset()
    slack.client.advance(3_600)
    slack.client.advance(3_600)
    assert not slack.client.journal("delivery")


def test_the_clock_is_back_and_goes_on(slack: MockWorkspace) -> None:
    slack.client.advance(100_000)
    late = slack.client.say("tomorrow")
    assert float(late) > time.time() + 90_000
    slack.client.reset()
    assert slack.client.state()["clock"]["offset"] == 0
    assert abs(float(slack.client.say("today")) - time.time()) < 60


def test_an_address_of_the_day_before_answers_nobody(slack: MockWorkspace) -> None:
    ada = slack.client.state()["users"][0]["id"]
    general = next(one["id"] for one in slack.client.state()["channels"] if one["name"] == "general")
    url = slack.hub.interactions.new_response_url("commands", general, ada)
    trigger = slack.hub.interactions.new_trigger(ada)
    assert httpx.post(url, json={"text": "still there"}).is_success
    slack.client.reset()
    assert httpx.post(url, json={"text": "from before"}).status_code == 404
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Late"}, "blocks": []}
    answer = httpx.post(
        f"{slack.api_url}views.open",
        json={"trigger_id": trigger, "view": view},
        headers={"authorization": f"Bearer {slack.bot_token}"},
    )
    assert answer.json()["error"] == "invalid_trigger_id"
    assert not slack.client.ephemerals("general")
