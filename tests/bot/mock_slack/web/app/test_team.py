from __future__ import annotations

from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, error, failure


def test_who_am_i(hub: Hub) -> None:
    answer = call(hub, "auth.test")
    workspace = hub.workspace
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == (
        workspace.team.id,
        workspace.bot_user,
        workspace.bot_id,
    )
    assert "bot_id" not in call(hub, "auth.test", kind="user")


def test_api_test_says_what_it_was_given(hub: Hub) -> None:
    assert call(hub, "api.test", foo="bar") == {"args": {"foo": "bar"}}
    body = failure(hub, "api.test", error="my_error")
    assert (body["error"], body["args"]) == ("my_error", {"error": "my_error"})


def test_team_and_bot(hub: Hub) -> None:
    assert call(hub, "team.info")["team"]["id"] == hub.workspace.team.id
    assert call(hub, "bots.info", bot=hub.workspace.bot_id)["bot"]["app_id"] == hub.workspace.app_id
    assert error(hub, "bots.info", bot="B0OTHER") == "bot_not_found"


def test_a_socket_address_opens_once(hub: Hub) -> None:
    url = call(hub, "apps.connections.open", kind="app")["url"]
    assert url.startswith("ws://127.0.0.1:1/link/?ticket=")
    ticket = url.partition("ticket=")[2].partition("&")[0]
    assert hub.interactions.spend_ticket(ticket)
    assert not hub.interactions.spend_ticket(ticket)
