from __future__ import annotations

from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, error, person


def test_people_and_the_bot_are_listed_with_profiles(hub: Hub) -> None:
    members = call(hub, "users.list")["members"]
    assert [one["name"] for one in members] == ["ada", "ben", "chiara", "mock-app", "slackbot"]
    assert [one["is_bot"] for one in members] == [False, False, False, True, False]
    assert members[0]["profile"]["email"] == "ada@mock.example"
    assert members[3]["profile"]["bot_id"] == hub.workspace.bot_id


def test_emails_need_their_scope(hub: Hub) -> None:
    user = call(hub, "users.info", user=person(hub, "ada"), scopes=("users:read",))["user"]
    assert "email" not in user["profile"]
    assert call(hub, "users.lookupByEmail", email="ADA@mock.example")["user"]["id"] == user["id"]
    assert error(hub, "users.lookupByEmail", email="no@where") == "users_not_found"


def test_one_user(hub: Hub) -> None:
    assert error(hub, "users.info", user="U0NOBODY") == "user_not_found"
    assert error(hub, "users.info") == "user_not_found"
    assert call(hub, "users.info", user="USLACKBOT")["user"]["real_name"] == "Slackbot"
    assert call(hub, "users.profile.get")["profile"]["real_name"] == "mock-app"
    assert call(hub, "users.getPresence", user=person(hub, "ben"))["presence"] == "active"


def test_a_users_conversations_as_far_as_the_caller_may_know(hub: Hub) -> None:
    found = call(hub, "users.conversations", user=person(hub, "ada"), types="public_channel,private_channel")
    assert [one["name"] for one in found["channels"]] == ["general", "random", "newsroom"]
    mine = call(hub, "users.conversations")
    assert [one["name"] for one in mine["channels"]] == ["general"]
