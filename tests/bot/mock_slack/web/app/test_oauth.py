from __future__ import annotations

from typing import Any

from bot.mock_slack.hub import Hub
from bot.mock_slack.web.app.oauth import basic_credentials
from tests.bot.mock_slack.calling import call, error


def test_a_code_is_exchanged_once_for_tokens(hub: Hub) -> None:
    workspace = hub.workspace
    secrets: dict[str, Any] = {"client_id": workspace.client_id, "client_secret": workspace.client_secret}
    code = hub.interactions.new_code("http://127.0.0.1:3000/back")
    answer = call(hub, "oauth.v2.access", code=code, redirect_uri="http://127.0.0.1:3000/back", **secrets)
    assert answer["access_token"] == workspace.bot_token
    assert answer["token_type"] == "bot"
    assert answer["authed_user"]["access_token"] == workspace.user_token
    assert error(hub, "oauth.v2.access", code=code, **secrets) == "invalid_code"
    assert error(hub, "oauth.v2.access", code=code, client_id="1") == "invalid_client_id"
    assert error(hub, "oauth.v2.access", code=code, client_id=secrets["client_id"]) == "bad_client_secret"


def test_a_code_is_bound_to_its_address_and_its_time(hub: Hub) -> None:
    workspace = hub.workspace
    secrets: dict[str, Any] = {"client_id": workspace.client_id, "client_secret": workspace.client_secret}
    code = hub.interactions.new_code("http://127.0.0.1:3000/back")
    assert error(hub, "oauth.v2.access", code=code, redirect_uri="http://evil.example", **secrets) == "invalid_code"
    code = hub.interactions.new_code("http://127.0.0.1:3000/back")
    workspace.clock.advance(601)
    assert error(hub, "oauth.v2.access", code=code, **secrets) == "invalid_code"


def test_a_token_is_revoked_until_the_app_is_installed_again(hub: Hub) -> None:
    assert call(hub, "auth.revoke", test=True) == {"revoked": False}
    assert call(hub, "auth.revoke") == {"revoked": True}
    assert hub.workspace.tokens[hub.workspace.bot_token].revoked
    workspace = hub.workspace
    secrets: dict[str, Any] = {"client_id": workspace.client_id, "client_secret": workspace.client_secret}
    call(hub, "oauth.v2.access", code=hub.interactions.new_code("http://x"), **secrets)
    assert not hub.workspace.tokens[hub.workspace.bot_token].revoked


def test_credentials_in_the_header() -> None:
    assert basic_credentials("Basic MTIzOnNlY3JldA==") == {"client_id": "123", "client_secret": "secret"}
    assert basic_credentials("Basic %%%") == {}
    assert basic_credentials("Bearer x") == {}
