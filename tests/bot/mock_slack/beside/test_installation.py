from __future__ import annotations

import base64
import json
from typing import Any

from bot.mock_slack.hub import Hub
from tests.bot.mock_slack.calling import call, error, events, person


def client_of(hub: Hub) -> dict[str, Any]:
    return {"client_id": hub.workspace.client_id, "client_secret": hub.workspace.client_secret}


def test_an_app_that_is_uninstalled_hears_so_and_has_no_tokens_any_more(hub: Hub) -> None:
    seen = events(hub)
    assert error(hub, "apps.uninstall", client_id="x") == "invalid_client_id"
    assert error(hub, "apps.uninstall", client_id=hub.workspace.client_id) == "bad_client_secret"
    assert call(hub, "apps.uninstall", **client_of(hub)) == {}
    assert [kind for kind, _ in seen] == ["tokens_revoked", "app_uninstalled"]
    assert seen[0][1]["tokens"] == {"oauth": [person(hub, "ada")], "bot": [hub.workspace.bot_user]}
    assert hub.workspace.tokens[hub.workspace.bot_token].revoked
    assert not hub.workspace.tokens[hub.workspace.app_token].revoked


def test_with_the_last_token_the_app_is_gone(hub: Hub) -> None:
    seen = events(hub)
    call(hub, "auth.revoke", kind="user")
    assert seen[0][1]["tokens"] == {"oauth": [person(hub, "ada")], "bot": []}
    assert len(seen) == 1
    call(hub, "auth.revoke")
    assert [kind for kind, _ in seen] == ["tokens_revoked", "tokens_revoked", "app_uninstalled"]


def test_where_the_app_is_and_for_whom_an_event_is_meant(hub: Hub) -> None:
    team = hub.workspace.team
    assert call(hub, "auth.teams.list")["teams"] == [{"id": team.id, "name": team.name}]
    context = base64.b64encode(json.dumps({"aid": hub.workspace.app_id}).encode()).decode().rstrip("=")
    [one] = call(hub, "apps.event.authorizations.list", kind="app", event_context=f"4-{context}")["authorizations"]
    assert (one["team_id"], one["user_id"]) == (team.id, hub.workspace.bot_user)
    wrong = error(hub, "apps.event.authorizations.list", kind="app", event_context="4-x")
    assert wrong == "invalid_event_context"
    assert call(hub, "team.profile.get")["profile"] == {"fields": [], "sections": []}
