from __future__ import annotations

from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, channel, error, events, person


def test_a_group_is_made_filled_and_listed(hub: Hub) -> None:
    seen = events(hub)
    general, newsroom = channel(hub, "general"), channel(hub, "newsroom")
    made = call(hub, "usergroups.create", name="The Desk", channels=f"{general},{newsroom}")["usergroup"]
    assert (made["handle"], made["prefs"]) == ("the-desk", {"channels": [general], "groups": [newsroom]})
    ada, bot = person(hub, "ada"), hub.workspace.bot_user
    changed = call(hub, "usergroups.users.update", usergroup=made["id"], users=f"{ada},{bot}", include_count=True)
    assert (changed["usergroup"]["users"], changed["usergroup"]["user_count"]) == ([ada, bot], 2)
    assert call(hub, "usergroups.users.list", usergroup=made["id"])["users"] == [ada, bot]
    [listed] = call(hub, "usergroups.list")["usergroups"]
    assert "users" not in listed
    assert "user_count" not in listed
    [listed] = call(hub, "usergroups.list", include_users=True, include_count="true")["usergroups"]
    assert (listed["users"], listed["user_count"]) == ([ada, bot], 2)
    kinds = [kind for kind, _ in seen]
    assert kinds == ["subteam_created", "subteam_members_changed", "subteam_updated", "subteam_self_added"]
    assert seen[1][1]["added_users"] == [ada, bot]


def test_a_disabled_group_is_listed_on_request(hub: Hub) -> None:
    group = call(hub, "usergroups.create", name="The Desk", handle="desk")["usergroup"]["id"]
    assert call(hub, "usergroups.disable", usergroup=group)["usergroup"]["date_delete"] > 0
    assert call(hub, "usergroups.list")["usergroups"] == []
    assert len(call(hub, "usergroups.list", include_disabled=True)["usergroups"]) == 1
    assert call(hub, "usergroups.enable", usergroup=group)["usergroup"]["date_delete"] == 0
    updated = call(hub, "usergroups.update", usergroup=group, name="Night desk", description="Nights")["usergroup"]
    assert (updated["name"], updated["handle"], updated["description"]) == ("Night desk", "desk", "Nights")


def test_refusals(hub: Hub) -> None:
    group = call(hub, "usergroups.create", name="The Desk", handle="desk")["usergroup"]["id"]
    assert error(hub, "usergroups.create") == "missing_subteam_name"
    assert error(hub, "usergroups.create", name="The Desk") == "name_already_exists"
    assert error(hub, "usergroups.create", name="Other", handle="desk") == "handle_already_exists"
    assert error(hub, "usergroups.create", name="Other", handle="ada") == "handle_already_exists"
    assert error(hub, "usergroups.create", name="Other", handle="here") == "forbidden_handle"
    assert error(hub, "usergroups.create", name="Other", handle="A B") == "bad_handle"
    assert error(hub, "usergroups.create", name="Other", channels="C0NONE") == "invalid_channel_provided"
    assert error(hub, "usergroups.create", name="Other", description="x" * 200) == "description_too_long"
    assert error(hub, "usergroups.update", usergroup="S0NONE") == "no_such_subteam"
    assert error(hub, "usergroups.users.update", usergroup=group) == "no_users_provided"
    assert error(hub, "usergroups.users.update", usergroup=group, users="U0NONE") == "invalid_users"
    assert len(call(hub, "usergroups.list")["usergroups"]) == 1
